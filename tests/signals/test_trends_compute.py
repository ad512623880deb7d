"""Rises that chance does not explain: the formulas and their rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control, nbinom

from signals.trends.compute import (
    PRIOR_SPREAD,
    TREND,
    WATCH,
    WEEKS,
    Setting,
    adjusted,
    is_candidate,
    judge,
    overdispersion,
    scene_of,
    setting_of,
    surprise,
)

FLAT = [20] * WEEKS
some_weeks = arrays(np.int64, st.tuples(st.integers(1, 25), st.just(WEEKS)), elements=st.integers(0, 60))


def weeks(*rows: list[int], others: int = 40) -> np.ndarray:
    """The given series among many that stay as they were, so that the total hardly moves."""
    return np.array([*rows, *[FLAT] * others], dtype=np.int64)


def verdicts(*rows: list[int], people: list[list[int]] | None = None) -> list[str]:
    found = weeks(*rows)
    heads = None if people is None else np.array([*people, *[[20, 20]] * (len(found) - len(people))])
    return [str(verdict) for verdict in judge(found, heads).verdict[: len(rows)]]


def test_a_rise_is_to_watch_in_its_first_week_and_a_trend_in_its_second() -> None:
    assert verdicts([2, 3, 2, 3, 2, 3, 2, 60]) == [WATCH]
    assert verdicts([2, 3, 2, 3, 2, 3, 55, 60]) == [TREND]


def test_a_rise_that_does_not_last_is_no_trend() -> None:
    assert verdicts([2, 3, 2, 3, 2, 3, 60, 3]) == [""]
    assert verdicts(FLAT) == [""]


def test_from_1_to_4_is_nothing_however_large_in_percent() -> None:
    assert verdicts([0, 1, 0, 0, 1, 0, 4, 4], [1, 0, 0, 0, 0, 0, 1, 4]) == ["", ""]


def test_one_person_who_searches_forty_times_makes_no_trend() -> None:
    row = [2, 3, 2, 3, 2, 3, 55, 60]
    assert verdicts(row, people=[[2, 2]]) == [""]
    assert verdicts(row, people=[[3, 3]]) == [TREND]
    assert verdicts([2, 3, 2, 3, 2, 3, 2, 60], people=[[2, 2]]) == [""]


def test_a_shop_that_doubles_as_a_whole_has_no_trend() -> None:
    grown = np.array([[20] * 6 + [40, 40]] * 50, dtype=np.int64)
    assert set(judge(grown).verdict) == {""}


def test_the_chance_is_the_negative_binomials() -> None:
    """b = 12 over six weeks, phi .3, growth 1: size 1 / (.3 · 7/6 + 1 / 12.5), mean 12.5 / 6."""
    found = surprise(np.array([[2] * 6]), np.array([9]), Setting(spread=0.3, growth=1.0))
    size, mean = 1 / (0.3 * 7 / 6 + 1 / 12.5), 12.5 / 6
    assert found.expected[0] == pytest.approx(mean)
    assert found.p[0] == pytest.approx(1 - nbinom.cdf(8, size, size / (size + mean)))


def test_without_overdispersion_and_with_a_long_base_the_chance_is_nearly_poissons() -> None:
    found = surprise(np.full((1, 6), 10_000), np.array([10_300]), Setting(spread=0.0, growth=1.0))
    assert found.p[0] == pytest.approx(0.0027, abs=0.0005)


def test_overdispersion_is_found_again_and_shrinks_to_the_prior_without_data() -> None:
    rng = np.random.default_rng(5)
    for true in (0.0, 0.1, 0.3, 0.6):
        rates = 30 * (rng.gamma(1 / true, true, (3000, 6)) if true else np.ones((3000, 6)))
        assert overdispersion(rng.poisson(rates)) == pytest.approx(true, abs=0.02)
    assert overdispersion(np.zeros((0, 6), dtype=np.int64)) == PRIOR_SPREAD
    assert overdispersion(np.ones((50, 6), dtype=np.int64)) == PRIOR_SPREAD


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_adjusted_values_are_benjamini_hochbergs(p: list[float]) -> None:
    assert np.allclose(adjusted(np.array(p)), false_discovery_control(p), atol=1e-12)


@given(some_weeks)
def test_the_candidates_alone_are_judged_as_among_all(found: np.ndarray) -> None:
    """What the ledger keeps of a night is enough to give its verdicts again."""
    scene = scene_of(found)
    chosen = is_candidate(found, scene)
    whole, part = judge(found), judge(found[chosen], None, scene)
    assert list(part.verdict) == list(whole.verdict[chosen])
    assert set(whole.verdict[~chosen]) <= {""}


@given(some_weeks, st.randoms())
def test_the_order_of_the_series_changes_nothing(found: np.ndarray, random: object) -> None:
    order = np.random.default_rng(1).permutation(len(found))
    assert list(judge(found).verdict[order]) == list(judge(found[order]).verdict)


@given(some_weeks)
def test_more_now_is_never_less_surprising(found: np.ndarray) -> None:
    base, now = found[:, :6], found[:, 7]
    given_setting = setting_of(base, now)
    assert (surprise(base, now + 1, given_setting).p <= surprise(base, now, given_setting).p).all()


def test_another_number_of_weeks_is_refused() -> None:
    with pytest.raises(ValueError, match="8 weeks"):
        judge(np.zeros((2, 7), dtype=np.int64))
