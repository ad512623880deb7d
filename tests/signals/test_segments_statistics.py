"""Simulated shops whose truth is known: the interval holds what it promises, and no effect raises no false alarm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from signals.segments.compute import Outcome, Person, effect_of, held_out, strata_of
from signals.segments.rules import BEFORE_DAYS, WINDOW_DAYS

SHOPS = {300: 1000, 1000: 600, 3000: 400}  # simulated, by their number of customers


@dataclass(frozen=True)
class Found:
    """Shares over the shops: interval holds the truth, interval leaves zero out, and the same for shares of buyers."""

    covered: float
    alarms: float
    share_alarms: float
    width: float


def offers(
    *, shops: int, people: int, rate: float, lift: float, adjusted: bool = True, seed: int = 1
) -> Found:
    """Campaigns over customers whose own pace differs (gamma, as in repeat buying), held out as the shop does it."""
    chance = np.random.Generator(np.random.PCG64(seed))
    covered = alarms = share_alarms = 0
    width = 0.0
    for shop in range(shops):
        pace = chance.gamma(1.0, rate, people)
        before = chance.poisson(pace * BEFORE_DAYS / WINDOW_DAYS) if adjusted else np.zeros(people, dtype=int)
        strata = strata_of([Person(ref, expected=float(before[ref])) for ref in range(people)])
        held = set(held_out(strata.items(), seed * 1_000_003 + shop))
        is_held = np.array([ref in held for ref in range(people)])
        orders = chance.poisson(np.where(is_held, pace, pace * (1 + lift)))
        groups = [
            [Outcome(int(y), int(x)) for y, x in zip(orders[who], before[who], strict=True)]
            for who in (~is_held, is_held)
        ]
        found = effect_of(groups[0], groups[1])
        assert found.orders is not None
        assert found.share is not None
        covered += found.orders.low <= rate * lift <= found.orders.high
        alarms += not found.orders.low <= 0 <= found.orders.high
        share_alarms += not found.share.low <= 0 <= found.share.high
        width += (found.orders.high - found.orders.low) / shops
    return Found(covered / shops, alarms / shops, share_alarms / shops, width)


def test_no_effect_raises_few_false_alarms_in_shops_of_400_customers() -> None:
    found = offers(shops=250, people=400, rate=0.15, lift=0.0)
    assert found.alarms <= 0.07
    assert found.share_alarms <= 0.07


def test_a_planted_effect_is_inside_the_interval_about_as_often_as_promised() -> None:
    found = offers(shops=250, people=400, rate=0.15, lift=0.8)
    assert 0.92 <= found.covered <= 0.99


def test_earlier_orders_make_the_interval_narrower() -> None:
    shop = {"shops": 60, "people": 600, "rate": 0.5, "lift": 0.2}
    assert offers(**shop).width < 0.92 * offers(**shop, adjusted=False).width  # type: ignore[arg-type]  # one dict for both


@pytest.mark.long
@pytest.mark.parametrize("people", SHOPS)
@pytest.mark.parametrize("rate", [0.02, 0.05, 0.15, 0.5])
def test_false_alarms_stay_under_seven_percent_whatever_the_shop(people: int, rate: float) -> None:
    found = offers(shops=SHOPS[people], people=people, rate=rate, lift=0.0, seed=people)
    assert found.alarms <= 0.07
    assert found.share_alarms <= 0.07


@pytest.mark.long
@pytest.mark.parametrize("people", SHOPS)
@pytest.mark.parametrize(("rate", "lift"), [(0.02, 0.8), (0.05, 0.5), (0.15, 0.8), (0.5, 0.3)])
def test_coverage_is_near_the_nominal_rate(people: int, rate: float, lift: float) -> None:
    found = offers(shops=SHOPS[people], people=people, rate=rate, lift=lift, seed=people + 1)
    assert 0.93 <= found.covered <= 0.985
