"""What a customer's own page shows."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.customers.models import Customer
from catalog.customers.naming import shown_phone
from catalog.customers.personal import open_personal
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from signals.consent.subjects import consent_name
from transparency.benefits.selectors import Offer, benefit_for
from transparency.rights.choices import FOR_CUSTOMERS, Choice, choices_of
from transparency.rights.known import Section, export_of
from transparency.rights.models import RequestState, RightsRequest


@dataclass(frozen=True, slots=True)
class MyPage:
    name: str
    phone: str
    sections: list[Section]
    choices: list[Choice]
    requests: list[RightsRequest]
    benefit: Offer | None


def my_page(shop: ShopContext, customer: Customer, language: str) -> MyPage:
    """In the scope of the caller."""
    known = open_personal(current_seal(), customer)
    waiting = RightsRequest.objects.filter(customer=customer, state=RequestState.OPEN)
    return MyPage(
        name=known.name,
        phone=shown_phone(known.phone),
        sections=[section for section in export_of(shop, customer.uid) if section.entries],
        choices=choices_of(shop.id, consent_name(customer.uid), FOR_CUSTOMERS, language[:2]),
        requests=list(waiting.order_by("asked_at")),
        benefit=benefit_for(shop, customer),
    )
