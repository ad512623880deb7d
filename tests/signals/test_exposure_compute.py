"""The rule of the tests and the sharing of the place: exact values, brute force, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from signals.exposure.compute import (
    Arm,
    Returns,
    Verdict,
    Waiting,
    belief,
    chance_above,
    judge,
    next_look,
    opened,
    parameters,
    propensities,
    too_many_complaints,
    too_many_returns,
)
from signals.exposure.usual import strength, usual_rate

arms = st.lists(
    st.builds(
        lambda ref, shown, share: Arm(ref, shown, int(shown * share), 0.05),
        ref=st.integers(1, 10**6),
        shown=st.integers(0, 300),
        share=st.floats(0, 0.3),
    ),
    min_size=1,
    max_size=8,
)


def test_the_belief_before_data_has_the_usual_mean_and_half_of_it_as_deviation() -> None:
    for usual in (0.03, 0.10, 0.3):
        found = stats.beta(*parameters(0, 0, usual))
        assert found.mean() == pytest.approx(usual)
        assert found.std() == pytest.approx(usual / 2)
    assert (round(strength(0.10)), round(strength(0.03))) == (35, 128)


def test_chance_and_range_are_those_of_the_beta_distribution() -> None:
    found = belief(6, 75, 0.04)
    exact = stats.beta(0.04 * strength(0.04) + 6, 0.96 * strength(0.04) + 69)
    assert found.chance == pytest.approx(exact.sf(0.04), abs=1e-9)
    assert (found.low, found.high) == pytest.approx((exact.ppf(0.1), exact.ppf(0.9)), abs=1e-9)
    assert found.mean == pytest.approx(exact.mean(), abs=1e-9)


def test_more_who_take_it_raise_the_chance_and_more_who_do_not_lower_it() -> None:
    chances = [float(chance_above(taken, 75, 0.04)) for taken in range(12)]
    assert chances == sorted(chances)
    shown = [float(chance_above(3, people, 0.04)) for people in range(50, 300, 25)]
    assert shown == sorted(shown, reverse=True)


def test_without_people_the_usual_rate_is_the_starting_one_and_with_many_the_measured_one() -> None:
    assert usual_rate(0, 0, 0.03) == 0.03
    assert usual_rate(100_000, 1_000_000, 0.03) == pytest.approx(0.1, abs=1e-4)


def test_looks_stand_at_50_75_100_and_so_on_whenever_the_last_was_taken() -> None:
    assert [next_look(seen) for seen in (None, 10, 50, 60, 74, 75, 130, 300)] == [
        *(50, 50, 75, 75, 75, 100, 150, 325),
    ]


@pytest.mark.parametrize(
    ("chance", "shown", "rounds", "verdict"),
    [
        (0.90, 50, 1, Verdict.PROMOTE),
        (0.899, 50, 1, Verdict.GO_ON),
        (0.10, 50, 1, Verdict.STOP),
        (0.101, 299, 1, Verdict.GO_ON),
        (0.5, 300, 1, Verdict.UNDECIDED),
        (0.5, 300, 2, Verdict.GO_ON),
        (0.95, 300, 1, Verdict.PROMOTE),
    ],
)
def test_a_look_decides_at_nine_and_at_one_of_ten(
    chance: float, shown: int, rounds: int, verdict: Verdict
) -> None:
    assert judge(chance, shown, rounds) is verdict


def test_two_tests_share_the_place_as_the_closed_form_says() -> None:
    """P(X > Y) of two Betas with whole parameters is a finite sum (Cook 2005)."""
    usual = 0.2  # k = 15: Beta(3 + s, 12 + n - s)
    given_arms = [Arm(1, 20, 6, usual), Arm(2, 10, 1, usual)]
    (a, b), (c, d) = ((3 + 6, 12 + 14), (3 + 1, 12 + 9))
    from scipy.special import betaln

    exact = sum(
        np.exp(betaln(c + i, b + d) - np.log(b + i) - betaln(1 + i, b) - betaln(c, d)) for i in range(a)
    )
    found = propensities(given_arms)
    draws = np.random.default_rng(1)
    brute = (draws.beta(a, b, 400_000) > draws.beta(c, d, 400_000)).mean()
    assert found[0] == pytest.approx(brute, abs=0.003)
    assert min(abs(found[0] - exact), abs(found[1] - exact)) < 2e-6


def test_eight_tests_share_the_place_as_drawing_says() -> None:
    eight = [Arm(n, 40 * n, n * n // 2, 0.05) for n in range(1, 9)]
    generator = np.random.default_rng(2)
    a, b = np.array([parameters(arm.taken, arm.shown, arm.usual) for arm in eight]).T
    best = generator.beta(a, b, size=(200_000, 8)).argmax(axis=1)
    drawn = np.bincount(best, minlength=8) / 200_000
    assert propensities(eight) == pytest.approx(drawn, abs=0.005)
    assert propensities(eight) == pytest.approx(propensities(eight, 4000), abs=2e-6)


@settings(deadline=None, max_examples=20)
@given(arms)
def test_propensities_sum_to_one_and_follow_their_tests(given_arms: list[Arm]) -> None:
    found = propensities(given_arms)
    assert round(sum(found), 6) == 1
    assert all(0 <= share <= 1 for share in found)
    turned = propensities(given_arms[::-1])[::-1]
    assert turned == pytest.approx(found, abs=2e-6 * len(found))


def test_equal_tests_share_evenly_and_nobody_shares_nothing() -> None:
    assert propensities([Arm(n, 100, 5, 0.05) for n in range(5)]) == (0.2,) * 5
    assert propensities([Arm(1, 0, 0, 0.03)]) == (1.0,)
    assert propensities([]) == ()


def test_free_cells_go_to_what_was_asked_for_then_to_who_waits_longest() -> None:
    waiting = [
        Waiting(1, False, "2026-11-02", True),
        Waiting(2, False, "2026-11-01", True),
        Waiting(3, True, "2026-11-03", True),
        Waiting(4, True, "2026-11-01", False),
    ]
    assert [opened(waiting, free) for free in (4, 2, 0, -1)] == [[3, 2, 1], [3, 2], [], []]


@pytest.mark.parametrize(
    ("delivered", "returned", "stops"),
    [
        (0, 0, False),
        (1, 1, False),
        (2, 2, False),
        (3, 3, True),
        (8, 2, False),
        (8, 5, True),
        (200, 30, False),
    ],
)
def test_returns_stop_only_when_they_are_surely_twice_the_shops(
    delivered: int, returned: int, stops: bool
) -> None:
    assert too_many_returns(Returns(delivered, returned, 1000, 80)) is stops


def test_the_second_complaint_stops() -> None:
    assert [too_many_complaints(number) for number in range(4)] == [False, False, True, True]
