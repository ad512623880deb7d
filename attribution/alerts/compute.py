"""Which days lie far from what the same weekdays lead to expect. Pure numpy and scipy; only nightly work imports this.

``expected``: the mean of the same weekday over the last eight weeks, halved in weight every four weeks, each value cut at
``2.5 * median + 3`` so that one loud day does not lift the next ones, times how the last seven days went against theirs,
``(S7 + 10) / (E7 + 10)`` between a half and twice. ``spread`` (overdispersion, 0: Poisson) is that of the last 56 days'
own misses, drawn to a prior. A day is then held against a negative binomial of that mean and spread.

False alarms are kept rare twice: the chance allowed is ``MONTHLY`` false alarms in 30 days shared by all figures and both
sides, and the day must be more surprising than each of the 180 days before it, whatever their distribution was. The
second rule holds where the negative binomial does not. An alarm is not repeated within a week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

BASE_WEEKS: Final = 8
FEWEST_WEEKS: Final = 6
HALF_LIFE_WEEKS: Final = 4
LEVEL_PRIOR: Final = 10.0
SPREAD_DAYS: Final = 56
SPREAD_PRIOR: Final = 0.1
SPREAD_WEIGHT: Final = 10.0
PAST_DAYS: Final = 180
FEWEST_PAST: Final = 56
QUIET_DAYS: Final = 6
MONTHLY: Final = 0.4
"""False alarms allowed a shop in 30 days, over all figures and both sides."""
HISTORY_DAYS: Final = 7 * BASE_WEEKS + 7 + SPREAD_DAYS + PAST_DAYS + 1
FEWEST_DAYS: Final = 7 * FEWEST_WEEKS + 7 + SPREAD_DAYS // 2 + FEWEST_PAST
LEAST_EXPECTED: Final = 0.05

Side = Literal["up", "down"]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Surprises:
    """One entry a day, nan where too little came before: what was expected, its spread, the chance on each side."""

    expected: Floats
    spread: Floats
    up: Floats
    down: Floats


@dataclass(frozen=True, slots=True)
class Alarm:
    """A day that stands out; the figures are in the unit of the series (money where ``scale`` is an amount)."""

    side: Side
    observed: float
    expected: float
    low: float
    high: float
    p: float
    base: tuple[float, ...]


def same_weekdays(values: Floats) -> Floats:
    """Days x 8: the same weekday of the weeks before, nearest first, nan where unknown."""
    columns = [np.concatenate([np.full(7 * week, np.nan), values])[: len(values)] for week in range(1, 9)]
    return np.stack(columns, axis=1)


def weekday_mean(base: Floats) -> Floats:
    """The weighted mean of each day's weekdays; nan under six known weeks."""
    known = ~np.isnan(base)
    cap = np.full(len(base), np.inf)
    some = known.any(axis=1)
    cap[some] = 2.5 * np.nanmedian(base[some], axis=1) + 3
    weights = np.where(known, 2.0 ** (-np.arange(BASE_WEEKS) / HALF_LIFE_WEEKS), 0.0)
    total = (np.minimum(np.nan_to_num(base), cap[:, None]) * weights).sum(axis=1)
    enough = known.sum(axis=1) >= FEWEST_WEEKS
    return np.where(enough, total / np.maximum(weights.sum(axis=1), 1e-9), np.nan)


def expectation(values: Floats) -> Floats:
    """What each day was expected to bring, from the days before it only."""
    mean = weekday_mean(same_weekdays(values))
    went, should = _last_seven(values), _last_seven(mean)
    level = np.clip((went + LEVEL_PRIOR) / (should + LEVEL_PRIOR), 0.5, 2.0)
    expected: Floats = np.maximum(mean * level, LEAST_EXPECTED)
    return expected


def _last_seven(values: Floats) -> Floats:
    """The sum of the seven days before each day; nan where one of them is unknown."""
    padded = np.concatenate([np.full(7, np.nan), values])
    sums: Floats = np.lib.stride_tricks.sliding_window_view(padded, 7)[:-1].sum(axis=1)
    return sums


def spreads(values: Floats, expected: Floats) -> Floats:
    """Overdispersion as it was known before each day: ``(Σ(r² - m) + P .1) / (Σm² + P)`` over 56 days, P ten mean squares.

    A single miss counts as five standard deviations of spread .5 at most.
    """
    known = ~np.isnan(expected)
    m = np.where(known, expected, 0.0)
    miss = np.where(known, np.minimum((values - m) ** 2, 25 * (m + 0.5 * m**2)), 0.0)
    days = _window_sum(known.astype(float))
    excess, squares = _window_sum(miss - m), _window_sum(m**2)
    prior = SPREAD_WEIGHT * (_window_sum(m) / np.maximum(days, 1)) ** 2
    found = np.maximum((excess + prior * SPREAD_PRIOR) / np.maximum(squares + prior, 1e-9), 1e-6)
    return np.where(known & (days >= SPREAD_DAYS // 2), found, np.nan)


def _window_sum(values: Floats) -> Floats:
    """The sum of the 56 days before each day (fewer at the start)."""
    running = np.concatenate([[0.0], np.cumsum(values)])
    end = np.arange(len(values))
    sums: Floats = running[end] - running[np.maximum(end - SPREAD_DAYS, 0)]
    return sums


def surprises(values: Sequence[float], scale: float = 1.0) -> Surprises:
    """Chances of each day's value, from the days before it. ``scale`` is what one piece is worth (1 for counts)."""
    pieces = np.rint(np.asarray(values, float) / scale)
    expected = expectation(pieces)
    spread = spreads(pieces, expected)
    size = 1 / spread
    chance = size / (size + expected)
    return Surprises(expected, spread, nbinom.sf(pieces - 1, size, chance), nbinom.cdf(pieces, size, chance))


def allowed(figures: int) -> float:
    """The chance that one figure may have of a false alarm on one side of one day."""
    return MONTHLY / 30 / max(figures, 1) / 2


def is_alarm(p: Floats, day: int, chance: float) -> bool:
    """Whether a day's chance is within the allowed one and below every one of the days before it."""
    before = p[max(0, day - PAST_DAYS) : day]
    before = before[~np.isnan(before)]
    if np.isnan(p[day]) or len(before) < FEWEST_PAST:
        return False
    return bool(p[day] <= chance and p[day] < before.min())


def alarm_on_last_day(
    values: Sequence[float],
    *,
    scale: float,
    chances: Mapping[Side, float],
    sides: Sequence[Side] = ("up", "down"),
) -> Alarm | None:
    """The alarm of the newest of ``values`` (oldest first), None when it is within what chance gives.

    ``chances`` are those allowed on each side; a side that rang in the six days before stays quiet.
    """
    found = surprises(values, scale)
    by_side: dict[Side, Floats] = {"up": found.up, "down": found.down}
    last = len(values) - 1
    for side in sides:
        p = by_side[side]
        rang = any(is_alarm(p, day, chances[side]) for day in range(max(last - QUIET_DAYS, 0), last))
        if is_alarm(p, last, chances[side]) and not rang:
            return _told(values, found, side, scale, float(p[last]))
    return None


def _told(values: Sequence[float], found: Surprises, side: Side, scale: float, p: float) -> Alarm:
    size = 1 / float(found.spread[-1])
    expected = float(found.expected[-1])
    chance = size / (size + expected)
    low, high = (float(nbinom.ppf(q, size, chance)) * scale for q in (0.025, 0.975))
    base = tuple(float(value) for value in values[-8::-7][:BASE_WEEKS])
    return Alarm(side, float(values[-1]), expected * scale, low, high, p, base)


def has_enough(values: Sequence[float]) -> bool:
    """Whether the days are many enough to be judged, and hold something."""
    return len(values) >= FEWEST_DAYS and sum(1 for value in values if value) >= FEWEST_PAST // 2


def base_days(day: date) -> list[date]:
    """The weekdays that a day is held against, nearest first."""
    return [day - timedelta(weeks=week) for week in range(1, BASE_WEEKS + 1)]
