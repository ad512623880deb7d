"""Spend and conversations as figures: what a conversation costs, and how many become a sale. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from math import sqrt
from typing import Final, Self

from attribution.kpis.figs import FLOOR, NO_CONVERSATIONS, NO_SPEND, NOT_ENOUGH, Fig, cents, share
from shop_ai.lib.intervals import Z95


@dataclass(frozen=True, slots=True)
class Acquisition:
    """What reaching people cost, in the shop's currency, and the conversations that began.

    ``known`` are the ``qualified`` ones at least 14 days old, ``sold`` those of them with an order within 14 days.
    """

    spend: Decimal = Decimal(0)
    conversations: int = 0
    qualified: int = 0
    known: int = 0
    sold: int = 0

    @classmethod
    def of(cls, values: Iterable[int | Decimal | None]) -> Self:
        """From a database row in the order of the fields."""
        spend, *counts = values
        return cls(Decimal(spend or 0), *(int(count or 0) for count in counts))

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def not_yet_known(self) -> int:
        """Qualified conversations too young to say whether they sell."""
        return self.qualified - self.known


NOTHING: Final = Acquisition()


def cost_per_conversation(acquisition: Acquisition) -> Fig:
    """Spend ÷ qualified conversations.

    Spend is a known sum; what varies is how many conversations it brings: the interval is that of a Poisson count by
    Byar's approximation (Breslow & Day 1987, p. 69).
    """
    n = acquisition.qualified
    if n == 0:
        return Fig(None, reason=NO_CONVERSATIONS)
    if not acquisition.spend:
        return Fig(None, n=n, reason=NO_SPEND)
    if n < FLOOR:
        return Fig(None, n=n, reason=NOT_ENOUGH)
    fewest, most = poisson_interval(n)
    low, high = (cents(Decimal(float(acquisition.spend) / count)) for count in (most, fewest))
    return Fig(cents(acquisition.spend / n), low, high, n)


def poisson_interval(count: int) -> tuple[float, float]:
    """95 % bounds of the mean behind a count of at least one, by Byar's approximation."""
    more = count + 1
    low = count * (1 - 1 / (9 * count) - Z95 / (3 * sqrt(count))) ** 3
    high = more * (1 - 1 / (9 * more) + Z95 / (3 * sqrt(more))) ** 3
    return low, high


def conversation_to_sale(acquisition: Acquisition) -> Fig:
    """Sold ÷ known, with Wilson's interval; those too young to know are in neither."""
    if acquisition.qualified == 0:
        return Fig(None, reason=NO_CONVERSATIONS)
    return share(acquisition.sold, acquisition.known)
