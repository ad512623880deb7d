"""BG/NBD against the published fit, its hold-out, and small shops."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from attribution.customer_value.compute import (
    PRIOR_MEANS,
    Fit,
    People,
    discounted,
    drawn_logs,
    expected,
    fit,
    gathered,
    group_orders,
    held_out,
)

DATA = Path(__file__).parents[1] / "data"
CALIBRATION_END = date(1997, 9, 30)
HOLDOUT_WEEKS = 39


def _cdnow() -> list[np.ndarray]:
    """Of each of the 2,357 customers of the sample the days of purchase, as ordinals."""
    days: dict[str, set[int]] = {}
    with gzip.open(DATA / "cdnow_sample.txt.gz", "rt") as lines:
        for line in lines:
            _master, customer, day, _cds, _dollars = line.split()
            days.setdefault(customer, set()).add(date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal())
    return [np.array(sorted(found)) for found in days.values()]


@pytest.fixture(scope="module")
def calibration() -> People:
    end, rows = CALIBRATION_END.toordinal(), []
    for days in _cdnow():
        early = days[days <= end]
        rows.append((len(early) - 1, (early[-1] - early[0]) / 7, (end - early[0]) / 7))
    return gathered(*np.array(rows).T)


@pytest.fixture(scope="module")
def cdnow(calibration: People) -> Fit:
    return fit(calibration)


def test_the_fit_of_cdnow_is_the_published_one(cdnow: Fit, calibration: People) -> None:
    assert calibration.n == 2357
    published = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    for name, value in published.items():
        assert getattr(cdnow, name) == pytest.approx(value, rel=0.005)
    assert cdnow.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert cdnow.method == "mle"


def test_the_published_summary_gives_the_same_fit(cdnow: Fit) -> None:
    with (DATA / "cdnow_customers_summary.csv").open(encoding="utf-8") as file:
        rows = [
            (float(row["frequency"]), float(row["recency"]), float(row["T"])) for row in csv.DictReader(file)
        ]
    found = fit(gathered(*np.array(rows).T))
    assert found.r == pytest.approx(cdnow.r, rel=1e-3)
    assert found.alpha == pytest.approx(cdnow.alpha, rel=1e-3)


def test_orders_expected_of_one_customer_are_the_published_ones(cdnow: Fit) -> None:
    one = People(*(np.array([value]) for value in (2.0, 30.43, 38.86, 1.0)))
    assert expected(cdnow.logs, one, 39)[0] == pytest.approx(1.226, abs=5e-4)


def test_the_held_out_half_is_under_predicted_by_an_eighth_and_that_is_said(calibration: People) -> None:
    came = sum(int((days > CALIBRATION_END.toordinal()).sum()) for days in _cdnow())
    found = held_out(calibration, came, HOLDOUT_WEEKS)
    assert came == 1882
    assert found.expected == pytest.approx(1653, abs=1)
    assert found.error == pytest.approx(-0.12, abs=0.005)
    assert abs(found.expected - came) < abs(found.naive - came)


def test_few_customers_are_drawn_to_the_prior_and_miss_by_less(calibration: People, cdnow: Fit) -> None:
    rows = np.repeat(
        np.column_stack([calibration.x, calibration.tx, calibration.age]), calibration.count.astype(int), 0
    )
    drawn = np.random.default_rng(1)
    missed: dict[bool, list[float]] = {True: [], False: []}
    for _shop in range(12):
        few = gathered(*rows[drawn.choice(len(rows), 15, replace=False)].T)
        truth = few.count @ expected(cdnow.logs, few, 60 / 7)
        for is_drawn in (True, False):
            guess = few.count @ expected(fit(few, is_drawn=is_drawn).logs, few, 60 / 7)
            missed[is_drawn].append(abs(float(guess / truth) - 1))
    assert np.mean(missed[True]) < 0.15
    assert np.mean(missed[True]) < 0.6 * np.mean(missed[False])
    assert fit(few).method == "map"


def test_people_who_never_came_back_keep_the_fit_finite() -> None:
    never = gathered(np.zeros(12), np.zeros(12), np.linspace(1, 40, 12))
    found = fit(never)
    assert all(np.isfinite(value) and value > 0 for value in (found.r, found.alpha, found.a, found.b))
    assert expected(found.logs, never, 8.6).max() < 0.5
    with pytest.raises(ValueError, match="too few"):
        fit(gathered(np.zeros(9), np.zeros(9), np.ones(9)))


def test_a_range_holds_most_shops_of_the_model() -> None:
    """Shops simulated from the model itself: the 80 % range of the next year holds what came about eight times in ten."""
    r, alpha, a, b = PRIOR_MEANS
    drawn, held = np.random.default_rng(4), 0
    for shop in range(20):
        n = 150
        rates, leaves = drawn.gamma(r, 1 / alpha, n), drawn.beta(a, b, n)
        rows, came = [], 0
        for rate, leave, age in zip(rates, leaves, drawn.uniform(5, 40, n), strict=True):
            times, at = [], 0.0
            while True:  # a customer may leave after each repeat order
                at += drawn.exponential(1 / rate)
                if at > age + 26:
                    break
                times.append(at)
                if drawn.random() < leave:
                    break
            early = [one for one in times if one <= age]
            came += len(times) - len(early)
            rows.append((len(early), early[-1] if early else 0.0, age))
        people = gathered(*np.array(rows).T)
        found = fit(people)
        guess = group_orders(drawn_logs(found, shop), people, 26, shop)
        held += guess.low <= came <= guess.high
    assert 13 <= held <= 20


def test_a_year_is_discounted_by_fifteen_percent() -> None:
    assert discounted(np.array([0.0] * 11 + [1.0])) == pytest.approx(1.15 ** (-11.5 / 12))
