"""How a customer is called on a page: by name for those who may know it, else by a code that says nothing."""

from __future__ import annotations

import uuid

from django.utils.translation import get_language

from catalog.customers.personal import Personal
from catalog.geo.places import communes, wilayas
from catalog.people.access import has_role
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib import phones

CODE_DIGITS = 8


def may_see_people(shop: ShopContext) -> bool:
    """Viewers read figures; names, phones and addresses begin with agents, who work with them."""
    return shop.role != "" and has_role(shop.role, Role.AGENT)


def code_of(uid: uuid.UUID) -> str:
    """The same customer has the same code on every page."""
    return uid.hex[:CODE_DIGITS]


def shown_name(uid: uuid.UUID, personal: Personal | None) -> str:
    """The name, else the phone, else the code; ``personal`` is None for who may not see it."""
    if personal is None:
        return code_of(uid)
    return personal.name or shown_phone(personal.phone) or code_of(uid)


def shown_phone(number: str) -> str:
    """An E.164 number as people of its country write it; empty stays empty."""
    return phones.national(number) if number else ""


def whatsapp_url(number: str) -> str:
    """A conversation with this E.164 number; empty stays empty."""
    return f"https://wa.me/{number.removeprefix('+')}" if number else ""


def wilaya_name(slug: str) -> str:
    """The wilaya in the reader's script; another country's region as it was written."""
    found = next((one for one in wilayas() if one.slug == slug), None)
    if found is None:
        return slug
    return found.name_ar if (get_language() or "").startswith("ar") else found.name_fr


def commune_name(slug: str, wilaya: str = "") -> str:
    """The commune in the reader's script; one that no list knows as it was written.

    Slugs are unique inside a wilaya only; without one, the first commune of that name.
    """
    found = next((one for one in communes() if one.slug == slug and wilaya in {"", one.wilaya}), None)
    if found is None:
        return slug
    return found.name_ar if (get_language() or "").startswith("ar") else found.name_fr
