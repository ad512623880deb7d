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
class Setting:
    """What a week's tests share: the shop's overdispersion (0: Poisson), and its total now by that of the base."""

    spread: float
    growth: float


@dataclass(frozen=True, slots=True)
class Scene:
    """The settings of the three tests (see ``judge``), and how many series were tested."""

    before: Setting
    second: Setting
    first: Setting
    series: int


@dataclass(frozen=True, slots=True)
class Surprise:
    """One week against its base, one entry per series: what was expected, with 95 % of chance's range around it.

    ``p`` is the chance of at least the count seen.
    """

    expected: Floats
    low: Floats
    high: Floats
    p: Floats


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


def overdispersion(base: Counts) -> float:
    """Shrunk mean over series with a weekly mean of 3 or more of ``(v - m) / (m² - v / B)``, never negative.

    ``base``: series x weeks, counts. The prior of .15 weighs as much as ten series.
    """
    mean, variance = base.mean(axis=1), base.var(axis=1, ddof=1)
    below = mean**2 - variance / base.shape[1]
    kept = (mean >= FEWEST_MEAN) & (below > 0)
    own = (variance[kept] - mean[kept]) / below[kept]
    return float(max(0.0, (own.sum() + PRIOR_SPREAD * PRIOR_WEIGHT) / (kept.sum() + PRIOR_WEIGHT)))


def setting_of(base: Counts, now: Counts) -> Setting:
    """``base``: series x weeks; ``now``: series."""
    weekly = base.sum() / base.shape[1]
    return Setting(overdispersion(base), float(now.sum() / weekly) if weekly else 1.0)


def scene_of(weeks: Counts) -> Scene:
    """``weeks``: every series of the shop x 8, oldest first."""
    last, now = weeks[:, -2], weeks[:, -1]
    start, later = weeks[:, :BASE_WEEKS], weeks[:, 1:-1]
    return Scene(setting_of(start, last), setting_of(start, now), setting_of(later, now), len(weeks))


def surprise(base: Counts, now: Counts, given: Setting) -> Surprise:
    """How surprising each count of a week is after its base weeks, all series moving with the shop's total.

    ``base``: series x weeks; ``now``: series. ``mu = (b + .5) / B · growth``; the size
    ``1 / (phi (1 + 1/B) + 1 / (b + .5))`` holds the spread of both weeks and the base's own error.
    """
    weeks, sums = base.shape[1], base.sum(axis=1)
    expected = (sums + 0.5) / weeks * given.growth
    size = 1 / (given.spread * (1 + 1 / weeks) + 1 / (sums + 0.5))
    chance = size / (size + expected)
    return Surprise(
        expected=expected,
        low=nbinom.ppf(0.025, size, chance),
        high=nbinom.ppf(0.975, size, chance),
        p=nbinom.sf(now - 1, size, chance),
    )


def adjusted(p: Floats, tested: int | None = None) -> Floats:
    """Benjamini-Hochberg q-values: listing all with q <= .05 makes 5 % of a list's entries false on average.

    ``tested`` counts all tests when ``p`` holds the smallest only; q-values up to the largest p given are right.
    """
    order = np.argsort(p, kind="stable")
    steps = p[order] * (tested or len(p)) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q


def is_enough(now: Counts, people: Counts | None) -> Flags:
    """At least five now, from three people where people are counted."""
    flags: Flags = now >= FEWEST_NOW
    return flags if people is None else flags & (people >= FEWEST_PEOPLE)


def is_candidate(weeks: Counts, scene: Scene) -> Flags:
    """Series that one of the two first tests finds unusual by itself: no other can be listed."""
    last, now = weeks[:, -2], weeks[:, -1]
    before = surprise(weeks[:, :BASE_WEEKS], last, scene.before).p
    first = surprise(weeks[:, 1:-1], now, scene.first).p
    flags: Flags = (before <= Q) | (first <= Q)
    return flags


def judge(weeks: Counts, people: Counts | None = None, scene: Scene | None = None) -> Judged:
    """Verdicts of the last of eight weeks; ``weeks``: series x 8, oldest first, ``people``: series x 2 or None.

    A rise that was found a week ago and holds against the same six weeks before it is a trend; one found now for
    the first time is to watch. The second test asks only those found by the first, so its correction is small.
    With the ``scene`` of all series, the candidates alone are judged as among all. Raises ValueError for another
    number of weeks.
    """
    if weeks.shape[1] != WEEKS:
        raise ValueError(f"{WEEKS} weeks are needed, not {weeks.shape[1]}")
    scene = scene or scene_of(weeks)
    last, now = weeks[:, -2], weeks[:, -1]
    before = surprise(weeks[:, :BASE_WEEKS], last, scene.before)
    second = surprise(weeks[:, :BASE_WEEKS], now, scene.second)
    first = surprise(weeks[:, 1:-1], now, scene.first)
    was_enough = is_enough(last, None if people is None else people[:, 0])
    is_now_enough = is_enough(now, None if people is None else people[:, 1])
    was_seen = (adjusted(before.p, scene.series) <= Q) & was_enough
    stays = np.ones(len(now))
    stays[was_seen] = adjusted(second.p[was_seen])
    is_trend = was_seen & (stays <= Q) & is_now_enough
    q = adjusted(first.p, scene.series)
    is_watch = (q <= Q) & is_now_enough & ~is_trend
    return Judged(
        verdict=np.where(is_trend, TREND, np.where(is_watch, WATCH, "")),
        expected=np.where(is_trend, second.expected, first.expected),
        low=np.where(is_trend, second.low, first.low),
        high=np.where(is_trend, second.high, first.high),
        p=np.where(is_trend, second.p, first.p),
        q=np.where(is_trend, stays, q),
    )
