"""What the calendar makes of a day: its weekday and the occasions it lies in, as multipliers shrunk to 1.

Methods 3.7: multiplicative dummies with four pseudo-weeks. Occasions are known by their key, so that one that moves by
the moon is found on its own days each year. Pure numpy; only nightly work imports this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from attribution.forecast.compute import Floats

PSEUDO_WEEKS: Final = 4
WEEK: Final = 7
AROUND: Final = 28
FEWEST_DAYS_AROUND: Final = 14


@dataclass(frozen=True, slots=True)
class Stretch:
    """An occasion's days, both included; ``key`` is the same every year."""

    key: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Profile:
    """``weekdays``: Monday first, mean 1; ``occasions``: multiplier by key, with the days that taught it in ``taught``."""

    weekdays: tuple[float, ...]
    occasions: dict[str, float]
    taught: dict[str, int]

    def shares(self, start: date, days: int, stretches: Sequence[Stretch]) -> Floats:
        """What each day is worth; 1 is the mean day outside occasions."""
        found = np.array([self.weekdays[(start + timedelta(days=d)).weekday()] for d in range(days)])
        for one in stretches:
            first, last = (one.first - start).days, (one.last - start).days
            found[max(first, 0) : max(last + 1, 0)] *= self.occasions.get(one.key, 1.0)
        return found

    def weeks(self, monday: date, weeks: int, stretches: Sequence[Stretch]) -> Floats:
        """Each whole week's exposure: the mean of its days."""
        found: Floats = self.shares(monday, weeks * WEEK, stretches).reshape(weeks, WEEK).mean(axis=1)
        return found


PLAIN: Final = Profile((1.0,) * WEEK, {}, {})


def learn(daily: Floats, start: date, stretches: Sequence[Stretch]) -> Profile:
    """Weekdays and occasions from the shop's daily counts, ``start`` being the first one's day."""
    if not len(daily) or daily.sum() <= 0:
        return PLAIN
    weekdays = _weekdays(daily, start)
    outside = np.ones(len(daily), dtype=bool)
    spans = {one: _span(one, start, len(daily)) for one in stretches}
    for span in spans.values():
        outside[span] = False
    outside &= _is_open(daily)
    expected_day = np.array([weekdays[(start + timedelta(days=d)).weekday()] for d in range(len(daily))])
    return _with_occasions(daily, (expected_day, outside), spans, weekdays)


def _weekdays(daily: Floats, start: date) -> tuple[float, ...]:
    """``(Y_k + 4 m) / (n_k m + 4 m)``: four weeks in which every weekday is like the others."""
    mean = float(daily.mean())
    numbers = (start.weekday() + np.arange(len(daily))) % WEEK
    found = np.array(
        [
            (daily[numbers == k].sum() + PSEUDO_WEEKS * mean) / ((numbers == k).sum() + PSEUDO_WEEKS) / mean
            for k in range(WEEK)
        ]
    )
    return tuple(float(share) for share in found / found.mean())


def _is_open(daily: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Days of weeks (from the first day on) that sold anything."""
    whole = np.add.reduceat(daily, np.arange(0, len(daily), WEEK)) > 0
    return np.repeat(whole, WEEK)[: len(daily)]


def _span(one: Stretch, start: date, days: int) -> slice:
    return slice(min(max((one.first - start).days, 0), days), min(max((one.last - start).days + 1, 0), days))


def _with_occasions(
    daily: Floats,
    calendar: tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]],
    spans: dict[Stretch, slice],
    weekdays: tuple[float, ...],
) -> Profile:
    """Long occasions first: what lies within them is held against what they leave.

    ``(Y + 4 e) / (E + 4 e)``: Y sold on the occasion's days, E expected from the weekdays and the four weeks on both
    sides, e a week's worth of such days. Without fourteen days outside any occasion around it nothing is learnt.
    """
    expected, outside = calendar[0].copy(), calendar[1]
    sold: dict[str, list[float]] = {}
    longest = sorted(spans.items(), key=lambda pair: (-(pair[0].last - pair[0].first).days, pair[0].first))
    for key in dict.fromkeys(one.key for one, _span in longest):
        parts = [(one, span) for one, span in longest if one.key == key and span.stop > span.start]
        found = [0.0, 0.0, 0.0, 0.0]
        for _one, span in parts:
            level = _level_around(daily, calendar[0], outside, span)
            if level is None:
                continue
            days, normal = span.stop - span.start, float(expected[span].sum()) * level
            found = [
                found[0] + float(daily[span].sum()),
                found[1] + normal,
                found[2] + days,
                max(found[3], days),
            ]
        if found[2]:
            sold[key] = found
            share = _shrunk(found)
            for _one, span in parts:
                expected[span] *= share
    return Profile(
        weekdays,
        {key: _shrunk(found) for key, found in sold.items()},
        {k: int(f[2]) for k, f in sold.items()},
    )


def _shrunk(found: list[float]) -> float:
    sold, expected, days, longest = found
    pseudo = PSEUDO_WEEKS * min(WEEK, longest) * expected / days
    return (sold + pseudo) / (expected + pseudo) if expected + pseudo > 0 else 1.0


def _level_around(
    daily: Floats, weekday: Floats, outside: np.ndarray[tuple[int], np.dtype[np.bool_]], span: slice
) -> float | None:
    """The mean day, freed of its weekday, of the days outside occasions in the four weeks on both sides."""
    near = slice(max(0, span.start - AROUND), span.stop + AROUND)
    kept = outside[near]
    if kept.sum() < FEWEST_DAYS_AROUND:
        return None
    return float(daily[near][kept].sum() / weekday[near][kept].sum())
