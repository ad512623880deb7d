"""Playlists of simulated shops: what is counted on the pages agrees with the chances that were planted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from shop_ai.simulator.model.plan import Plan
from shop_ai.simulator.model.playlists import COUNTED, OPENS, PATHS, draw_browsing
from shop_ai.simulator.model.world import World
from signals.playlist_results.compute import clicks, drops, funnel, worst

VISITS = 20_000


def reached(far: int, clicked: bool) -> int:
    """The bits that the fold would note."""
    return sum(1 << step for step in range(far + 1)) + 16 * clicked


def test_the_estimated_funnel_holds_the_planted_chances() -> None:
    browsing = draw_browsing(np.random.default_rng(5), VISITS)
    assert len(browsing.visit) / VISITS == pytest.approx(OPENS, abs=0.01)
    for number, true in enumerate(PATHS):
        mine = browsing.path == number
        pairs = zip(browsing.far[mine].tolist(), browsing.clicked[mine].tolist(), strict=True)
        found = funnel((reached(far, clicked), 1) for far, clicked in pairs)
        for drop, chance in zip([*drops(found), clicks(found)], [*true.steps, true.clicks], strict=True):
            kept = drop.kept
            assert kept
            assert kept.value == pytest.approx(chance, abs=3.3 * (chance * (1 - chance) / drop.n) ** 0.5)


def test_the_interval_of_a_passage_covers_its_truth_nineteen_times_of_twenty() -> None:
    chance, covered = PATHS[1].steps[1], 0
    for seed in range(400):
        browsing = draw_browsing(np.random.default_rng(seed), 600)
        far = browsing.far[browsing.path == 1].tolist()
        kept = drops(funnel((reached(one, False), 1) for one in far))[1].kept
        covered += kept is not None and kept.low <= chance <= kept.high
    assert 0.93 <= covered / 400 <= 0.98


def test_the_step_that_truly_loses_most_is_named_and_no_other() -> None:
    named = []
    for seed in range(60):
        browsing = draw_browsing(np.random.default_rng(seed), 3000)
        for number in range(len(PATHS)):
            far = browsing.far[browsing.path == number].tolist()
            found = worst(drops(funnel((reached(one, False), 1) for one in far)))
            named.append((number, found.after if found else ""))
    # The second path loses far more before its proof than anywhere else; in the first the last two are alike.
    assert named.count((1, "step_2")) == 60
    assert named.count((2, "step_3")) >= 55
    assert not [one for one in named if one in {(0, "step_1"), (2, "step_1"), (2, "step_2"), (1, "step_3")}]


def test_the_truth_of_a_world_says_chances_and_counts() -> None:
    world = World(Plan(last=date(2026, 3, 1), days=20, orders=60, visits_per_day=50))
    opened = sum(len(day.browsing.visit) for day in world.days())
    told = world.truth()["playlists"]
    assert sum(one["counts"]["opened"] for one in told) == opened > 100
    assert told[1]["true"] == {"step_1": 0.88, "step_2": 0.42, "step_3": 0.78, "clicked": 0.15}
    assert all(list(one["counts"]) == list(COUNTED) for one in told)
    assert [sorted(one["counts"].values())[-1] == one["counts"]["opened"] for one in told] == [True] * 3
