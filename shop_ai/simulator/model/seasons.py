"""When people buy in Algeria: the week, the hours, Ramadan, the two Aïds, sales and the return to school.

The factors are plausible and invented; they are the truth of the simulation and stand in its truth file. Lunar
dates are those of ``calendar_dz.csv`` and, before 2026, the days that were announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from shop_ai.simulator.model.plan import Floats, Ints, Plan, Rng, weighted

MONDAY_TO_SUNDAY: Final = (1.05, 1.0, 1.0, 1.05, 0.6, 1.1, 1.2)
NIGHT, MORNING, NOON, AFTERNOON, EVENING = 0.15, 0.7, 1.2, 0.9, 2.0
BEFORE_AID_DAYS: Final = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """A span of days (both included) on which demand is multiplied by ``factor``."""

    key: str
    start: date
    end: date
    factor: float


# Year: first day of Ramadan, Aïd el-Fitr, Aïd el-Adha.
LUNAR: Final = {
    2024: (date(2024, 3, 12), date(2024, 4, 10), date(2024, 6, 16)),
    2025: (date(2025, 3, 1), date(2025, 3, 31), date(2025, 6, 6)),
    2026: (date(2026, 2, 18), date(2026, 3, 20), date(2026, 5, 27)),
    2027: (date(2027, 2, 8), date(2027, 3, 9), date(2027, 5, 16)),
    2028: (date(2028, 1, 28), date(2028, 2, 26), date(2028, 5, 5)),
}


def occasions_of(year: int) -> list[Occasion]:
    """The occasions that begin in a year; years without known lunar dates have only the others."""
    november_30 = date(year, 11, 30)
    friday = november_30 - timedelta(days=(november_30.weekday() - 4) % 7)
    found = [
        Occasion("rentree", date(year, 9, 1), date(year, 9, 20), 1.15),
        Occasion("black_friday", friday - timedelta(days=1), friday + timedelta(days=1), 2.2),
    ]
    if year in LUNAR:
        ramadan, fitr, adha = LUNAR[year]
        found += [
            Occasion("ramadan", ramadan, fitr - timedelta(days=1), 1.15),
            *_aid("eid_fitr", fitr, 1.6),
            *_aid("eid_adha", adha, 1.35),
        ]
    return found


def _aid(key: str, day: date, factor: float) -> list[Occasion]:
    """People buy before the feast and hardly on it."""
    return [
        Occasion(f"{key}_before", day - timedelta(days=BEFORE_AID_DAYS), day - timedelta(days=2), factor),
        Occasion(key, day, day + timedelta(days=2), 0.45),
    ]


def occasions(plan: Plan) -> list[Occasion]:
    """The occasions that touch the plan's days, by their start."""
    years = range(plan.first.year, plan.last.year + 1)
    found = [one for year in years for one in occasions_of(year)]
    return sorted(
        (one for one in found if one.start <= plan.last and one.end >= plan.first), key=lambda one: one.start
    )


def demand(plan: Plan) -> Floats:
    """The factor of each day, mean one: week × occasions × growth."""
    factors = np.ones(plan.days)
    for position in range(plan.days):
        day = plan.day(position)
        factors[position] = MONDAY_TO_SUNDAY[day.weekday()] * (1 + plan.growth * position / plan.days)
    for occasion in occasions(plan):
        start = max((occasion.start - plan.first).days, 0)
        factors[start : (occasion.end - plan.first).days + 1] *= occasion.factor
    return factors / factors.mean() if plan.days else factors


def is_ramadan(day: date) -> bool:
    ramadan, fitr, _adha = LUNAR.get(day.year, (date.max, date.min, None))
    return ramadan <= day < fitr


def hours(day: date) -> Floats:
    """Weights of the 24 hours of the shop's clock; during Ramadan the night is the day."""
    weights = np.full(24, NIGHT)
    weights[8:12], weights[12:15], weights[15:19], weights[19:24] = MORNING, NOON, AFTERNOON, EVENING
    if is_ramadan(day):
        weights[21:24], weights[0:3], weights[17:20] = 2.6, 1.8, 0.3
    return weights


def seconds(rng: Rng, day: date, count: int) -> Ints:
    """Seconds since the shop's midnight, drawn with the day's hours."""
    return weighted(rng, hours(day), count) * 3600 + rng.integers(0, 3600, count)
