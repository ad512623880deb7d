"""Who the person is to the shop."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.customers.models import CustomerIdentity
from catalog.customers.naming import commune_name, shown_phone, wilaya_name
from catalog.customers.personal import open_personal
from shop_ai.lib.channels import channel_name
from transparency.rights.known import Entry, Person, reads


@reads(
    "person",
    gettext_lazy("Who you are"),
    gettext_lazy("To bring your orders to you and to reach you about them."),
    "catalog_customer",
    "catalog_customeridentity",
)
def person(of: Person) -> Iterable[Entry]:
    """Name, ways to reach the person, and how channels know them."""
    known, customer = open_personal(of.seal, of.customer), of.customer
    identities = CustomerIdentity.objects.filter(customer=customer).order_by("pk")
    yield Entry.of(
        known.name or _("You"),
        [
            ("id", _("Number in the shop"), of.name),
            ("name", _("Name"), known.name),
            ("phone", _("Phone"), shown_phone(known.phone)),
            ("second_phone", _("Second phone"), shown_phone(known.second_phone)),
            ("email", _("E-mail"), known.email),
            ("address", _("Address"), known.address),
            ("commune", _("Commune"), commune_name(known.commune, customer.wilaya) if known.commune else ""),
            ("wilaya", _("Wilaya"), wilaya_name(customer.wilaya) if customer.wilaya else ""),
            ("language", _("Language"), customer.language),
            ("known_since", _("Known since"), customer.created_at),
            (
                "channels",
                _("On channels"),
                [f"{channel_name(one.channel)}: {one.external_id}" for one in identities],
            ),
        ],
    )
