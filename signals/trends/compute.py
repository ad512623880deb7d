"""Which counts rose more than chance explains: negative-binomial surprise, false discoveries kept rare.

Formulas: methods 1.5, with Benjamini & Hochberg (1995). Pure numpy and scipy; only nightly work imports this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

VERSION: Final = "trends-1"
BASE_WEEKS: Final = 6
WEEKS: Final = BASE_WEEKS + 2
Q: Final = 0.05
FEWEST_NOW: Final = 5
FEWEST_PEOPLE: Final = 3
FEWEST_TOTAL: Final = 200
"""Below so many counts a week even a real tripling is practically never found: the list would teach nothing."""
PRIOR_SPREAD: Final = 0.15
PRIOR_WEIGHT: Final = 10.0
FEWEST_MEAN: Final = 3.0
TREND: Final = "trend"
WATCH: Final = "watch"

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Surprise:
    """One week against its base, one entry per series: what was expected, with 95 % of chance's range around it.

    ``p`` is the chance of at least the count seen; ``spread`` the shop's overdispersion (0: Poisson).
    """

    expected: Floats
    low: Floats
    high: Floats
    p: Floats
    spread: float


@dataclass(frozen=True, slots=True)
class Judged:
    """The last week's verdicts: ``verdict`` holds "trend", "watch" or ""; ``q`` is the adjusted p of its test.

    A trend is held against the weeks before its rise began, everything else against the six weeks before now.
    """

    verdict: NDArray[np.str_]
    expected: Floats
    low: Floats
    high: Floats
    p: Floats
    q: Floats
    spread: float


def overdispersion(base: Counts) -> float:
    """Shrunk mean over series with a weekly mean of 3 or more of ``(v - m) / (m² - v / B)``, never negative.

    ``base``: series x weeks, counts. The prior of .15 weighs as much as ten series.
    """
    mean, variance = base.mean(axis=1), base.var(axis=1, ddof=1)
    below = mean**2 - variance / base.shape[1]
    kept = (mean >= FEWEST_MEAN) & (below > 0)
    own = (variance[kept] - mean[kept]) / below[kept]
    return float(max(0.0, (own.sum() + PRIOR_SPREAD * PRIOR_WEIGHT) / (kept.sum() + PRIOR_WEIGHT)))


def surprise(base: Counts, now: Counts) -> Surprise:
    """How surprising each count of a week is after its base weeks, all series moving with the shop's total.

    ``base``: series x weeks; ``now``: series. ``mu = (b + .5) / B · (total now / weekly total of the base)``; the
    size ``1 / (phi (1 + 1/B) + 1 / (b + .5))`` holds the spread of both weeks and the base's own error.
    """
    weeks, sums = base.shape[1], base.sum(axis=1)
    weekly_total = base.sum() / weeks
    growth = now.sum() / weekly_total if weekly_total else 1.0
    spread = overdispersion(base)
    expected = (sums + 0.5) / weeks * growth
    size = 1 / (spread * (1 + 1 / weeks) + 1 / (sums + 0.5))
    chance = size / (size + expected)
    return Surprise(
        expected=expected,
        low=nbinom.ppf(0.025, size, chance),
        high=nbinom.ppf(0.975, size, chance),
        p=nbinom.sf(now - 1, size, chance),
        spread=spread,
    )


def adjusted(p: Floats) -> Floats:
    """Benjamini-Hochberg q-values: listing all with q <= .05 makes 5 % of a list's entries false on average."""
    count = len(p)
    if not count:
        return p
    order = np.argsort(p, kind="stable")
    steps = p[order] * count / np.arange(1, count + 1)
    q = np.empty(count)
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q


def is_enough(now: Counts, people: Counts | None) -> Flags:
    """At least five now, from three people where people are counted."""
    flags: Flags = now >= FEWEST_NOW
    return flags if people is None else flags & (people >= FEWEST_PEOPLE)


def judge(weeks: Counts, people: Counts | None = None) -> Judged:
    """Verdicts of the last of eight weeks; ``weeks``: series x 8, oldest first, ``people``: series x 2 or None.

    A rise that was found a week ago and holds against the same six weeks before it is a trend; one found now for
    the first time is to watch. The second test asks only those found by the first, so its correction is small.
    Raises ValueError for another number of weeks.
    """
    if weeks.shape[1] != WEEKS:
        raise ValueError(f"{WEEKS} weeks are needed, not {weeks.shape[1]}")
    last, now = weeks[:, -2], weeks[:, -1]
    before = surprise(weeks[:, :BASE_WEEKS], last)
    second = surprise(weeks[:, :BASE_WEEKS], now)
    first = surprise(weeks[:, 1:-1], now)
    was_seen = (adjusted(before.p) <= Q) & is_enough(last, None if people is None else people[:, 0])
    stays = np.ones(len(now))
    stays[was_seen] = adjusted(second.p[was_seen])
    is_now_enough = is_enough(now, None if people is None else people[:, 1])
    is_trend = was_seen & (stays <= Q) & is_now_enough
    q = adjusted(first.p)
    is_watch = (q <= Q) & is_now_enough & ~is_trend
    return Judged(
        verdict=np.where(is_trend, TREND, np.where(is_watch, WATCH, "")),
        expected=np.where(is_trend, second.expected, first.expected),
        low=np.where(is_trend, second.low, first.low),
        high=np.where(is_trend, second.high, first.high),
        p=np.where(is_trend, second.p, first.p),
        q=np.where(is_trend, stays, q),
        spread=first.spread,
    )
