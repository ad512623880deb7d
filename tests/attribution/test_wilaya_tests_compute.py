"""Pairs of wilayas, chance inside them, and what may be said of the difference."""

from __future__ import annotations

import numpy as np
import pytest

from attribution.wilaya_tests.compute import PairCounts, draw_pairs, read_test, readable_lift
from attribution.wilaya_tests.replay import replays

VOLUMES = {f"w{number:02d}": 100 - number for number in range(21)} | {"none": 0}


def test_neighbours_by_volume_make_a_pair_and_the_smallest_odd_one_stays_out() -> None:
    pairs = draw_pairs(VOLUMES, 7)
    assert [sorted(pair) for pair in pairs[:2]] == [["w00", "w01"], ["w02", "w03"]]
    assert len(pairs) == 10
    assert "w20" not in {name for pair in pairs for name in pair}


def test_a_coin_decides_and_the_same_seed_draws_the_same() -> None:
    drawn = [draw_pairs(VOLUMES, seed) for seed in range(200)]
    assert draw_pairs(VOLUMES, 3) == drawn[3]
    first = sum(pairs[0][0] == "w00" for pairs in drawn)
    assert 75 <= first <= 125


def test_equal_pairs_have_no_effect_and_a_doubling_is_beyond_chance() -> None:
    calm = read_test([PairCounts(80, 80, 40, 40)] * 8, 1)
    assert (calm.lift, calm.p) == (0.0, 1.0)
    assert not calm.is_beyond_chance
    found = read_test([PairCounts(80, 80, 80, 40)] * 8, 1)
    assert found.lift == pytest.approx(1.0, abs=0.01)
    assert found.p == 2 / 2**8
    assert found.is_beyond_chance
    assert found.low < 1 < found.high


def worlds(lift: float, pairs: int, weekly: float, runs: int) -> float:
    """How often a test of four weeks is beyond chance, where wilayas differ and weeks vary."""
    chance = np.random.Generator(np.random.PCG64(20261122))
    found = 0
    for run in range(runs):
        size = chance.gamma(2.0, weekly / pairs / 4, (pairs, 2))
        before = chance.poisson(8 * size)
        after = chance.poisson(4 * size * np.array([1 + lift, 1]))
        rows = [
            PairCounts(int(b[0]), int(b[1]), int(a[0]), int(a[1])) for b, a in zip(before, after, strict=True)
        ]
        found += read_test(rows, run).is_beyond_chance
    return found / runs


def test_false_alarms_keep_to_their_level_and_large_effects_are_seen() -> None:
    assert worlds(0.0, 8, 250, 100) <= 0.17
    assert worlds(0.5, 8, 250, 40) >= 0.8


@pytest.mark.long
def test_false_alarms_and_power_over_many_tests_with_all_wilayas() -> None:
    assert 0.05 <= worlds(0.0, 29, 250, 300) <= 0.15
    assert worlds(0.5, 29, 250, 100) >= 0.9


def test_what_a_test_can_tell_narrows_with_orders_and_weeks() -> None:
    assert [round(readable_lift(weekly, 4)[1], 2) for weekly in (50, 250, 1000)] == [0.23, 0.12, 0.08]
    assert readable_lift(250, 8)[1] < readable_lift(250, 4)[1]
    assert readable_lift(50, 4)[0] < 0 < readable_lift(5000, 4)[1] < 0.09


def test_draws_and_readings_replay() -> None:
    pairs = draw_pairs(VOLUMES, 5)
    candidates = [[name, count] for name, count in sorted(VOLUMES.items())]
    assert replays(candidates, {"pairs": pairs, "seed": "5"}) is True
    assert replays(candidates, {"pairs": pairs[::-1], "seed": "5"}) is False
    assert replays([], {}) is None
