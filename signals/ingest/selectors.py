"""What the owner sees of the collection: what became of every event, the last ones, and the way to an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from catalog.orders.models import DocumentKind, Order
from catalog.products.models import Product
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.models import Outcome
from signals.rollups.models import DailySignal, Event

HOUR = timedelta(hours=1)
TAIL_LENGTH = 50
TAIL_REACH = timedelta(days=14)
FUNNEL_TYPES = ("view", "add_to_cart", "begin_checkout")

# One statement, so that an event which is folded meanwhile is seen exactly once.
INTAKE = """
SELECT hour, outcome, sum(n)::bigint FROM (
    SELECT hour, outcome, count AS n FROM signals_intakecount WHERE shop_id = %(shop)s AND hour >= %(since)s
    UNION ALL
    SELECT date_trunc('hour', received_at, 'UTC'), 'stored', count(*) FROM signals_inboxevent
    WHERE shop_id = %(shop)s AND NOT is_folded AND received_at >= %(since)s GROUP BY 1
) o GROUP BY hour, outcome
"""


@dataclass(frozen=True, slots=True)
class IntakeHour:
    """One hour (its start, UTC). ``received`` is the sum of all outcomes: nothing is dropped silently."""

    hour: datetime
    outcomes: Mapping[str, int]

    @property
    def received(self) -> int:
        return sum(self.outcomes.values())

    @property
    def dropped(self) -> int:
        return self.received - self.of(Outcome.STORED) - self.of(Outcome.DUPLICATE)

    def of(self, outcome: str) -> int:
        return self.outcomes.get(outcome, 0)


def intake(shop_id: int, hours: int, now: datetime | None = None) -> tuple[IntakeHour, ...]:
    """The last ``hours`` hours, oldest first, the running one included; an hour without events is there too."""
    last = (now or timezone.now()).replace(minute=0, second=0, microsecond=0)
    first = last - (hours - 1) * HOUR
    found: dict[datetime, dict[str, int]] = {}
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(INTAKE, {"shop": shop_id, "since": first})
        for hour, outcome, count in cursor.fetchall():
            found.setdefault(hour, {})[outcome] = count
    moments = [first + number * HOUR for number in range(hours)]
    return tuple(IntakeHour(moment, found.get(moment, {})) for moment in moments)


def intake_total(hours: tuple[IntakeHour, ...]) -> dict[str, int]:
    """Each outcome over the hours; outcomes that never happened are left out."""
    total: Counter[str] = Counter()
    for hour in hours:
        total.update(hour.outcomes)
    return {outcome.value: total[outcome.value] for outcome in Outcome if total[outcome.value]}


@dataclass(frozen=True, slots=True)
class Seen:
    """One folded event of the tail; ``sku`` is "" when the page named no product that the shop knows."""

    at: datetime
    type: str
    page: str
    sku: str
    channel: str
    device: str
    language: str


def tail(shop_id: int, length: int = TAIL_LENGTH) -> tuple[Seen, ...]:
    """The newest events, newest first."""
    with shop_scope(shop_id):
        events = list(
            Event.objects.filter(occurred_at__gte=timezone.now() - TAIL_REACH).order_by("-occurred_at")[
                :length
            ]
        )
        named = {event.product_id for event in events if event.product_id}
        skus = dict(Product.objects.filter(pk__in=named).values_list("pk", "sku")) if named else {}
    return tuple(
        Seen(e.occurred_at, e.type, e.page, skus.get(e.product_id, ""), e.channel, e.device, e.language)
        for e in events
    )


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """``count`` events (orders for the last step) of the period; ``kept`` is the share of the step before, 0…."""

    code: str
    count: int
    kept: float | None


def funnel(shop_id: int, period: Period) -> tuple[FunnelStep, ...]:
    """Views, additions to the cart, begun checkouts and orders placed in the period (shop-local days)."""
    with shop_scope(shop_id):
        seen = dict(
            DailySignal.objects.filter(type__in=FUNNEL_TYPES, day__range=(period.start, period.end))
            .values_list("type")
            .annotate(total=Sum("count"))
        )
        orders = Order.objects.filter(
            kind=DocumentKind.SALE, placed_on__range=(period.start, period.end)
        ).count()
    counts = [(kind, seen.get(kind, 0)) for kind in FUNNEL_TYPES] + [("orders", orders)]
    before = [None, *(count for _code, count in counts)]
    return tuple(
        FunnelStep(code, count, count / previous if previous else None)
        for (code, count), previous in zip(counts, before, strict=False)
    )
