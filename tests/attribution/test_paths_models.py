"""The models of attribution against examples worked by hand, brute force and conservation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.paths.compute import attribute
from attribution.paths.markov import (
    best_order,
    count,
    effects_of,
    flat,
    removal_effects,
    removal_effects_2,
)
from attribution.paths.names import MODELS
from attribution.paths.rules import RULES
from attribution.paths.shapley import observed_coalitions, shapley_values, within
from attribution.paths.touches import Paths, make_paths

WHITE_PAPER = make_paths(["ABABBA", "ABBAA", "AA"], [1, 1, 1])
CLASSIC = make_paths(["ABC", "A", "BC"], [1, 0, 0], nulls=[0, 1, 1])
TWO_CHANNELS = make_paths(["g", "m", "gm", "g"], [2, 1, 1, 0], nulls=[0, 0, 0, 1])


def chance_paths(seed: int, n: int, names: str) -> Paths:
    chance = np.random.Generator(np.random.PCG64(seed))
    paths = ["".join(chance.choice(list(names), chance.integers(1, 7))) for _ in range(n)]
    won = chance.integers(0, 4, n)
    return make_paths(paths, won, won * 12.5, chance.integers(0, 6, n))


def credit(paths: Paths, model: str) -> dict[str, float]:
    return {name: one.conversions for name, one in attribute([paths], model).channels.items()}


def test_the_white_papers_toy_gives_a_two_and_b_one() -> None:
    answer = attribute([WHITE_PAPER], "markov")
    assert {name: one.removal_effect for name, one in answer.channels.items()} == pytest.approx(
        {"A": 1.0, "B": 0.5}, abs=1e-12
    )
    assert credit(WHITE_PAPER, "markov") == pytest.approx({"A": 2, "B": 1}, abs=1e-12)
    assert credit(WHITE_PAPER, "first") == credit(WHITE_PAPER, "last") == {"A": 3, "B": 0}


def test_the_classic_chain_gives_two_fifths_to_the_channels_that_no_order_could_do_without() -> None:
    effects = removal_effects(count(CLASSIC))
    assert effects == pytest.approx([0.5, 1.0, 1.0], abs=1e-12)
    assert credit(CLASSIC, "markov") == pytest.approx({"A": 0.2, "B": 0.4, "C": 0.4}, abs=1e-12)


def test_the_toy_of_two_channels_gives_twelve_and_eight_fifths() -> None:
    assert removal_effects(count(TWO_CHANNELS)) == pytest.approx([0.75, 0.5], abs=1e-12)
    assert credit(TWO_CHANNELS, "markov") == pytest.approx({"g": 2.4, "m": 1.6}, abs=1e-12)


def without(paths: Paths, name: str) -> float:
    """P(order) of the chain in which every step to ``name`` leads to nothing, by following it long enough."""
    chain, gone = count(paths), paths.names.index(name) if name else -1
    out = chain.moves.sum(axis=1) + chain.won + chain.lost
    at, orders = chain.start / chain.start.sum(), 0.0
    for _ in range(3_000):
        if gone >= 0:
            at[gone] = 0
        at = np.where(out > 0, at / np.where(out > 0, out, 1), 0)
        orders += float(at @ chain.won)
        at = at @ chain.moves
    return orders


def test_removing_each_of_eight_channels_by_hand_gives_the_closed_form() -> None:
    paths = chance_paths(8, 300, "abcdefgh")
    whole = without(paths, "")
    by_hand = [1 - without(paths, name) / whole for name in paths.names]
    assert removal_effects(count(paths)) == pytest.approx(by_hand, abs=1e-9)


def test_many_chains_at_once_give_what_each_gives_alone() -> None:
    chains = [count(chance_paths(seed, 40, "abcd")) for seed in range(5)]
    together = effects_of(np.vstack([flat(chain) for chain in chains]), 4)
    assert together == pytest.approx(np.vstack([removal_effects(chain) for chain in chains]), abs=1e-12)


def by_orders_of_arrival(worth: np.ndarray[tuple[int], np.dtype[np.float64]], k: int) -> list[float]:
    """The mean gain of each player over all k! orders in which they could arrive."""
    gains, orders = np.zeros(k), list(permutations(range(k)))
    for order in orders:
        here = 0
        for player in order:
            gains[player] += worth[here | 1 << player] - worth[here]
            here |= 1 << player
    return list(gains / len(orders))


def test_the_path_formula_of_shapley_is_the_exact_value_on_observed_coalitions_of_eight_channels() -> None:
    paths = chance_paths(3, 200, "abcdefgh")
    worth = within(observed_coalitions(paths, paths.conversions))
    exact = dict(zip(paths.names, shapley_values(worth), strict=True))
    assert credit(paths, "shapley") == pytest.approx(exact, abs=1e-9)
    assert sum(exact.values()) == pytest.approx(paths.conversions.sum(), abs=1e-9)


def test_shapley_values_of_any_game_are_the_mean_gain_over_all_orders_of_arrival() -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    worth = chance.random(2**5)
    worth[0] = 0.0
    assert shapley_values(worth) == pytest.approx(by_orders_of_arrival(worth, 5), abs=1e-12)


def test_thirteen_channels_are_too_many_for_every_coalition() -> None:
    paths = make_paths(["abcdefghijklm"], [1])
    with pytest.raises(ValueError, match="13 channels"):
        observed_coalitions(paths, paths.conversions)


@pytest.mark.parametrize(
    ("rule", "shares"),
    [
        ("first", {"a": 1, "b": 0, "c": 0, "direct": 0}),
        ("last", {"a": 0, "b": 0, "c": 0, "direct": 1}),
        ("last_non_direct", {"a": 0, "b": 0, "c": 1, "direct": 0}),
        ("linear", {"a": 0.4, "b": 0.2, "c": 0.2, "direct": 0.2}),
        ("position", {"a": 0.4 + 0.2 / 3, "b": 0.2 / 3, "c": 0.2 / 3, "direct": 0.4}),
        ("shapley", {"a": 0.25, "b": 0.25, "c": 0.25, "direct": 0.25}),
    ],
)
def test_a_rule_shares_one_order_as_its_name_says(rule: str, shares: dict[str, float]) -> None:
    paths = make_paths([["a", "b", "a", "c", "direct"]], [1])
    assert credit(paths, rule) == pytest.approx(shares, abs=1e-12)


def test_two_touches_share_equally_by_position_and_one_takes_all() -> None:
    assert credit(make_paths(["ab", "c"], [1, 1]), "position") == {"a": 0.5, "b": 0.5, "c": 1.0}


def test_a_path_of_direct_visits_alone_keeps_its_credit() -> None:
    assert credit(make_paths([["Direct", "Direct"]], [1]), "last_non_direct") == {"Direct": 1.0}


def test_a_touch_loses_half_its_weight_in_seven_days() -> None:
    paths = make_paths([["a", *"bbbbbb", "c"]], [1])
    weights = RULES["time_decay"](paths)
    assert weights[0] * 2 == pytest.approx(weights[-1])
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)


def walk_of(paths: Sequence[str], n: int) -> Paths:
    return make_paths([paths[i % len(paths)] for i in range(n)], [1] * n, nulls=[1] * n)


def test_a_second_order_is_used_only_where_it_foretells_better() -> None:
    remembers = walk_of(["abx", "cbyyy"], 800)  # what follows b depends on what was before it
    assert best_order(remembers) == 2
    forgets = chance_paths(11, 800, "abc")
    assert best_order(forgets) == 1
    assert best_order(walk_of(["abx", "cby"], 499)) == 1


def test_the_second_order_equals_the_first_where_the_past_does_not_matter() -> None:
    paths = make_paths(["ab", "a", "b"], [2, 1, 1], nulls=[1, 3, 2])
    assert removal_effects_2(paths) == pytest.approx(
        [1 - without_pairs(paths, name) / without_pairs(paths, "") for name in "ab"], abs=1e-12
    )
    single = make_paths(["a", "b", "c"], [3, 1, 2], nulls=[1, 1, 1])
    assert removal_effects_2(single) == pytest.approx(removal_effects(count(single)), abs=1e-12)


def without_pairs(paths: Paths, name: str) -> float:
    """P(order) of the second-order chain of these three paths, written out: start a 7, b 3; after (start, a): b 3, order 1, nothing 3."""
    from_a, from_b = 7 / 10, 3 / 10
    direct = from_a * (1 / 7) if name != "a" else 0.0
    through = from_a * (3 / 7) * (2 / 3) if not name else 0.0
    alone = from_b * (1 / 3) if name != "b" else 0.0
    return direct + through + alone


names = st.sampled_from(["a", "b", "c", "direct", "e"])
journeys = st.lists(
    st.tuples(st.lists(names, min_size=1, max_size=6), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=15,
)


@given(journeys)
def test_every_model_adds_up_to_the_total(found: list[tuple[list[str], int, int]]) -> None:
    paths = make_paths(
        [one for one, _won, _lost in found],
        [won for _one, won, _lost in found],
        [won * 99.99 for _one, won, _lost in found],
        [lost for _one, _won, lost in found],
    )
    for model in MODELS:
        answer = attribute([paths], model)
        shown = answer.channels.values()
        assert sum(one.conversions for one in shown) == pytest.approx(paths.conversions.sum(), abs=1e-9)
        assert sum(one.value for one in shown) == pytest.approx(paths.values.sum(), abs=1e-9)
        assert min(one.conversions for one in shown) >= 0


@pytest.mark.parametrize("model", MODELS)
def test_a_file_in_parts_gives_what_it_gives_at_once(model: str) -> None:
    whole = chance_paths(4, 60, "abcd")
    half = np.arange(60) < 30
    parts = attribute([whole.take(half), whole.take(~half)], model)
    once = attribute([whole], model)
    assert {n: c.conversions for n, c in parts.channels.items()} == pytest.approx(
        {n: c.conversions for n, c in once.channels.items()}, abs=1e-9
    )


def test_nothing_ordered_gives_nobody_anything() -> None:
    paths = make_paths(["ab", "b"], [0, 0], nulls=[3, 2])
    for model in MODELS:
        assert set(credit(paths, model).values()) == {0.0}
