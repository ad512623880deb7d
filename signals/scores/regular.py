"""Steady sellers and flashes: how evenly an item's orders lie over the weeks. Pure.

``G`` is the Gini coefficient of the weekly orders, or of their share of the shop's orders in the week, so that a season
of the whole shop is nobody's merit. Few orders look uneven by chance alone, so what chance would give is taken away:
``G' = G - E[G | Multinomial(total, weeks)]``, tabulated by seeded simulation. Steadiness
``C = 1 - clip(G' / (1 - 1/W - E), 0, 1)`` is 1 for sales that are no more uneven than chance, 0 for one single week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from signals.scores.priors import GINI_DRAWS, UNITS_FLOOR, WEEKS_FLOOR

Floats = NDArray[np.float64]
_SEED = 20260101
_SIMULATED_UP_TO = 400
# A week of the shop with fewer orders than this says nothing about a season.
_SEASON_FLOOR = 30


@dataclass(frozen=True, slots=True)
class Steadiness:
    """``value`` 0…1, None under the floors; ``above`` of ``weeks`` weeks lay above the shop's middle product."""

    value: float | None
    above: int
    weeks: int
    total: int

    @property
    def share_above(self) -> float:
        """``(k + 1) / (W + 2)``: the share of weeks above the middle, never quite 0 or 1."""
        return (self.above + 1) / (self.weeks + 2)


def gini(values: Floats) -> Floats:
    """Gini coefficient along the last axis: 0 when all are equal, 1 - 1/W when one holds all; 0 without any."""
    ordered = np.sort(values, axis=-1)
    weeks = ordered.shape[-1]
    ranks = 2 * np.arange(1, weeks + 1) - weeks - 1
    total = ordered.sum(axis=-1)
    safe = np.where(total > 0, total, 1.0)
    return np.where(total > 0, (ordered * ranks).sum(axis=-1) / (weeks * safe), 0.0)


@lru_cache(maxsize=4096)
def expected_gini(total: int, shares: tuple[float, ...]) -> float:
    """What chance alone gives ``total`` orders that fall on weeks with these ``shares`` (they sum to 1).

    Simulated up to 400 orders; beyond that its limit ``(W - 1) / W * sqrt(W / (pi * total))``, which is within a
    hundredth there. The seed is fixed: the same arguments always give the same number.
    """
    weeks = len(shares)
    if total > _SIMULATED_UP_TO:
        return (weeks - 1) / weeks * float(np.sqrt(weeks / (np.pi * total)))
    generator = np.random.Generator(np.random.PCG64([_SEED, total, weeks]))
    drawn = generator.multinomial(total, shares, size=GINI_DRAWS)
    return float(gini(drawn / np.asarray(shares)).mean())


def season(shop_weeks: Sequence[int]) -> tuple[float, ...]:
    """Each week's share of the shop's orders; equal shares while a week holds too few to tell a season."""
    weeks = len(shop_weeks)
    if not weeks or min(shop_weeks) < _SEASON_FLOOR:
        return (1 / max(weeks, 1),) * weeks
    total = sum(shop_weeks)
    return tuple(orders / total for orders in shop_weeks)


def excess_gini(weekly: Sequence[int], shares: tuple[float, ...]) -> float:
    """``G'``: unevenness beyond chance; about 0 for an even seller, negative for one that is evener than chance."""
    total = int(sum(weekly))
    return float(gini(np.asarray(weekly, float) / np.asarray(shares))) - expected_gini(total, shares)


def steadiness(weekly: Sequence[int], shares: tuple[float, ...], middle: Sequence[float]) -> Steadiness:
    """Of one item: its orders by week, the shop's season, and the middle product's orders by week."""
    weeks, total = len(weekly), int(sum(weekly))
    above = sum(own > mid for own, mid in zip(weekly, middle, strict=True))
    if total < UNITS_FLOOR or weeks < WEEKS_FLOOR:
        return Steadiness(None, above, weeks, total)
    room = 1 - 1 / weeks - expected_gini(total, shares)
    value = 1 - min(1.0, max(0.0, excess_gini(weekly, shares) / room)) if room > 0 else 1.0
    return Steadiness(value, above, weeks, total)


def capped(level: float, value: float | None) -> float:
    """The key of promotion: ``level * (0.5 + 0.5 C)``. Steadiness breaks ties and caps, it never lifts.

    What is not known yet caps nothing: a new product is not punished for being new.
    """
    return level if value is None else level * (0.5 + 0.5 * value)
