"""The forecast's arithmetic: known answers, real weeks, and what must never happen."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import nbinom

from attribution.forecast import compute
from attribution.forecast.backtest import mean_of_four, origins_of, pinball
from attribution.forecast.compute import Ahead
from attribution.forecast.model import MEAN, MODEL, Days, Forecast, Weeks, calendar_of, forecast
from attribution.forecast.profile import PLAIN, Stretch, learn
from benchmarks.retail_weeks import BANDS, EACH, forecast_sixty

MONDAY = date(2025, 1, 6)


def _weeks(counts: np.ndarray, basket: float = 100.0) -> Weeks:
    counts = np.atleast_2d(counts).astype(np.float64)
    return Weeks(counts, counts * basket, counts * basket**2, np.zeros(len(counts), dtype=np.int64))


def _days(weekly: np.ndarray, stretches: tuple[Stretch, ...] = ()) -> Days:
    return Days(MONDAY, np.repeat(np.asarray(weekly, dtype=np.float64) / 7, 7), stretches)


def test_the_level_is_the_plain_mean_until_the_pace_is_quicker() -> None:
    track = compute.follow(np.array([[6.0, 0.0]]), np.ones(2), np.zeros(1, dtype=np.int64), np.array([3.0]))
    slowest = track.levels[:, 0, 0]
    assert slowest[1] == pytest.approx((2 * 3 + 6) / 3)  # a prior worth two weeks, and one week
    assert slowest[2] == pytest.approx((2 * 3 + 6 + 0) / 4)
    assert track.levels[2, 0, -1] == pytest.approx((3 + 0.4 * 3) * 0.6)


def test_sizes_shrink_with_the_horizon_as_the_formula_says() -> None:
    chosen = compute.Chosen(np.array([4.0]), np.array([0.25]), np.array([8.0]), np.array([30]))
    c, effective = 1 / 4 + 1 / 8, (2 - 0.25) / 0.25
    expected = [1 / (1 / 8 + c / effective + step * 0.25**2 * c) for step in range(4)]
    assert compute.sizes_ahead(chosen)[0] == pytest.approx(expected)


def test_quantiles_are_those_of_the_negative_binomial() -> None:
    drawn = np.random.default_rng(2)
    mean, size = 10 ** drawn.uniform(-9, 3.5, (200, 4)), 10 ** drawn.uniform(-1.5, 3, (200, 4))
    chance = size / (size + mean)
    for share in (0.1, 0.5, 0.9):
        assert (compute.quantile(share, size, chance) == nbinom.ppf(share, size, chance)).all()


def test_pinball_is_the_mean_of_three_quantile_losses() -> None:
    ahead = Ahead(*(np.array([[value]]) for value in (5.0, 2.0, 5.0, 9.0, 0.0)))
    assert pinball(np.array([[10.0]]), ahead)[0, 0] == pytest.approx((0.1 * 8 + 0.5 * 5 + 0.9 * 1) / 3)
    assert pinball(np.array([[1.0]]), ahead)[0, 0] == pytest.approx((0.9 * 1 + 0.5 * 4 + 0.1 * 8) / 3)


def test_the_rival_is_the_mean_of_four_weeks() -> None:
    ahead = mean_of_four(np.array([[9.0, 1.0, 2.0, 3.0, 4.0, 50.0]]), 5)
    assert ahead.mean[0].tolist() == [2.5] * 4


def test_a_series_of_zeros_is_forecast_as_zeros_with_the_chance_of_none() -> None:
    counts = np.zeros((2, 20))
    counts[1] = np.random.default_rng(6).poisson(3, 20)
    orders, money = forecast(_weeks(counts), calendar_of(_days(counts.sum(axis=0))), is_pooled=False)
    assert (orders.ahead.low[0] == 0).all()
    assert (orders.ahead.high[0] == 0).all()
    assert orders.ahead.mean[0].max() < 1e-6
    assert (money.ahead.high[0] == 0).all()
    assert orders.ahead.none[0] == pytest.approx(np.ones(4), abs=1e-6)
    assert 0 < orders.ahead.none[1].max() < 0.2


def test_a_product_that_stopped_selling_sinks_to_zero_and_says_how_sure_that_is() -> None:
    counts = np.zeros((3, 30))
    counts[0, :8], counts[1], counts[2] = 2, 5, 1
    found = forecast(_weeks(counts), calendar_of(_days(counts.sum(axis=0))), is_pooled=True)[0].ahead
    assert found.mean[0, 0] < 0.3
    assert found.high[0, 0] <= 1
    assert found.none[0, 0] > 0.75


def test_money_has_the_moments_of_orders_times_baskets() -> None:
    chosen = compute.Chosen(np.array([8.0]), np.array([0.15]), np.array([16.0]), np.array([50]))
    orders, sizes = compute.counts_ahead(chosen, np.ones(4)), compute.sizes_ahead(chosen)
    basket = compute.Basket(np.array([50.0]), np.array([900.0]), np.array([1e9]))
    found = compute.money_ahead(orders, sizes, basket)
    drawn = np.random.default_rng(3)
    chance = sizes[0, 0] / (sizes[0, 0] + 8)
    n = drawn.negative_binomial(sizes[0, 0], chance, 40_000)
    sums = np.where(n > 0, drawn.gamma(np.maximum(n, 1) * 2500 / 900, 900 / 50), 0)
    assert found.mean[0, 0] == pytest.approx(400)
    for at, share in ((found.low, 0.1), (found.middle, 0.5), (found.high, 0.9)):
        assert at[0, 0] == pytest.approx(np.quantile(sums, share), rel=0.06)


def test_weekdays_are_learnt_and_shrunk_to_one() -> None:
    daily = np.tile([0.0, 1, 1, 1, 1, 1, 2], 8)
    found = learn(daily, MONDAY, ())
    assert sum(found.weekdays) == pytest.approx(7)
    assert found.weekdays[0] == pytest.approx(4 / 12)  # (0 + 4 m) / (8 m + 4 m)
    assert found.weekdays[6] == pytest.approx((16 + 4) / 12)
    assert learn(np.zeros(14), MONDAY, ()) == PLAIN


def test_eid_is_found_on_its_days_of_each_year() -> None:
    """Sales stop for three days that move eleven days a year: the coming week is lowered where Eid falls now."""
    days = 104 * 7
    start = date(2024, 1, 1)
    eids = [
        Stretch("eid", date(2024, 4, 10), date(2024, 4, 12)),
        Stretch("eid", date(2025, 3, 31), date(2025, 4, 2)),
    ]
    coming = Stretch("eid", start + timedelta(days=days + 8), start + timedelta(days=days + 10))
    daily = np.full(days, 10.0)
    for one in eids:
        daily[(one.first - start).days : (one.last - start).days + 1] = 0
    calendar = calendar_of(Days(start, daily, (*eids, coming)))
    share = calendar.profile.occasions["eid"]
    assert share == pytest.approx(
        4 * 30 / (60 + 4 * 30), rel=0.02
    )  # two Eids of three days, four pseudo-Eids
    assert calendar.last[0] == pytest.approx(calendar.last[2], rel=0.02)
    assert calendar.last[1] == pytest.approx(calendar.last[0] * (4 + 3 * share) / 7, rel=0.02)


def test_a_quiet_season_teaches_nothing_without_days_around_it() -> None:
    stretch = Stretch("summer", MONDAY, MONDAY + timedelta(days=69))
    assert learn(np.ones(70), MONDAY, (stretch,)).occasions == {}


def test_a_week_of_closed_doors_moves_no_level_and_widens_no_band() -> None:
    steady = np.random.default_rng(4).poisson(20, 30).astype(np.float64)
    closed = steady.copy()
    closed[24] = 0
    plain, with_gap = (
        forecast(_weeks(weekly), calendar_of(_days(weekly)), is_pooled=False)[0].ahead
        for weekly in (steady, closed)
    )
    assert with_gap.mean[0, 0] == pytest.approx(plain.mean[0, 0], rel=0.1)
    assert with_gap.high[0, 0] - with_gap.low[0, 0] <= 1.5 * (plain.high[0, 0] - plain.low[0, 0])


def test_what_comes_later_changes_no_earlier_forecast() -> None:
    """The back-test from a week must not know the weeks after it."""
    drawn = np.random.default_rng(5)
    weekly = drawn.poisson(9, 40).astype(np.float64)
    other = weekly.copy()
    other[30:] = drawn.poisson(90, 10)
    from attribution.forecast.model import said_before

    one, two = (said_before(_weeks(values), calendar_of(_days(values))) for values in (weekly, other))
    for (at, orders, money), (_at, orders_two, money_two) in zip(one, two, strict=True):
        if at <= 30:
            assert orders.mean == pytest.approx(orders_two.mean)
            assert money.high == pytest.approx(money_two.high)


@pytest.fixture(scope="module")
def retail() -> tuple[Forecast, Forecast]:
    return forecast_sixty()


@pytest.mark.parametrize("measure", ["orders", "revenue"])
def test_bands_hold_eight_in_ten_of_sixty_real_series_and_lose_no_more_than_the_mean_of_four_weeks(
    retail: tuple[Forecast, Forecast], measure: str
) -> None:
    found = retail[0] if measure == "orders" else retail[1]
    judged = found.judged
    assert len(judged.n) == 60
    assert 0.75 <= judged.inside.sum() / judged.n.sum() <= 0.90
    assert (judged.loss * judged.n).sum() <= (judged.rival_loss * judged.n).sum()
    assert found.method == MODEL


@pytest.mark.parametrize("band", range(len(BANDS)))
def test_orders_hold_in_slow_middling_and_quick_products_alike(
    retail: tuple[Forecast, Forecast], band: int
) -> None:
    judged, part = retail[0].judged, slice(EACH * band, EACH * (band + 1))
    assert 0.75 <= judged.inside[part].sum() / judged.n[part].sum() <= 0.93
    assert (judged.loss * judged.n)[part].sum() <= (judged.rival_loss * judged.n)[part].sum()


def test_the_mean_of_four_weeks_takes_over_where_it_does_better() -> None:
    """A zigzag of period four: its own mean is exact, and no level can know."""
    weekly = np.tile([2.0, 30.0, 6.0, 42.0], 12)
    found = forecast(_weeks(weekly), calendar_of(_days(weekly)), is_pooled=False)[0]
    own = (found.judged.loss * found.judged.n).sum()
    rival = (found.judged.rival_loss * found.judged.n).sum()
    assert found.method == (MODEL if own <= rival else MEAN)
    if found.method == MEAN:
        assert found.ahead.mean[0].tolist() == [20.0] * 4


def test_six_weeks_are_the_first_origin() -> None:
    assert origins_of(5) == range(6, 5)
    assert list(origins_of(8)) == [6, 7]
    assert list(origins_of(40)) == list(range(27, 40))
