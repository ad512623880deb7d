"""Each formula against numbers worked by hand, or against another way to the same number."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.stats import chi2_contingency

from signals.recommenders.cooccurrence import signed_llr
from signals.recommenders.ease import MOST_ITEMS, closed_form, kept_items
from signals.recommenders.interface import Interactions
from signals.recommenders.registry import make
from tests.signals.recommender_worlds import ITEMS, sessions, world

# n = 4, 3, 2, 1, C(0,1) = 3, C(0,2) = 1, C(1,2) = 1, C(0,3) = C(1,3) = 0, C(2,3) = 1; N = 6.
BASKETS = [[0, 1], [0, 1], [0, 1, 2], [0], [2, 3], []]


def test_confidence_is_drawn_to_popularity_and_its_lift_is_capped() -> None:
    model = make("conf_x").fit(world(BASKETS, 4))
    share = 3 / 6
    expected = (3 + 20 * share) / (4 + 20) * (3 + 2) / (4 * 3 / 6 + 2)
    assert model.scores([0])[1] == pytest.approx(expected, abs=1e-12)
    unseen = (0 + 20 / 6) / (4 + 20) * (0 + 2) / (4 * 1 / 6 + 2)
    assert model.scores([0])[3] == pytest.approx(unseen, abs=1e-12)
    many = make("conf_x").fit(world([[0, 1]] * 30 + [[2]] * 3000, 3))
    confidence = (30 + 20 * 30 / 3030) / (30 + 20)
    assert many.scores([0])[1] == pytest.approx(confidence * 10, abs=1e-12)


def test_the_cosine_is_shrunken() -> None:
    scores = make("cosine").fit(world(BASKETS, 4)).scores([0])
    assert scores.tolist() == pytest.approx([0, 3 / math.sqrt(9 * 8), 1 / math.sqrt(9 * 7), 0], abs=1e-12)
    clicks = make("click_cosine").fit(world(BASKETS, 4)).scores([0])
    assert clicks[1] == pytest.approx(3 / math.sqrt(24 * 23), abs=1e-12)


@pytest.mark.parametrize(
    ("both", "n_i", "n_j", "total"), [(10, 30, 40, 500), (1, 30, 40, 500), (5, 5, 5, 90)]
)
def test_the_likelihood_ratio_is_that_of_the_table(both: int, n_i: int, n_j: int, total: int) -> None:
    table = [[both, n_i - both], [n_j - both, total - n_i - n_j + both]]
    oracle = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    sign = 1 if both * total >= n_i * n_j else -1
    found = signed_llr(np.array([float(both)]), float(n_i), np.array([float(n_j)]), float(total))
    assert found[0] == pytest.approx(sign * oracle, rel=1e-12)


def test_dunning_counts_a_pair_of_rare_items_less_sure_than_one_of_common_items() -> None:
    """Two always together: 2 N H(n/N), with H the entropy of the share in nats."""
    found = signed_llr(np.array([1.0, 50.0]), 1.0, np.array([1.0, 50.0]), 100.0)
    entropy = -(0.01 * math.log(0.01) + 0.99 * math.log(0.99))
    assert found[0] == pytest.approx(2 * 100 * entropy, rel=1e-12)


def test_items_never_seen_together_get_nothing_from_the_ratio() -> None:
    assert make("llr").fit(world(BASKETS, 4)).scores([0])[3] == 0.0


@settings(max_examples=40, deadline=None)
@given(held=sessions)
def test_ease_is_the_best_linear_model_without_itself(held: list[list[int]]) -> None:
    """Against one ridge regression for each item on all the others: the definition instead of the closed form."""
    data = world(held)
    kept = kept_items(data)
    basket = np.zeros((data.n_sessions, ITEMS))
    basket[data.pairs[0], data.pairs[1]] = 1.0
    model = make("ease_20").fit(data)
    for j in kept:
        others = [i for i in kept if i != j]
        x = basket[:, others]
        expected = np.linalg.solve(x.T @ x + 20.0 * np.eye(len(others)), x.T @ basket[:, j])
        found = [model.scores([i])[j] for i in others]
        assert np.allclose(found, expected, atol=1e-9)


def test_ease_equals_the_written_inverse() -> None:
    chance = np.random.Generator(np.random.PCG64(1))
    x = (chance.random((400, 30)) < 0.2).astype(float)
    inverse = np.linalg.inv(x.T @ x + 200.0 * np.eye(30))
    expected = -inverse / np.diag(inverse)
    np.fill_diagonal(expected, 0.0)
    assert np.allclose(closed_form(x.T @ x, 200.0), expected, atol=1e-10)


def test_ease_leaves_out_what_sold_once_and_keeps_the_most_sold_of_very_many() -> None:
    assert kept_items(world([[0, 1], [0, 1, 2]])).tolist() == [0, 1]
    items = MOST_ITEMS + 10
    held = [[item] for item in range(items)] * 2 + [[item] for item in range(10, items)]
    kept = kept_items(Interactions.of(held, range(items)))
    assert (len(kept), int(kept[0])) == (MOST_ITEMS, 10)


def test_the_penalties_of_the_two_are_what_their_names_say() -> None:
    data = world([[0, 1]] * 50, 2)
    for penalty, name in ((20, "ease_20"), (200, "ease_200")):
        assert make(name).fit(data).scores([0])[1] == pytest.approx(50 / (50 + penalty), abs=1e-10)


def test_popularity_is_a_share_of_sessions_and_counts_an_item_once_each() -> None:
    assert make("popularity").fit(world([[0, 0, 1], [0], [2]], 3)).scores([1]).tolist() == [
        2 / 3,
        1 / 3,
        1 / 3,
    ]


def test_popularity_in_the_category_is_drawn_to_the_shop() -> None:
    model = make("category_popularity").fit(world(BASKETS, 4))  # items 0 and 2 are one category, n = 4 and 2
    assert model.scores([0])[2] == pytest.approx((2 + 20 * 2 / 10) / (6 + 20), abs=1e-12)
    assert model.scores([0])[1] == pytest.approx((0 + 20 * 3 / 10) / (6 + 20), abs=1e-12)
    assert model.scores([0, 1])[2] == pytest.approx(6 / 26 + (20 * 2 / 10) / (4 + 20), abs=1e-12)
    plain = make("category_popularity").fit(Interactions.of(BASKETS, range(4)))
    assert plain.scores([0]).tolist() == [0, 0.3, 0.2, 0.1]


def test_markov_counts_what_came_next_within_a_session() -> None:
    model = make("last_item_markov").fit(world([[0, 1, 2], [0, 1], [0, 2], [2], [0]], 3))
    assert model.scores([2, 0]).tolist() == pytest.approx([0, 2 / 3, 1 / 3])
    assert model.scores([2]).tolist() == [
        0,
        0,
        0,
    ]  # a session's end leads nowhere, also not into the next session


def test_within_the_session_the_often_seen_then_the_last_then_the_popular_come_first() -> None:
    model = make("session_popularity").fit(world([[4], [4], [5], [5], [5]], 6))
    order = np.argsort(-model.scores([1, 2, 1, 3, 2, 0]), kind="stable")
    assert order.tolist() == [2, 1, 0, 3, 5, 4]
