"""From counted weeks to lines: every scope filtered, tested on its own past and forecast. Pure; see ``compute``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from attribution.forecast.backtest import (
    FEWEST_WEEKS,
    Judged,
    judge,
    mean_of_four,
    origins_of,
    widths,
)
from attribution.forecast.compute import (
    HORIZONS,
    Ahead,
    Floats,
    Ints,
    Track,
    baskets,
    choose,
    counts_ahead,
    follow,
    money_ahead,
    prior_levels,
    sizes_ahead,
)
from attribution.forecast.profile import WEEK, Profile, Stretch, learn

MODEL: Final = "model"
MEAN: Final = "mean4"
FEWEST_TESTS: Final = 12


@dataclass(frozen=True, slots=True)
class Weeks:
    """Counted whole weeks of one scope: series x weeks; ``first`` is each series' first known week."""

    counts: Floats
    amounts: Floats
    squares: Floats
    first: Ints


@dataclass(frozen=True, slots=True)
class Days:
    """The shop's delivered orders by day from ``start`` (a Monday) on, and its occasions until the last week ahead."""

    start: date
    daily: Floats
    stretches: tuple[Stretch, ...]

    @property
    def weeks(self) -> int:
        return len(self.daily) // WEEK

    @property
    def next_week(self) -> date:
        return self.start + timedelta(days=WEEK * self.weeks)


@dataclass(frozen=True, slots=True)
class Forecast:
    """One measure of one scope: what comes, how it did, and which of the two ways is used for it."""

    ahead: Ahead
    judged: Judged
    method: str
    levels: Floats
    paces: Floats
    sizes: Floats


@dataclass(frozen=True, slots=True)
class Calendar:
    """Exposure of the known and the coming weeks as learnt at each origin; row t is what was known before week t."""

    by_origin: dict[int, Floats]
    profile: Profile
    last: Floats = field(default_factory=lambda: np.ones(HORIZONS))


def calendar_of(days: Days) -> Calendar:
    """Weekdays and occasions learnt anew at every origin of the back-test, so that none knows its future."""
    weeks = days.weeks
    by_origin = {}
    for origin in {*origins_of(weeks), weeks}:
        profile = learn(days.daily[: origin * WEEK], days.start, days.stretches)
        by_origin[origin] = _exposure(days, profile)
    profile = learn(days.daily, days.start, days.stretches)
    return Calendar(by_origin, profile, by_origin[weeks][weeks:])


def _exposure(days: Days, profile: Profile) -> Floats:
    """One a week, the coming ones included; 0 for whole weeks in which the shop sold nothing at all."""
    found = profile.weeks(days.start, days.weeks + HORIZONS, days.stretches)
    sold = days.daily[: days.weeks * WEEK].reshape(days.weeks, WEEK).sum(axis=1)
    found[: days.weeks][sold == 0] = 0.0
    return found


@dataclass(frozen=True, slots=True)
class _Ways:
    """The model at any origin: orders and revenue ahead, with what was known then."""

    weeks: Weeks
    calendar: Calendar
    tracks: dict[int, Track]
    widths: list[float]

    def orders(self, origin: int) -> Ahead:
        shares = self.calendar.by_origin[origin][origin : origin + HORIZONS]
        return counts_ahead(choose(self.tracks[origin], origin), shares, self.widths[origin])

    def money(self, origin: int) -> Ahead:
        sizes = sizes_ahead(choose(self.tracks[origin], origin)) * self.widths[origin]
        basket = baskets(self.weeks.counts, self.weeks.amounts, self.weeks.squares, origin)
        return money_ahead(self.orders(origin), sizes, basket)


def _ways(weeks: Weeks, calendar: Calendar, *, is_pooled: bool) -> _Ways:
    known = weeks.counts.shape[1]
    tracks = _tracks(weeks, calendar, is_pooled)
    found = widths(weeks.counts, weeks.first, tracks[known], calendar.by_origin[known])
    return _Ways(weeks, calendar, tracks, found)


def forecast(weeks: Weeks, calendar: Calendar, *, is_pooled: bool) -> tuple[Forecast, Forecast]:
    """Orders and revenue of one scope, each with its back-test; ``is_pooled``: series are alike (products)."""
    ways, known = _ways(weeks, calendar, is_pooled=is_pooled), weeks.counts.shape[1]
    found = choose(ways.tracks[known], known)
    results = []
    for values, ahead in ((weeks.counts, ways.orders), (weeks.amounts, ways.money)):
        judged = judge(values, weeks.first, ahead, origins_of(known))
        method = better_of(judged)
        chosen = ahead(known)
        if method == MEAN:  # which has no word on the chance of none
            chosen = replace(mean_of_four(values, known), none=chosen.none)
        levels = found.level if values is weeks.counts else chosen.mean[:, 0]
        results.append(Forecast(chosen, judged, method, levels, found.pace, found.size * ways.widths[known]))
    return results[0], results[1]


def said_before(weeks: Weeks, calendar: Calendar) -> list[tuple[int, Ahead, Ahead]]:
    """Origins of the back-test with what the model said there, orders and revenue."""
    ways = _ways(weeks, calendar, is_pooled=False)
    return [(at, ways.orders(at), ways.money(at)) for at in origins_of(weeks.counts.shape[1])]


def _tracks(weeks: Weeks, calendar: Calendar, is_pooled: bool) -> dict[int, Track]:
    """By origin; where the calendar teaches the same, one pass serves several."""
    made: dict[bytes, Track] = {}
    tracks = {}
    for origin, shares in calendar.by_origin.items():
        key = shares[: weeks.counts.shape[1]].round(9).tobytes()
        if key not in made:
            made[key] = _track(weeks, shares, is_pooled)
        tracks[origin] = made[key]
    return tracks


def _track(weeks: Weeks, shares: Floats, is_pooled: bool) -> Track:
    known = shares[: weeks.counts.shape[1]]
    prior = prior_levels(weeks.counts, known, weeks.first, is_pooled=is_pooled)
    return follow(weeks.counts, known, weeks.first, prior)


def better_of(judged: Judged) -> str:
    """The model, unless it lost more than the mean of four weeks over all that could be compared."""
    n = judged.n
    if n.sum() < FEWEST_TESTS:
        return MODEL
    own, rival = float((judged.loss * n).sum()), float((judged.rival_loss * n).sum())
    return MODEL if own <= rival else MEAN


def is_long_enough(days: Days) -> bool:
    return days.weeks >= FEWEST_WEEKS


def days_ahead(days: Days, profile: Profile, mean: float) -> Sequence[tuple[date, float]]:
    """The first coming week by day: the week's mean spread over its days."""
    shares = profile.shares(days.next_week, WEEK, days.stretches)
    whole = shares.sum()
    return [
        (days.next_week + timedelta(days=d), float(mean * share / whole) if whole else 0.0)
        for d, share in enumerate(shares)
    ]
