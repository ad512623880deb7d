"""Steady sellers: chance is taken away, the shop's season too, and steadiness only caps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.scores.regular import capped, expected_gini, gini, season, steadiness

FLAT8 = (1 / 8,) * 8
MIDDLE8 = (2.0,) * 8


def test_gini_of_known_weeks() -> None:
    assert float(gini(np.array([5.0, 5, 5, 5]))) == 0
    assert float(gini(np.array([0.0, 0, 0, 7]))) == pytest.approx(1 - 1 / 4)
    assert float(gini(np.array([1.0, 2, 3, 4]))) == pytest.approx(0.25)
    assert float(gini(np.zeros(6))) == 0


@given(st.lists(st.integers(0, 50), min_size=4, max_size=12).filter(sum))
def test_gini_is_half_the_mean_difference_over_the_mean(weeks: list[int]) -> None:
    y = np.array(weeks, float)
    expected = np.abs(y[:, None] - y[None, :]).mean() / (2 * y.mean())
    assert float(gini(y)) == pytest.approx(float(expected))


def test_what_chance_gives_is_fixed_by_its_arguments_and_falls_with_more_orders() -> None:
    expected_gini.cache_clear()
    first = expected_gini(40, FLAT8)
    expected_gini.cache_clear()
    assert expected_gini(40, FLAT8) == first
    falling = [expected_gini(total, FLAT8) for total in (1, 5, 20, 80, 320)]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] == pytest.approx(1 - 1 / 8)


def test_the_limit_for_many_orders_meets_the_simulation() -> None:
    assert expected_gini(401, FLAT8) == pytest.approx(expected_gini(400, FLAT8), rel=0.02)


def test_an_even_seller_is_steady_and_a_flash_is_not() -> None:
    even = steadiness([5, 5, 6, 4, 5, 5, 6, 4], FLAT8, MIDDLE8)
    flash = steadiness([0, 0, 40, 0, 0, 0, 0, 0], FLAT8, MIDDLE8)
    assert even.value == 1
    assert flash.value == pytest.approx(0, abs=1e-9)
    assert (even.above, even.weeks, even.share_above) == (8, 8, 0.9)
    assert (flash.above, flash.share_above) == (1, 0.2)


def test_few_orders_or_few_weeks_are_not_judged() -> None:
    assert steadiness([9, 0, 0, 0, 0, 0, 0, 0], FLAT8, MIDDLE8).value is None
    assert steadiness([5] * 7, (1 / 7,) * 7, (1.0,) * 7).value is None
    assert steadiness([2, 1, 1, 1, 1, 2, 1, 1], FLAT8, MIDDLE8).value is not None


def test_who_follows_the_season_of_the_shop_is_steady() -> None:
    ramadan = [40, 40, 40, 40, 400, 400, 40, 40]
    follows = [4, 4, 4, 4, 40, 40, 4, 4]
    assert steadiness(follows, season(ramadan), MIDDLE8).value == 1
    against_flat = steadiness(follows, FLAT8, MIDDLE8).value
    assert against_flat is not None
    assert against_flat < 0.6


def test_a_thin_shop_has_no_season() -> None:
    assert season([40, 29, 60]) == (1 / 3,) * 3
    assert season([30, 30, 60]) == (0.25, 0.25, 0.5)
    assert season([]) == ()


@given(st.floats(0, 1e6), st.floats(0, 1))
def test_steadiness_caps_and_never_lifts(level: float, value: float) -> None:
    assert level / 2 <= capped(level, value) <= level
    assert capped(level, None) == level == capped(level, 1)
