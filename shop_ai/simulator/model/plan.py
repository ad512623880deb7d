"""What is to be simulated: how large, from when to when, from which seed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Plan:
    """``orders`` is exact, over all days; ``visits_per_day`` a mean; ``customers`` 0 asks for a plausible number.

    ``last`` is the last day (shop-local). ``growth`` says by how much more the last day sells than the first,
    ``by_message`` which share of the orders is written in a chat instead of ordered on the site.
    Raises ValueError for a size below nothing.
    """

    last: date
    seed: int = 1805
    days: int = 120
    orders: int = 900
    visits_per_day: float = 40.0
    products: int = 12
    customers: int = 0
    growth: float = 0.6
    by_message: float = 0.4
    prefix: str = "S"

    def __post_init__(self) -> None:
        sizes = (self.days, self.orders, self.visits_per_day, self.products, self.customers, self.seed)
        if (
            min(sizes) < 0
            or not 0 <= self.by_message <= 1
            or (self.orders and not (self.days and self.products))
        ):
            raise ValueError("sizes cannot be negative, and orders need a day and a product")

    @property
    def first(self) -> date:
        return self.last - timedelta(days=max(self.days - 1, 0))

    @property
    def people(self) -> int:
        """How many customers there are: few enough that some come back."""
        return self.customers or max(3, round(0.7 * self.orders + 0.08 * self.visits_per_day * self.days))

    def day(self, position: int) -> date:
        return self.first + timedelta(days=position)

    def stream(self, name: str, index: int = 0) -> Rng:
        """A generator of its own for each part and day, so that one part's draws never move another's."""
        return np.random.default_rng(np.random.SeedSequence([self.seed, zlib.crc32(name.encode()), index]))


@dataclass(frozen=True, slots=True)
class Size:
    days: int
    orders: int
    visits_per_day: float
    products: int


SIZES: Final = {
    "small": Size(120, 900, 40.0, 12),
    "medium": Size(180, 10_000, 400.0, 120),
    "large": Size(365, 100_000, 1_400.0, 1_000),  # about five million events
}


def weighted(rng: Rng, weights: Floats, count: int) -> Ints:
    """``count`` positions drawn with these weights (any scale, not all zero), with replacement."""
    if not count:
        return np.zeros(0, np.int64)
    edges = np.cumsum(weights)
    found: Ints = np.searchsorted(edges, rng.random(count) * edges[-1], side="right").astype(np.int64)
    return found


def pick_exactly(rng: Rng, weights: Floats, count: int) -> tuple[Ints, Floats]:
    """``count`` distinct positions and every position's chance of being among them.

    Systematic sampling in random order (Madow 1949): the chance of a position is exactly
    ``min(1, count · weight / Σ weights)`` with the excess of the certain ones shared out. Raises ValueError
    when fewer than ``count`` weights are above zero.
    """
    chances = inclusion(weights, count)
    if not count:
        return np.zeros(0, np.int64), chances
    order = rng.permutation(len(chances))
    edges = np.cumsum(chances[order])
    edges *= count / edges[-1]
    steps = np.minimum(rng.random() + np.arange(count), np.nextafter(float(count), 0))
    return np.sort(order[np.searchsorted(edges, steps, side="right")]), chances


def inclusion(weights: Floats, count: int) -> Floats:
    """Chances proportional to the weights that sum to ``count``, none above one."""
    chances = np.zeros(len(weights))
    if not count:
        return chances
    if count > int((weights > 0).sum()):
        raise ValueError("more are asked for than there are")
    certain = np.zeros(len(weights), bool)
    while True:
        free = ~certain & (weights > 0)
        left = count - int(certain.sum())
        chances[certain] = 1.0
        if free.any():
            chances[free] = left * weights[free] / weights[free].sum()
        above = free & (chances >= 1.0)
        if not above.any() or left == 0:
            return np.minimum(chances, 1.0)
        certain |= above
