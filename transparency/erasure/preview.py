"""What an erasure would take and what it leaves, counted before anybody decides."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.conversations.models import ConversationMessage
from catalog.customers.models import Customer
from catalog.orders.models import Order, OrderState, ParcelState
from shop_ai.lib.money import format_number
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent
from signals.consent.subjects import consent_name
from transparency.cases.models import Case
from transparency.erasure.person import person_of

ENDED = (ParcelState.DELIVERED, ParcelState.REFUSED, ParcelState.RETURNED)


@dataclass(frozen=True, slots=True)
class Preview:
    """``on_the_way`` counts orders that are not at their end: their parcels still need the address."""

    uid: uuid.UUID
    orders: int
    on_the_way: int
    conversations: int
    messages: int
    cases: int
    consents: int
    erased_at: datetime | None

    @property
    def goes(self) -> list[str]:
        """What goes, a sentence a kind."""
        return [
            _("Name, phone numbers, e-mail and address, here and on every order"),
            *_if(
                self.messages,
                ngettext("The words of %(n)s message", "The words of %(n)s messages", self.messages),
            ),
            *_if(
                self.cases,
                ngettext("What was said in %(n)s case", "What was said in %(n)s cases", self.cases),
            ),
            _("The path from their visits to them, and what they looked for"),
            _("Imported files that name them"),
            _("Their part in decisions of automations"),
        ]

    @property
    def stays(self) -> list[str]:
        """What stays, a sentence a kind."""
        return [
            *_if(
                self.orders,
                ngettext(
                    "%(n)s order with its products, amounts, days and wilaya, without a name: the law on accounts asks for it",
                    "%(n)s orders with their products, amounts, days and wilaya, without a name: the law on accounts asks for it",
                    self.orders,
                ),
            ),
            *_if(
                self.consents,
                ngettext(
                    "The proof of %(n)s consent, without who gave it",
                    "The proof of %(n)s consents, without who gave them",
                    self.consents,
                ),
            ),
            _("That somebody was erased, when and on whose word"),
        ]


def _if(count: int, sentence: str) -> list[str]:
    return [sentence % {"n": format_number(count)}] if count else []


def preview_of(shop_id: int, uid: uuid.UUID) -> Preview | None:
    """None when the shop has no such customer."""
    with shop_scope(shop_id):
        person = person_of(shop_id, uid)
        if person is None:
            return None
        orders = Order.objects.filter(pk__in=person.order_ids)
        open_ones = orders.exclude(order_state=OrderState.CANCELLED).exclude(parcel_state__in=ENDED)
        return Preview(
            uid=uid,
            orders=len(person.orders),
            on_the_way=open_ones.count(),
            conversations=len(person.talks),
            messages=ConversationMessage.objects.filter(
                conversation__in=person.talks, text__isnull=False
            ).count(),
            cases=Case.objects.filter(customer=person.id).count(),
            consents=Consent.objects.filter(visitor=consent_name(uid)).count(),
            erased_at=Customer.objects.values_list("erased_at", flat=True).get(pk=person.id),
        )
