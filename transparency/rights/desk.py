"""What the shop does with requests: notes one that was told, counts the queue, ends one as done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide_shown
from signals.consent.subjects import consent_name
from transparency.rights.models import Door, RequestKind, RequestState, RightsRequest
from transparency.rights.services import close, new_request

LOOKED_BACK: Final = timedelta(days=90)
DESK: Final = "desk"


@dataclass(frozen=True, slots=True)
class Counts:
    """The queue in figures; ``in_time`` of ``answered`` were closed by their day."""

    open: int
    late: int
    sent: int
    answered: int
    in_time: int


def open_counts(shop: ShopContext) -> Counts:
    """One query."""
    now = timezone.now()
    today = local_day(now, shop.zone)
    recent = Q(closed_at__gte=now - LOOKED_BACK)
    waiting = Q(state=RequestState.OPEN)
    with shop_scope(shop.id):
        rows = RightsRequest.objects.annotate(closed_on=TruncDate("closed_at", tzinfo=shop.zone))
        found = rows.aggregate(
            open=Count("pk", filter=waiting),
            late=Count("pk", filter=waiting & Q(due_on__lt=today)),
            sent=Count("pk", filter=Q(state=RequestState.SENT)),
            answered=Count("pk", filter=recent),
            in_time=Count("pk", filter=recent & Q(closed_on__lte=F("due_on"))),
        )
    return Counts(**found)


def note_wish(shop: ShopContext, customer: Customer, kind: RequestKind, words: str) -> RightsRequest:
    """A wish that a customer told a person of the shop; an objection or a withdrawal holds from now on."""
    with shop_scope(shop.id):
        if kind in {RequestKind.OBJECTION, RequestKind.WITHDRAWAL}:
            _stop(shop, customer, kind)
        said = {"words": words} if words else None
        language = customer.language or shop.language
        return new_request(shop, kind, Door.DESK, customer_id=customer.pk, said=said, language=language)


def _stop(shop: ShopContext, customer: Customer, kind: RequestKind) -> None:
    purposes = list(Purpose) if kind == RequestKind.OBJECTION else [Purpose.MESSAGES]
    language = (customer.language or shop.language)[:2]
    choices = dict.fromkeys(purposes, False)
    decide_shown(shop.id, consent_name(customer.uid), choices, door=DESK, language=language)


def finish(shop: ShopContext, request: RightsRequest, *, by: str) -> None:
    """End a request as done; a wish to be left alone is obeyed now, should the machine not have done it."""
    with shop_scope(shop.id):
        kind = RequestKind(request.kind)
        if kind in {RequestKind.OBJECTION, RequestKind.WITHDRAWAL} and request.customer is not None:
            _stop(shop, request.customer, kind)
        close(request, RequestState.DONE, by=by)


def waits_for(request: RightsRequest) -> int:
    """How many orders on their way an erasure waits for."""
    return int(request.done.get("waits_for", 0)) if request.state == RequestState.OPEN else 0
