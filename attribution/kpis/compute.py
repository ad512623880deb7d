"""From summed rows to figures: shares with Wilson's interval, the basket's mean, Kaplan-Meier repurchase.

Pure: no database and no framework. Money is Decimal in the shop's currency, shares are 0…1, days are whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final, Self

from attribution.kpis.acquired import NOTHING, Acquisition, conversation_to_sale, cost_per_conversation
from attribution.kpis.figs import FLOOR, NOT_ENOUGH, Fig, cents, share, six
from shop_ai.lib.intervals import kaplan_meier_by_day, mean_interval

__all__ = [
    "FLOOR",
    "HORIZONS",
    "NOTHING",
    "NOT_ENOUGH",
    "RANGE_FLOOR",
    "ZERO",
    "Acquisition",
    "Cohort",
    "Fig",
    "Repurchase",
    "Row",
    "Sums",
    "average_basket",
    "cents",
    "make_row",
    "refunded_value",
    "repurchase",
    "share",
]

# Kaplan-Meier's own floors: a range is worth showing from five people, and the curve is cut where fewer
# than five are still followed.
RANGE_FLOOR: Final = 5
HORIZONS: Final = (30, 60)


@dataclass(frozen=True, slots=True)
class Sums:
    """Additive figures of some days; the columns of ``DailyKpi``."""

    placed: int = 0
    confirmed: int = 0
    shipped: int = 0
    delivered: int = 0
    cancelled: int = 0
    refused: int = 0
    returned: int = 0
    adjustments: int = 0
    credit_notes: int = 0
    other_currency: int = 0
    revenue_ordered: Decimal = Decimal(0)
    revenue_confirmed: Decimal = Decimal(0)
    revenue_delivered: Decimal = Decimal(0)
    product_revenue_delivered: Decimal = Decimal(0)
    basket_squares: Decimal = Decimal(0)
    refunds: Decimal = Decimal(0)
    product_refunds: Decimal = Decimal(0)
    received_orders: int = 0
    received: Decimal = Decimal(0)

    @classmethod
    def of(cls, values: Iterable[int | Decimal]) -> Self:
        """From a database row in the order of the fields; Postgres sums whole numbers into decimals."""
        typed: dict[str, Any] = {
            field.name: type(getattr(ZERO, field.name))(value)
            for field, value in zip(fields(cls), values, strict=True)
        }
        return cls(**typed)

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __sub__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, f.name) - getattr(other, f.name) for f in fields(self)))

    @property
    def net(self) -> Decimal:
        """Delivered revenue less the refunds of the same days."""
        return self.revenue_delivered - self.refunds

    @property
    def received_net(self) -> Decimal:
        """Money that came in less what was given back, both on their own days."""
        return self.received - self.refunds

    @property
    def services_delivered(self) -> Decimal:
        """Fee and service lines of the delivered orders."""
        return self.revenue_delivered - self.product_revenue_delivered

    @property
    def minus_refunds(self) -> Decimal:
        return -self.refunds


ZERO: Final = Sums()


@dataclass(frozen=True, slots=True)
class Cohort:
    """``count`` customers alike: days followed since their first delivered order, and the day they came back.

    ``came_back`` is None for those who did not within the longest horizon or within what is followed.
    """

    followed: int
    came_back: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Repurchase:
    """``mature`` and ``estimate`` of one horizon; ``waiting`` customers are too young for the mature share.

    ``at_risk`` are those still followed at the horizon, on whom the end of the curve rests.
    """

    mature: Fig
    estimate: Fig
    waiting: int
    at_risk: int


@dataclass(frozen=True, slots=True)
class Row:
    """The five KPIs of one period and key (empty for the total or what has no key).

    ``customers`` is None where they were not counted: distinct customers cannot be read from prepared sums.
    """

    key: str
    sums: Sums
    customers: int | None
    acquisition: Acquisition
    cost_per_conversation: Fig
    conversation_to_sale: Fig
    average_basket: Fig
    average_basket_net: Decimal | None
    repurchase: dict[int, Repurchase]
    cancelled: Fig
    refused: Fig
    returned: Fig
    refunded_value: Fig


def make_row(
    key: str,
    sums: Sums,
    customers: int | None,
    cohort: Iterable[Cohort],
    acquisition: Acquisition = NOTHING,
) -> Row:
    """All figures of one key."""
    people = list(cohort)
    basket, basket_net = average_basket(sums)
    return Row(
        key=key,
        sums=sums,
        customers=customers,
        acquisition=acquisition,
        cost_per_conversation=cost_per_conversation(acquisition),
        conversation_to_sale=conversation_to_sale(acquisition),
        average_basket=basket,
        average_basket_net=basket_net,
        repurchase={horizon: repurchase(people, horizon) for horizon in HORIZONS},
        cancelled=share(sums.cancelled, sums.placed),
        refused=share(sums.refused, sums.shipped),
        returned=share(sums.returned, sums.delivered),
        refunded_value=refunded_value(sums),
    )


def average_basket(sums: Sums) -> tuple[Fig, Decimal | None]:
    """Delivered product revenue ÷ delivered orders with Student's interval, and the same after refunds."""
    n = sums.delivered
    if n < FLOOR:
        return Fig(None, n=n, reason=NOT_ENOUGH), None
    interval = mean_interval(n, sums.product_revenue_delivered, sums.basket_squares)
    # The mean itself is divided exactly; only the interval passes through floats.
    mean = cents(sums.product_revenue_delivered / n)
    net = cents((sums.product_revenue_delivered - sums.product_refunds) / n)
    return Fig(mean, cents(Decimal(interval.low)), cents(Decimal(interval.high)), n), net


def refunded_value(sums: Sums) -> Fig:
    """Refunds ÷ delivered revenue, over the delivered orders; a ratio of sums, so no interval is claimed."""
    if sums.delivered < FLOOR or sums.revenue_delivered <= 0:
        return Fig(None, n=sums.delivered, reason=NOT_ENOUGH)
    return Fig(six(float(sums.refunds / sums.revenue_delivered)), n=sums.delivered)


def repurchase(cohort: Iterable[Cohort], horizon: int) -> Repurchase:
    """Both repurchase figures of one horizon in days.

    ``mature``: those followed long enough, and how many of them came back in time. ``estimate``: Kaplan-Meier
    over all. Under 30 customers, or where fewer than five are still followed at the horizon, the value is
    withheld; from five customers on the range is kept.
    """
    people = list(cohort)
    old = [c for c in people if c.followed >= horizon]
    back = sum(c.count for c in old if c.came_back is not None and c.came_back <= horizon)
    curve = kaplan_meier_by_day(*_by_day(people, horizon), horizon)
    n_old = sum(c.count for c in old)
    return Repurchase(
        mature=share(back, n_old),
        estimate=_estimate(curve.event.value, curve.event.low, curve.event.high, curve.n, curve.at_risk),
        waiting=curve.n - n_old,
        at_risk=curve.at_risk,
    )


def _by_day(people: Iterable[Cohort], horizon: int) -> tuple[dict[int, int], dict[int, int]]:
    """Those who came back by day, and everybody by the day on which the following ends."""
    events: dict[int, int] = defaultdict(int)
    leaving: dict[int, int] = defaultdict(int)
    for group in people:
        if group.came_back is not None and group.came_back <= horizon:
            events[group.came_back] += group.count
            leaving[group.came_back] += group.count
        else:
            leaving[min(group.followed, horizon)] += group.count
    return events, leaving


def _estimate(value: float, low: float, high: float, n: int, at_risk: int) -> Fig:
    is_cut = at_risk < RANGE_FLOOR and value < 1
    if n < RANGE_FLOOR or is_cut:
        return Fig(None, n=n, reason=NOT_ENOUGH)
    if n < FLOOR:
        return Fig(None, six(low), six(high), n, NOT_ENOUGH)
    return Fig(six(value), six(low), six(high), n)
