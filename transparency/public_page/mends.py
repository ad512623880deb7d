"""One click for what is missing: a value that is known already, or the usual one. Each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from transparency.public_page.completeness import completeness
from transparency.public_page.condition_guides import GUIDES
from transparency.public_page.guides import composed
from transparency.public_page.profile import (
    EVERYBODY,
    LANGUAGES,
    TEXTS,
    Profile,
    answers_of,
    contact_of,
    legal_of,
    part,
    texts_of,
)
from transparency.public_page.services import Change, change_profile
from transparency.public_page.writing import with_text, with_values, with_whole

DELAY: Final = 120
OFFICE: Final = ["09:00", "17:00"]
SHOP_HOURS: Final = ["09:00", "18:00"]
# Days on which shops are open where the weekend is Friday and Saturday, and elsewhere.
WORKING: Final = {"DZ": ("sat", "sun", "mon", "tue", "wed", "thu"), "": ("mon", "tue", "wed", "thu", "fri")}


class NothingToMend(LookupError):
    """The thing is there already, or no click can know it."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What a click would do: its button's words, the change of the profile, and the text it would write."""

    words: str
    change: Change
    preview: str = ""


def mends(shop: ShopContext, person: str) -> dict[str, Mend]:
    """By the code of what is missing; ``person`` is the name of whoever looks at the page."""
    missing = {item.code for item in completeness(shop.public_profile, shop.language).missing}
    offered = {**_values(shop, person), **_texts(shop)}
    return {code: mend for code, mend in offered.items() if code in missing}


def _values(shop: ShopContext, person: str) -> dict[str, Mend]:
    profile = shop.public_profile
    contact, legal = contact_of(profile), legal_of(profile)
    days = WORKING.get(shop.country, WORKING[""])
    times = SHOP_HOURS if shop.country in WORKING else OFFICE
    found = {
        "delay": Mend(_("Announce 2 hours"), _values_in("contact", delay_minutes=DELAY)),
        "hours": Mend(
            _("Saturday to Thursday, %(times)s") % {"times": "–".join(times)}
            if shop.country in WORKING
            else _("Monday to Friday, %(times)s") % {"times": "–".join(times)},
            lambda profile: with_whole(profile, "hours", dict.fromkeys(days, times)),
        ),
        "legal_name": Mend(_("Take “%(name)s”") % {"name": shop.name}, _values_in("legal", name=shop.name)),
    }
    if person:
        found["name"] = Mend(_("Take “%(name)s”") % {"name": person}, _values_in("contact", name=person))
    answers = contact.name or person
    if answers:
        found["in_charge"] = Mend(
            _("“%(name)s” for everything") % {"name": answers},
            _values_in("in_charge", **{EVERYBODY: answers}),
        )
    if not contact.phone and part(profile, "legal").get("phone"):
        found["reach"] = Mend(
            _("Take %(value)s") % {"value": legal["phone"]},
            _values_in("contact", phone=legal["phone"]),
        )
    return found


def _values_in(where: str, /, **values: Any) -> Change:
    return lambda profile: with_values(profile, where, values)


def _texts(shop: ShopContext) -> dict[str, Mend]:
    found = {}
    for code in TEXTS:
        answers = {**GUIDES[code].usual, **answers_of(shop.public_profile, code)}
        made = composed(GUIDES[code], answers, shop.currency)
        found[f"text-{code}"] = Mend(
            _("Take the usual text"), _text_in(shop, code, made, answers), made[shop.language]
        )
    if _in_all_languages(shop.public_profile, shop) != shop.public_profile:
        found["languages"] = Mend(
            _("Make the missing ones from your answers"), lambda profile: _in_all_languages(profile, shop)
        )
    return found


def _text_in(shop: ShopContext, code: str, made: dict[str, str], answers: dict[str, Any]) -> Change:
    return lambda profile: with_text(profile, code, made, answers, shop.language)


def _in_all_languages(profile: Profile, shop: ShopContext) -> Mapping[str, Any]:
    """Missing languages of texts whose questions were answered; a text in free words stays as it is."""
    for code in TEXTS:
        written, answers = texts_of(profile, code, shop.language), answers_of(profile, code)
        if written and answers and not set(LANGUAGES) <= set(written):
            made = composed(GUIDES[code], answers, shop.currency)
            profile = with_text(profile, code, {**made, **written}, answers, shop.language)
    return profile


def mend_page(shop: ShopContext, code: str, *, person: str, by: str) -> None:
    """Do what the click offered; raises :class:`NothingToMend` when it was done meanwhile."""
    offered = mends(shop, person).get(code)
    if offered is None:
        raise NothingToMend(code)
    change_profile(shop.id, offered.change, by=by, part=code)
