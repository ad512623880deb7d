"""Orders and what hangs on them: amounts and states stay, who it was for goes."""

from __future__ import annotations

from typing import Final

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from catalog.codes.models import CodeUse
from catalog.heard.models import HeardAnswer
from catalog.orders.models import Order, Refund
from catalog.parcels.models import Parcel, ParcelEvent
from signals.segments.models import SegmentMember
from transparency.erasure.person import Person

# A courier's word is a state; what else was typed into the field goes. No two events of a parcel may say the same
# word at one moment, so the plain form carries the row's number.
_EVENTS: Final = {
    "raw": F("state"),
    "plain": Concat(Value("erased-"), Cast("pk", CharField())),
    "reason": "",
}


def erase_orders(person: Person) -> int:
    """Names, numbers, addresses and notes of the orders, the free words of refunds and couriers."""
    emptied = Order.objects.filter(pk__in=person.order_ids, personal__isnull=False).update(personal=None)
    refunds = Refund.objects.filter(order__in=person.order_ids) | Refund.objects.filter(customer=person.id)
    emptied += refunds.exclude(reason="").update(reason="")
    return int(emptied) + _parcels(person)


def _parcels(person: Person) -> int:
    parcels = list(Parcel.objects.filter(order__in=person.order_ids).values_list("pk", flat=True))
    ParcelEvent.objects.filter(parcel__in=parcels).update(**_EVENTS)
    return int(Parcel.objects.filter(pk__in=parcels).exclude(raw_state="").update(raw_state=F("state")))


def erase_ties(person: Person) -> int:
    """Answers, code uses and lists of customers that were tied to the person; their counts stay."""
    said = HeardAnswer.objects.filter(customer=person.id) | HeardAnswer.objects.filter(
        order__in=person.order_ids
    )
    untied = said.exclude(customer=None, conversation=None).update(customer=None, conversation=None)
    untied += _codes(person)
    return int(untied) + int(SegmentMember.objects.filter(customer=person.id).delete()[0])


def _codes(person: Person) -> int:
    """What a till wrote beside a use; a use that is tied to its order needs it no longer."""
    uses = CodeUse.objects.filter(customer=person.id) | CodeUse.objects.filter(order__in=person.order_ids)
    uses.exclude(idempotency_key="").update(idempotency_key=Concat(Value("erased-"), Cast("pk", CharField())))
    return int(uses.exclude(reference="").update(reference=""))
