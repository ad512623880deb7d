"""Intervals against published values, scipy, statsmodels-free formulas and brute force."""

from __future__ import annotations

import random
from decimal import Decimal
from math import exp, log, sqrt

import pytest
from scipy import stats

from shop_ai.lib.intervals import (
    Followed,
    kaplan_meier,
    mean_interval,
    student_quantile,
    wilson,
)


def test_wilson_gives_the_published_interval_of_81_in_263() -> None:
    """Newcombe 1998, table I, method 3."""
    interval = wilson(81, 263)
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_other_intervals(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_wilson_takes_another_quantile() -> None:
    """80 % two-sided, as statsmodels gives it."""
    assert round(wilson(3, 40, z=1.2815515655446004).low, 6) == 0.036834


def test_wilson_at_the_edges_touches_zero_and_one_exactly() -> None:
    assert wilson(0, 40).low == 0.0
    assert wilson(40, 40).high == 1.0


@pytest.mark.parametrize(("successes", "n"), [(1, 0), (5, 4), (-1, 4), (0, 0)])
def test_wilson_refuses_what_is_no_share(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(successes, n)


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 9, 28, 29, 30, 199, 200, 201, 5000, 10**6])
def test_student_quantile_equals_scipy(df: int) -> None:
    assert student_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-10)


def test_mean_interval_equals_scipy_on_the_values_themselves() -> None:
    random.seed(5)
    values = [Decimal(random.randrange(1, 900_000)) / 100 for _ in range(57)]
    interval = mean_interval(len(values), sum(values, Decimal()), sum((v * v for v in values), Decimal()))
    floats = [float(v) for v in values]
    low, high = stats.t.interval(0.95, 56, loc=sum(floats) / 57, scale=stats.sem(floats))
    assert interval.low == pytest.approx(low, rel=1e-12)
    assert interval.high == pytest.approx(high, rel=1e-12)


def test_mean_interval_keeps_a_small_spread_around_a_large_mean() -> None:
    values = [Decimal(10**9), Decimal(10**9) + 1, Decimal(10**9) + 2]
    interval = mean_interval(3, sum(values, Decimal()), sum((v * v for v in values), Decimal()))
    assert interval.high - interval.value == pytest.approx(stats.t.ppf(0.975, 2) / sqrt(3), rel=1e-6)


def test_mean_interval_refuses_one_value() -> None:
    with pytest.raises(ValueError, match="two values"):
        mean_interval(1, Decimal(4), Decimal(16))


# Freireich et al. 1963, 6-mercaptopurine: weeks to relapse, + is censored. Remission 0.627 at 20 weeks.
RELAPSES = [(6, True)] * 3 + [(7, True), (10, True), (13, True), (16, True), (22, True), (23, True)]
CENSORED = [(weeks, False) for weeks in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]


@pytest.mark.parametrize(
    ("week", "remission"), [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (23, 0.448)]
)
def test_kaplan_meier_gives_the_published_remission_curve(week: int, remission: float) -> None:
    people = [Followed(weeks, is_event) for weeks, is_event in RELAPSES + CENSORED]
    assert round(1 - kaplan_meier(people, week).event.value, 3) == remission


def test_kaplan_meier_has_greenwoods_log_log_interval() -> None:
    """Worked by hand at week 7: S = 18/21 * 16/17, v = 3/(21*18) + 1/(17*16)."""
    survival, variance = 18 / 21 * 16 / 17, 3 / (21 * 18) + 1 / (17 * 16)
    spread = 1.959963984540054 * sqrt(variance) / abs(log(survival))
    event = kaplan_meier([Followed(w, e) for w, e in RELAPSES + CENSORED], 7).event
    assert event.low == pytest.approx(1 - survival ** exp(-spread), rel=1e-12)
    assert event.high == pytest.approx(1 - survival ** exp(spread), rel=1e-12)


def brute_force(people: list[tuple[int, bool]], horizon: int) -> float:
    """The product over days, each day counted anew from the list of people."""
    survival = 1.0
    for day in range(horizon + 1):
        at_risk = sum(1 for days, _event in people if days >= day)
        happened = sum(1 for days, event in people if event and days == day)
        survival *= 1 - happened / at_risk if at_risk else 1
    return 1 - survival


@pytest.mark.parametrize("seed", range(25))
def test_kaplan_meier_equals_the_product_over_days(seed: int) -> None:
    rng = random.Random(seed)
    people = [(rng.randrange(0, 90), rng.random() < 0.3) for _ in range(rng.randrange(1, 200))]
    found = kaplan_meier([Followed(days, event) for days, event in people], 60)
    assert found.event.value == pytest.approx(brute_force(people, 60), abs=1e-12)
    assert found.event.low <= found.event.value <= found.event.high
    assert (found.n, found.at_risk) == (len(people), sum(1 for days, _event in people if days >= 60))


def test_kaplan_meier_without_anyone_leaving_early_is_the_plain_share() -> None:
    people = [Followed(60, is_event=False, count=70), Followed(12, is_event=True, count=30)]
    assert kaplan_meier(people, 60).event.value == pytest.approx(0.30, abs=1e-12)


def test_kaplan_meier_counts_groups_as_people_one_by_one() -> None:
    grouped = kaplan_meier([Followed(5, True, 3), Followed(40, False, 4)], 60)
    single = kaplan_meier([Followed(5, True)] * 3 + [Followed(40, False)] * 4, 60)
    assert grouped == single


def test_kaplan_meier_of_nobody_knows_nothing() -> None:
    found = kaplan_meier([], 30)
    assert (found.n, found.at_risk, found.event.low, found.event.high) == (0, 0, 0.0, 1.0)


def test_kaplan_meier_without_events_has_wilsons_upper_bound() -> None:
    found = kaplan_meier([Followed(30, is_event=False, count=40)], 30)
    assert (found.event.value, found.event.high) == (0.0, wilson(0, 40).high)


def test_kaplan_meier_when_all_came_back_has_wilsons_lower_bound() -> None:
    assert kaplan_meier([Followed(3, is_event=True, count=40)], 30).event == wilson(40, 40)
