"""Writing customers: normalised, sealed and indexed in one place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict

from django.utils.translation import gettext as _

from catalog.customers.models import Customer, CustomerIdentity
from catalog.customers.personal import Personal, indexes_of, open_personal, seal_personal
from catalog.customers.selectors import Identity
from catalog.geo.places import match_wilaya
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib import phones
from shop_ai.lib.locks import take_turn
from shop_ai.lib.refusals import Conflict, FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope


class CustomerFields(TypedDict, total=False):
    """What can be said of a customer; phones in any spelling, ``wilaya`` by name, alias or number."""

    name: str
    phone: str
    second_phone: str
    email: str
    address: str
    commune: str
    wilaya: str
    language: str
    identities: list[Identity]


PERSONAL = ("name", "address", "commune")
PHONES = ("phone", "second_phone")


def create_customer(shop: ShopContext, fields: CustomerFields) -> Customer:
    """A new customer; raises Conflict when phone or identity belong to another, Invalid for unreadable values."""
    with shop_scope(shop.id):
        return _write(shop, Customer(shop_id=shop.id), fields)


def change_customer(shop: ShopContext, uid: uuid.UUID, fields: CustomerFields) -> Customer | None:
    """Change what ``fields`` name; None when the shop has no such customer. An erased one stays erased."""
    with shop_scope(shop.id):
        customer = Customer.objects.select_for_update(no_key=True).filter(uid=uid).first()
        if customer is None:
            return None
        if customer.erased_at is not None:
            raise Conflict(_("This customer's data was erased at their wish and is not written again."))
        return _write(shop, customer, fields)


def hold_customer(shop_id: int, uid: uuid.UUID) -> None:
    """Keep others from changing the customer until the transaction ends."""
    with shop_scope(shop_id):
        Customer.objects.select_for_update(no_key=True).filter(uid=uid).values_list("pk").first()


def customer_for_order(shop: ShopContext, fields: CustomerFields) -> Customer:
    """The customer with this phone, completed by what was not known yet, or a new one."""
    with shop_scope(shop.id):
        index = current_seal().index("phone", _phone(shop, "phone", fields.get("phone", "")))
        found = None
        if index:
            take_turn("customer", index)
            found = Customer.objects.select_for_update(no_key=True).filter(phone_index=index).first()
        if found is None:
            return create_customer(shop, fields)
        known = open_personal(current_seal(), found)
        missing = {
            name: value
            for name, value in fields.items()
            if not getattr(known, name, getattr(found, name, ""))
        }
        return _write(shop, found, CustomerFields(**missing)) if missing else found  # type: ignore[typeddict-item]


def _write(shop: ShopContext, customer: Customer, fields: CustomerFields) -> Customer:
    seal = current_seal()
    personal = _personal(shop, open_personal(seal, customer), fields)
    customer.wilaya = _wilaya(shop, fields["wilaya"]) if "wilaya" in fields else customer.wilaya
    customer.language = fields.get("language", customer.language)
    for column, value in indexes_of(seal, personal).items():
        setattr(customer, column, value)
    customer.personal = seal_personal(seal, customer.uid, personal)
    identities = fields.get("identities")
    _require_some_identity(customer, personal, identities)
    _require_free_phone(customer)
    customer.save()
    if identities is not None:
        _identify(customer, identities)
    return customer


def _personal(shop: ShopContext, known: Personal, fields: CustomerFields) -> Personal:
    said = {name: str(value).strip() for name, value in fields.items() if name in PERSONAL}
    said |= {name: _phone(shop, name, str(value)) for name, value in fields.items() if name in PHONES}
    if "email" in fields:
        said["email"] = fields["email"].strip().lower()
    return replace(known, **said)


def _phone(shop: ShopContext, name: str, raw: str) -> str:
    if not raw.strip():
        return ""
    number = phones.parse(raw, shop.country)
    if number is None:
        raise Invalid(FieldError(f"#/{name}", "bad_phone", _("This is not a complete phone number.")))
    return number


def _wilaya(shop: ShopContext, text: str) -> str:
    """The wilaya's slug in Algeria; elsewhere the region as written."""
    if shop.country != "DZ" or not text.strip():
        return text.strip()
    slug = match_wilaya(text)
    if slug is None:
        raise Invalid(FieldError("#/wilaya", "unknown_wilaya", _("No wilaya has this name or number.")))
    return slug


def _require_some_identity(customer: Customer, personal: Personal, identities: list[Identity] | None) -> None:
    kept = identities is None and customer.pk is not None and customer.identities.exists()
    if not (personal.phone or personal.email or personal.name or identities or kept):
        raise Invalid(
            FieldError(
                "#/phone", "required", _("Give a phone, an e-mail, a name or an identity of a channel.")
            )
        )


def _require_free_phone(customer: Customer) -> None:
    if not customer.phone_index:
        return
    other = Customer.objects.filter(phone_index=customer.phone_index).exclude(pk=customer.pk).first()
    if other is not None:
        raise Conflict(_("Another customer has this phone."), existing=f"cus_{other.uid.hex}", field="phone")


def _identify(customer: Customer, identities: Iterable[Identity]) -> None:
    """Make ``identities`` the customer's; raises Conflict when one belongs to another customer."""
    CustomerIdentity.objects.filter(customer=customer).delete()
    for known in dict.fromkeys(identities):
        row, _is_new = CustomerIdentity.objects.get_or_create(
            channel=known.channel,
            account=known.account,
            external_id=known.external_id,
            defaults={"customer": customer},
        )
        if row.customer_id != customer.pk:
            raise Conflict(
                _("Another customer has this identity."),
                existing=f"cus_{row.customer.uid.hex}",
                field="identities",
            )
