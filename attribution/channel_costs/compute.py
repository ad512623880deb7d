"""What a channel costs and brings. Pure: money is Decimal in the shop's currency.

Spend, conversations and orders are each dated by themselves: an order delivered this week was often paid for by
last week's spend. A short period says little; the figure is an average, not the price of the next order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

from attribution.kpis.compute import FLOOR

ZERO: Final = Decimal(0)
_CENT: Final = Decimal("0.01")
_Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Brings:
    """Sums of one channel or campaign: ``spread`` is the part of ``spend`` that comes from totals of periods.

    ``without_rate`` counts amounts of a day that are in no sum, for want of a rate.
    """

    spend: Decimal = ZERO
    spread: Decimal = ZERO
    without_rate: int = 0
    conversations: int = 0
    placed: int = 0
    delivered: int = 0
    net: Decimal = ZERO

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.spend + other.spend,
            self.spread + other.spread,
            self.without_rate + other.without_rate,
            self.conversations + other.conversations,
            self.placed + other.placed,
            self.delivered + other.delivered,
            self.net + other.net,
        )

    def __bool__(self) -> bool:
        return self != type(self)()


@dataclass(frozen=True, slots=True)
class Cost:
    """Spend per delivered order with its 95 % interval; None below the floor of ``n`` delivered orders."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the page; ``key`` is a slug, "" what nobody could attribute."""

    key: str
    sums: Brings

    @property
    def cost(self) -> Cost:
        return cost_of(self.sums.spend, self.sums.delivered)


def total(lines: Iterable[Line]) -> Brings:
    return sum((line.sums for line in lines), Brings())


def cost_of(spend: Decimal, delivered: int) -> Cost:
    """Spend ÷ delivered orders; what was spent is known, and the number of orders varies like a count.

    The interval of the count is Byar's approximation of the exact Poisson limits (Breslow & Day 1987, eq. 2.12).
    """
    if delivered < FLOOR or not spend:
        return Cost(None, None, None, delivered)
    fewest, most = count_interval(delivered)
    return Cost(_money(spend, delivered), _money(spend, most), _money(spend, fewest), delivered)


def count_interval(count: int) -> tuple[float, float]:
    """95 % limits of the mean of a Poisson count of at least one."""
    above = count + 1
    low = count * (1 - 1 / (9 * count) - _Z / (3 * count**0.5)) ** 3
    high = above * (1 - 1 / (9 * above) + _Z / (3 * above**0.5)) ** 3
    return low, high


def _money(spend: Decimal, orders: float) -> Decimal:
    return (spend / Decimal(str(orders))).quantize(_CENT, ROUND_HALF_UP)


def share_of(part: Decimal | int, whole: Decimal | int) -> float | None:
    """0…1; None of nothing."""
    return float(part / whole) if whole else None
