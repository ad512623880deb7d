"""95 % intervals of shares, means and survival curves, in plain Python.

Pages ask for them on every request, so nothing heavy is imported here: a web process stays small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import atan, cos, exp, log, pi, sin, sqrt

Z95 = 1.959963984540054
_CONFIDENCE = 0.95
_EXPANSION_FROM = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its two bounds, all in the unit of what was measured."""

    value: float
    low: float
    high: float


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """The share ``successes / n`` with its Wilson score interval (Wilson 1927); raises ValueError for ``n`` < 1."""
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"{successes} of {n} is no share")
    share, z2 = successes / n, z * z
    scale = 1 + z2 / n
    centre = (share + z2 / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / scale
    # At 0 and n the bound is exact; the subtraction would leave a rounding error of either sign.
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == n else centre + half
    return Interval(share, low, high)


def mean_interval(n: int, total: Decimal, squares: Decimal) -> Interval:
    """The mean of ``n`` values with Student's interval, from their sum and their sum of squares.

    Decimal, because squares of large amounts would cancel to nothing in floats. Raises ValueError for
    ``n`` < 2, where no spread can be known.
    """
    if n < 2:
        raise ValueError("an interval of a mean needs two values")
    mean = float(total / n)
    variance = max(0.0, float((squares - total * total / n) / (n - 1)))
    half = student_quantile(n - 1) * sqrt(variance / n)
    return Interval(mean, mean - half, mean + half)


def student_quantile(df: int) -> float:
    """Two-sided 95 % quantile of Student's t: ``P(|T| <= t) = 0.95`` with ``df`` degrees of freedom."""
    return _student_expansion(df) if df >= _EXPANSION_FROM else _student_bisected(df)


@cache
def _student_bisected(df: int) -> float:
    low, high = Z95, 13.0
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if _student_inside(middle, df) < _CONFIDENCE else (low, middle)
    return (low + high) / 2


def _student_expansion(df: int) -> float:
    """Cornish-Fisher expansion, Abramowitz & Stegun 26.7.5; beyond 200 degrees it is exact to 1e-11."""
    z = Z95
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(df) ** power for power, term in enumerate(terms, start=1))


def _student_inside(t: float, df: int) -> float:
    """``P(|T| <= t)`` as the finite sum of Abramowitz & Stegun 26.7.3 (odd df) and 26.7.4 (even df)."""
    angle = atan(t / sqrt(df))
    c2 = cos(angle) ** 2
    odd = df % 2
    term = total = cos(angle) if odd else 1.0
    for step in range(2 + odd, df - 1, 2):
        term *= c2 * (step - 1) / step
        total += term
    if not odd:
        return sin(angle) * total
    return 2 / pi * (angle + (sin(angle) * total if df > 1 else 0.0))


@dataclass(frozen=True, slots=True)
class Followed:
    """``count`` people followed for ``days``; ``is_event`` tells those who came back on that very day."""

    days: int
    is_event: bool
    count: int = 1


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan-Meier's estimate at a horizon: the share *with* the event, its interval, and who was still followed.

    ``at_risk`` counts those followed to the horizon or beyond; without any the curve says nothing there.
    """

    event: Interval
    n: int
    at_risk: int


def kaplan_meier(people: Iterable[Followed], horizon: int) -> Survival:
    """Share with the event by day ``horizon`` (Kaplan & Meier 1958), Greenwood's variance, log-log interval.

    ``S(h) = prod over t <= h of (1 - d_t / n_t)``; the bounds are ``S ** exp(±z sqrt(v) / |ln S|)`` with
    ``v = sum d / (n (n - d))``. On one day events come before departures. Without any event, or when all have
    it, the curve has no variance and the bounds are Wilson's, over those followed to the horizon or over all.
    """
    return kaplan_meier_by_day(*_by_day(people), horizon)


def kaplan_meier_by_day(events: Mapping[int, int], leaving: Mapping[int, int], horizon: int) -> Survival:
    """The same from counts by day: ``events``, and in ``leaving`` everybody whose following ends on the day."""
    n = at_risk = sum(leaving.values())
    survival, variance = 1.0, 0.0
    for day in sorted(leaving):
        if day > horizon:
            break
        happened = events.get(day, 0)
        survival *= 1 - happened / at_risk
        variance += happened / (at_risk * (at_risk - happened)) if happened < at_risk else 0.0
        at_risk -= leaving[day]
    reached = sum(count for day, count in leaving.items() if day >= horizon)
    return Survival(_event_interval(survival, variance, n, reached), n, reached)


def _by_day(people: Iterable[Followed]) -> tuple[dict[int, int], dict[int, int]]:
    """Events by day, and everybody whose following ends on a day, with the event or without."""
    events: dict[int, int] = {}
    leaving: dict[int, int] = {}
    for group in people:
        leaving[group.days] = leaving.get(group.days, 0) + group.count
        if group.is_event:
            events[group.days] = events.get(group.days, 0) + group.count
    return events, leaving


def _event_interval(survival: float, variance: float, n: int, reached: int) -> Interval:
    if 0 < survival < 1:
        spread = Z95 * sqrt(variance) / abs(log(survival))
        return Interval(1 - survival, 1 - survival ** exp(-spread), 1 - survival ** exp(spread))
    if survival == 0:
        return wilson(n, n)
    return wilson(0, reached) if reached else Interval(0.0, 0.0, 1.0)
