"""Alerts: what is expected of a day, how rarely chance rings, and that a real break is heard."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.alerts.compute import (
    FEWEST_DAYS,
    MONTHLY,
    Side,
    alarm_on_last_day,
    allowed,
    expectation,
    has_enough,
    is_alarm,
    surprises,
    weekday_mean,
)
from attribution.alerts.rules import LEAST_FACTOR, taught

RETAIL = Path(__file__).parents[2] / "catalog/demo/data/online_retail_to_2011-08-31.csv.gz"
FIGURES = 5
Floats = NDArray[np.float64]


def null_shop(rng: np.random.Generator, level: float, spread: float, days: int) -> Floats:
    """Days of a shop to which nothing happens: weekdays, a slow drift, a season, and negative-binomial noise."""
    weekdays = np.array([1, 1, 1.1, 1.05, 0.6, 0.9, 1.2])
    drift = np.zeros(days)
    for day in range(1, days):
        drift[day] = 0.95 * drift[day - 1] + rng.normal(0, 0.12 * np.sqrt(1 - 0.95**2))
    season = 0.2 * np.sin(np.arange(days) / 365 * 2 * np.pi)
    mean = level * (weekdays / weekdays.mean())[np.arange(days) % 7] * np.exp(drift + season)
    days_of: Floats = rng.negative_binomial(1 / spread, 1 / (1 + spread * mean)).astype(np.float64)
    return days_of


def both(figures: int) -> dict[Side, float]:
    """The chance allowed on either side."""
    return {"up": allowed(figures), "down": allowed(figures)}


def alarms(values: Floats, scale: float = 1.0, figures: int = FIGURES) -> tuple[list[int], int]:
    """The days that ring, repeats within a week left out, and how many days were judged."""
    found = surprises(list(values), scale)
    rings: list[int] = []
    for p in (found.up, found.down):
        last = -99
        for day in range(len(values)):
            if is_alarm(p, day, allowed(figures)):
                if day - last > 6:
                    rings.append(day)
                last = day
    known = ~np.isnan(found.up)
    judged = sum(int(known[max(0, day - 180) : day].sum() >= 56) for day in range(len(values)) if known[day])
    return rings, judged


def a_month(level: float, spread: float, shops: int, seed: int) -> float:
    """False alarms in 30 days of a shop that watches five figures."""
    rng = np.random.default_rng(seed)
    told = [alarms(null_shop(rng, level, spread, 500)) for _shop in range(shops)]
    return sum(len(rings) for rings, _days in told) / sum(days for _rings, days in told) * 30 * FIGURES


def test_the_mean_of_a_weekday_forgets_slowly_and_cuts_one_loud_day() -> None:
    base = np.array([[10.0] * 8, [10.0, 100, 10, 10, 10, 10, 10, 10], [np.nan] * 3 + [10.0] * 5])
    mean = weekday_mean(base)
    assert mean[0] == pytest.approx(10)
    assert 10 < mean[1] < 14
    assert np.isnan(mean[2])


def test_a_day_is_expected_from_the_days_before_it_only() -> None:
    values = np.full(200, 20.0)
    changed = values.copy()
    changed[150:] = 500.0
    assert expectation(values)[150] == expectation(changed)[150] == pytest.approx(20)
    assert expectation(changed)[157] > 30


def test_a_new_level_is_learnt_within_two_weeks() -> None:
    values = np.concatenate([np.full(120, 20.0), np.full(40, 40.0)])
    assert expectation(values)[135] > 34


def test_a_flat_shop_never_rings() -> None:
    assert alarms(np.full(400, 20.0))[0] == []


def test_a_break_of_a_busy_shop_rings_on_its_own_side_once() -> None:
    rng = np.random.default_rng(4)
    values = null_shop(rng, 80, 0.05, 300)
    values[-1] = 3 * expectation(values)[-1]
    chances = both(FIGURES)
    alarm = alarm_on_last_day(list(values), scale=1.0, chances=chances)
    assert alarm is not None
    assert (alarm.side, alarm.observed) == ("up", values[-1])
    assert alarm.low < alarm.expected < alarm.high < alarm.observed
    assert list(alarm.base) == list(values[-8::-7][:8])
    again = [*values, *null_shop(rng, 80, 0.05, 300)[:1] * 4]
    assert alarm_on_last_day(again, scale=1.0, chances=chances) is None


def test_a_side_that_does_not_matter_stays_quiet() -> None:
    values = null_shop(np.random.default_rng(4), 80, 0.05, 300)
    values[-1] = 0
    chances = both(1)
    assert alarm_on_last_day(list(values), scale=1.0, chances=chances) is not None
    assert alarm_on_last_day(list(values), scale=1.0, chances=chances, sides=("up",)) is None


def test_money_is_judged_in_baskets() -> None:
    values = null_shop(np.random.default_rng(4), 80, 0.05, 300)
    values[-1] = 300
    chances = both(FIGURES)
    counted = alarm_on_last_day(list(values), scale=1.0, chances=chances)
    paid = alarm_on_last_day([value * 2500 for value in values], scale=2500.0, chances=chances)
    assert counted is not None
    assert paid is not None
    assert paid.p == counted.p
    assert paid.expected == pytest.approx(counted.expected * 2500)


def test_short_histories_are_not_judged() -> None:
    assert not has_enough([5.0] * (FEWEST_DAYS - 1))
    assert has_enough([5.0] * FEWEST_DAYS)
    assert not has_enough([0.0] * FEWEST_DAYS)


def test_the_month_is_shared_by_all_figures_and_both_sides() -> None:
    assert allowed(5) * 5 * 2 * 30 == pytest.approx(MONTHLY)


def test_not_useful_halves_what_is_allowed_and_never_silences() -> None:
    assert taught(1.0) == 0.5
    factor = 1.0
    for _answer in range(10):
        factor = taught(factor)
    assert factor == LEAST_FACTOR


def test_chance_rings_about_once_a_month_at_most() -> None:
    assert a_month(level=20, spread=0.1, shops=12, seed=1) <= 1.0


@pytest.mark.long
@pytest.mark.parametrize(
    ("level", "spread"), [(1, 0.1), (5, 0.1), (20, 0.1), (20, 0.3), (80, 0.05), (80, 0.3), (5, 0.6)]
)
def test_chance_rings_about_once_a_month_in_every_kind_of_shop(level: float, spread: float) -> None:
    assert a_month(level, spread, shops=60, seed=11) <= 1.25


def retail_days() -> dict[str, Floats]:
    """Orders, their revenue and cancellations by day of the retail file."""
    first, last = date(2010, 12, 1), date(2011, 8, 31)
    orders: dict[str, set[str]] = defaultdict(set)
    back: dict[str, set[str]] = defaultdict(set)
    revenue: dict[str, float] = defaultdict(float)
    with gzip.open(RETAIL, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = row["InvoiceDate"][:10]
            if row["InvoiceNo"].startswith("C"):
                back[day].add(row["InvoiceNo"])
            else:
                orders[day].add(row["InvoiceNo"])
                revenue[day] += int(row["Quantity"]) * float(row["UnitPrice"])
    days = [(first + timedelta(days=place)).isoformat() for place in range((last - first).days + 1)]
    return {
        "orders": np.array([float(len(orders[day])) for day in days]),
        "sales": np.array([max(revenue[day], 0.0) for day in days]),
        "back": np.array([float(len(back[day])) for day in days]),
    }


def test_the_retail_file_rings_about_once_a_month_at_most() -> None:
    days = retail_days()
    open_days = days["orders"] > 0
    basket = float(np.median(days["sales"][open_days] / days["orders"][open_days]))
    told, judged = 0, 0
    for name, values in days.items():
        rings, count = alarms(values, basket if name == "sales" else 1.0, figures=3)
        # A day without any record is a closed shop, which the night leaves out.
        told += sum(1 for day in rings if open_days[day])
        judged = max(judged, count)
    assert told / judged * 30 <= 1.0
