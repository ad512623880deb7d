"""The budget's rule: sums, floors, steps, honest waiting, and that it loses less than leaving the money where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import gamma

from attribution.budget.compute import FLOOR, STEP, Advice, advise
from attribution.budget.response import (
    Spent,
    as_candidate,
    of_candidate,
    prior_rate,
    rate_of,
    shares_of,
)

WEEKS = 20


def _channel(
    name: str, spend: float, rate: float, *, weeks: int = WEEKS, margin: float | None = 5000.0
) -> Spent:
    """Spends the same each week and brings exactly what its rate says."""
    return Spent(name, (spend,) * weeks, (rate * spend**0.5,) * weeks, (spend,) * 4, margin)


def _random(seed: int) -> list[Spent]:
    drawn = np.random.default_rng(seed)
    found = []
    for number in range(int(drawn.integers(2, 14))):
        spend, rate = float(drawn.uniform(20, 60_000)), float(drawn.uniform(0.001, 0.4))
        weeks = int(drawn.integers(3, 24))
        orders = tuple(float(n) for n in drawn.poisson(rate * spend**0.5, weeks))
        margin = float(drawn.uniform(50, 2000)) if drawn.random() < 0.8 else None
        found.append(Spent(f"c{number}", (spend,) * weeks, orders, (spend,) * 4, margin))
    return found


def _lines(advice: Advice) -> dict[str, tuple[str, str]]:
    return {line.channel: (line.action, line.reason_code) for line in advice.lines}


def test_the_rate_is_the_formula() -> None:
    one = Spent("a", (100.0, 400.0), (3.0, 5.0), (400.0,), None)
    found = rate_of(one, prior=0.2)
    assert found.shape == pytest.approx(0.95 * 3 + 5 + 8)
    assert found.weight == pytest.approx(0.95 * 10 + 20 + 8 / 0.2)
    assert found.quantile(0.1) == pytest.approx(gamma.ppf(0.1, found.shape, scale=1 / found.weight))


def test_the_split_goes_by_the_square_of_the_rates() -> None:
    assert shares_of(np.array([1.0, 2.0])).tolist() == pytest.approx([0.2, 0.8])
    assert shares_of(np.array([1.0, 2.0]), 0.7)[1] == pytest.approx(2 ** (1 / 0.3) / (1 + 2 ** (1 / 0.3)))


def test_no_split_of_the_same_money_brings_more_than_the_target() -> None:
    rates, total = np.array([0.3, 0.1, 0.2]), 9000.0
    best = float((rates * np.sqrt(shares_of(rates) * total)).sum())
    drawn = np.random.default_rng(1).dirichlet(np.ones(3), 2000) * total
    assert (np.sqrt(drawn) @ rates).max() <= best + 1e-9


@pytest.mark.parametrize("seed", range(25))
def test_advice_adds_up_and_keeps_steps_and_floor(seed: int) -> None:
    channels = _random(seed)
    advice = advise(channels, seed)
    total = sum(one.current for one in channels)
    assert sum(line.advised for line in advice.lines) + advice.set_aside == pytest.approx(total)
    for line in advice.lines:
        assert (1 - STEP) * line.current - 1e-6 <= line.advised <= (1 + STEP) * line.current + 1e-6
        if line.action == "lower":
            assert line.advised >= min(line.current, FLOOR * total) - 1e-6
        if line.action == "wait":
            assert line.advised == line.current
        assert line.target_low <= line.target_high


def test_equal_channels_move_nothing_and_the_advice_is_to_wait() -> None:
    advice = advise([_channel(name, 4000, 0.1) for name in ("a", "b", "c")], seed=1)
    assert advice.is_wait
    assert advice.reason_code == "budget_unsure"
    assert set(_lines(advice).values()) == {("wait", "budget_about_right")}


def test_a_clearly_better_channel_gets_a_fifth_more_and_a_clearly_worse_one_less() -> None:
    advice = advise([_channel("good", 4000, 0.4), _channel("poor", 4000, 0.1)], seed=1)
    assert _lines(advice) == {"good": ("raise", "budget_more"), "poor": ("lower", "budget_less")}
    assert [line.advised for line in advice.lines] == pytest.approx([4800, 3200])
    assert advice.lines[0].target_flat < advice.lines[0].target < advice.lines[0].target_steep


def test_another_currency_gives_the_same_shares() -> None:
    channels = [_channel("good", 4000, 0.4), _channel("poor", 4000, 0.1), _channel("middle", 1500, 0.2)]
    dear = [
        replace(
            one,
            spend=tuple(2 * s for s in one.spend),
            latest=tuple(2 * s for s in one.latest),
            margin=10_000.0,
        )
        for one in channels
    ]
    one, two = advise(channels, seed=3), advise(dear, seed=3)
    assert _lines(one) == _lines(two)
    assert [2 * line.advised for line in one.lines] == pytest.approx([line.advised for line in two.lines])


def test_the_same_weeks_and_seed_give_the_same_advice() -> None:
    channels = _random(5)
    again = [of_candidate(as_candidate(one)) for one in channels]
    assert advise(channels, 9) == advise(again, 9)


@pytest.mark.parametrize(
    ("channels", "reason"),
    [
        ([], "budget_no_spend"),
        ([_channel("a", 0, 0.1)], "budget_no_spend"),
        ([_channel("a", 4000, 0.1)], "budget_one_channel"),
        ([_channel("a", 4000, 0.1, weeks=3), _channel("b", 4000, 0.4, weeks=3)], "budget_few_weeks"),
        ([_channel("a", 4000, 0.1), _channel("b", 4000, 0.4, weeks=3)], "budget_few_weeks"),
        ([_channel("a", 4000, 0.002), _channel("b", 4000, 0.004)], "budget_few_orders"),
    ],
)
def test_too_little_is_an_answer_and_says_what_is_missing(channels: list[Spent], reason: str) -> None:
    advice = advise(channels, seed=1)
    assert (advice.is_wait, advice.reason_code) == (True, reason)
    assert all(line.advised == line.current for line in advice.lines)


def test_a_channel_without_spend_so_far_does_not_break_the_answer() -> None:
    fresh = Spent("new", (), (), (500.0,), None)
    assert advise([fresh, replace(fresh, channel="other")], seed=1).reason_code == "budget_few_weeks"


def test_three_losing_weeks_lower_a_channel_even_below_the_floor_and_money_may_stay_aside() -> None:
    """Forty orders a week would be needed to earn the spend; it brings two."""
    loser = _channel("loser", 20_000, 0.014, margin=500.0)
    advice = advise([loser, _channel("fine", 4000, 0.2), _channel("well", 4000, 0.2)], seed=1)
    lines = {line.channel: line for line in advice.lines}
    assert (lines["loser"].action, lines["loser"].reason_code) == ("stop", "budget_loses")
    assert lines["loser"].p_profit is not None
    assert lines["loser"].p_profit < 0.1
    assert lines["loser"].advised == pytest.approx(16_000)
    assert advice.set_aside == pytest.approx(4000 - 2 * 800)


def test_without_a_known_margin_nothing_is_said_of_loss() -> None:
    advice = advise([_channel("a", 20_000, 0.014, margin=None), _channel("b", 4000, 0.2)], seed=1)
    assert all(
        line.action != "stop" and line.p_profit is None for line in advice.lines if line.channel == "a"
    )


def _lost(rates: np.ndarray, seed: int, *, is_advised: bool) -> float:
    """The share of orders lost against the best split over 26 weeks of advice (or none), from an equal split."""
    drawn, total = np.random.default_rng(seed), 40_000.0
    spend = np.full(len(rates), total / len(rates))
    spends, orders = [spend] * 4, [drawn.poisson(rates * np.sqrt(spend)) for _ in range(4)]
    brought = best = 0.0
    for week in range(26):
        if is_advised:
            channels = [
                Spent(
                    f"c{c}",
                    tuple(s[c] for s in spends),
                    tuple(float(o[c]) for o in orders),
                    (spend[c],),
                    None,
                )
                for c in range(len(rates))
            ]
            spend = np.array([line.advised for line in advise(channels, seed + week).lines])
        spends.append(spend)
        orders.append(drawn.poisson(rates * np.sqrt(spend)))
        brought += float((rates * np.sqrt(spend)).sum())
        best += float((rates * np.sqrt(shares_of(rates) * total)).sum())
    return 1 - brought / best


@pytest.mark.parametrize(("weekly", "most"), [(1, 1.0), (6, 0.8), (40, 0.45)])
def test_following_the_advice_loses_fewer_orders_than_leaving_the_split(weekly: int, most: float) -> None:
    """Four channels whose rates differ fourfold; ``weekly`` orders each in the mean."""
    rates = np.array([0.4, 0.8, 1.2, 1.6]) * weekly / 100
    advised = np.mean([_lost(rates, 100 * seed, is_advised=True) for seed in range(4)])
    fixed = _lost(rates, 0, is_advised=False)
    assert fixed == pytest.approx(0.087, abs=0.01)
    assert advised <= most * fixed


def test_a_prior_is_all_orders_by_all_responses() -> None:
    assert prior_rate([_channel("a", 400, 0.1), _channel("b", 100, 0.4)]) == pytest.approx(
        (2 + 4) / (20 + 10)
    )
