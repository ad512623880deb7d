"""What the owner sees of the collection: what became of every event, the last ones, and the way to an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from catalog.products.models import Product
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.models import Outcome
from signals.rollups.models import Event

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


FUNNEL = """
SELECT type, sum(count)::bigint FROM signals_dailysignal
WHERE shop_id = %(shop)s AND type = ANY(%(types)s) AND day BETWEEN %(first)s AND %(last)s GROUP BY 1
UNION ALL
SELECT 'orders', count(*) FROM catalog_order
WHERE shop_id = %(shop)s AND kind = 'sale' AND placed_on BETWEEN %(first)s AND %(last)s
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
        sku = Subquery(Product.objects.filter(pk=OuterRef("product_id")).values("sku"))
        events = list(
            Event.objects.filter(occurred_at__gte=timezone.now() - TAIL_REACH)
            .annotate(sku=sku)
            .order_by("-occurred_at")[:length]
        )
    return tuple(
        Seen(e.occurred_at, e.type, e.page, e.sku or "", e.channel, e.device, e.language) for e in events
    )


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """``count`` events (orders for the last step) of the period; ``kept`` is the share of the step before, 0…1.

    It is None where the step exceeds the one before, since orders also come from elsewhere.
    """

    code: str
    count: int
    kept: float | None


def funnel(shop_id: int, period: Period) -> tuple[FunnelStep, ...]:
    """Views, additions to the cart, begun checkouts and orders placed in the period (shop-local days)."""
    asked: dict[str, Any] = {
        "shop": shop_id,
        "types": list(FUNNEL_TYPES),
        "first": period.start,
        "last": period.end,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(FUNNEL, asked)
        found = dict(cursor.fetchall())
    counts = [(code, found.get(code, 0)) for code in (*FUNNEL_TYPES, "orders")]
    before = [None, *(count for _code, count in counts)]
    return tuple(
        FunnelStep(code, count, count / previous if previous and count <= previous else None)
        for (code, count), previous in zip(counts, before, strict=False)
    )
