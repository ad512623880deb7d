"""Session k-NN against the written formula, done the slow way with sets."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings

from signals.recommenders.interface import Interactions
from signals.recommenders.session_knn import BasketKnn, SessionKnn, latest_of_largest
from tests.signals.recommender_worlds import ITEMS, queries, sessions, world


class SmallKnn(SessionKnn):
    """Few enough to be cut in a test."""

    SAMPLE = 6
    NEAREST = 3


class SmallBasketKnn(BasketKnn):
    SAMPLE = 6
    NEAREST = 3


def by_hand(
    held: list[list[int]], query: list[int], sample: int, nearest: int, *, ordered: bool
) -> list[float]:
    """``score_j = sum of sim(s) / (L - last shared position + 1) [j in s] (1 + idf_j / 2)``, from the text alone."""
    length = len(query)
    weight = {item: (place / length if ordered else 1.0) for place, item in enumerate(query, 1)}
    position = {item: place for place, item in enumerate(query, 1)}
    sharing = [number for number, session in enumerate(held) if set(session) & set(query)][-sample:]
    similar = []
    for number in sharing:
        both = set(held[number]) & set(query)
        sim = sum(weight[i] for i in both) / (math.sqrt(len(set(held[number]))) * math.sqrt(len(set(query))))
        last = max(position[i] for i in both)
        similar.append((sim, number, 1 / (length - last + 1) if ordered else 1.0))
    similar.sort(key=lambda one: (-round(one[0], 12), -one[1]))
    scores = [0.0] * ITEMS
    for sim, number, decay in similar[:nearest]:
        for j in set(held[number]):
            idf = math.log(len(held) / sum(j in session for session in held))
            scores[j] += sim * decay * (1 + 0.5 * idf)
    return scores


@settings(max_examples=400, deadline=None)
@given(held=sessions, query=queries)
def test_sessions_vote_as_written(held: list[list[int]], query: list[int]) -> None:
    found = SmallKnn().fit(world(held)).scores(query)
    assert np.allclose(found, by_hand(held, query, 6, 3, ordered=True), atol=1e-12)


@settings(max_examples=200, deadline=None)
@given(held=sessions, query=queries)
def test_baskets_vote_without_order(held: list[list[int]], query: list[int]) -> None:
    found = SmallBasketKnn().fit(world(held)).scores(query)
    assert np.allclose(found, by_hand(held, query, 6, 3, ordered=False), atol=1e-12)


def test_one_vote_worked_by_hand() -> None:
    """L = 4, positions 2 and 4 shared; |q| = 3 distinct, |s| = 3; of 4 sessions one holds item 5, two hold item 1."""
    held = [[1, 2, 5], [3], [1, 6], [7]]
    query = [0, 2, 0, 1]
    scores = SessionKnn().fit(world(held)).scores(query)
    similar = (2 / 4 + 4 / 4) / (math.sqrt(3) * math.sqrt(3))
    assert scores[5] == pytest.approx(similar * 1 * (1 + 0.5 * math.log(4)), abs=1e-12)
    other = (4 / 4) / (math.sqrt(2) * math.sqrt(3))
    assert scores[1] == pytest.approx((similar + other) * (1 + 0.5 * math.log(2)), abs=1e-12)


def test_a_session_whose_shared_item_lies_back_counts_less() -> None:
    scores = SessionKnn().fit(world([[0, 4], [1, 5]])).scores([0, 1])
    assert scores[4] == pytest.approx(0.5 / 2 * scores[5] / 1.0, abs=1e-12)


def test_of_equal_sessions_the_later_vote() -> None:
    values = np.array([0.5, 0.7, 0.5, 0.5 + 1e-15, 0.5])
    assert latest_of_largest(values, 3).tolist() == [1, 3, 4]
    assert latest_of_largest(values, 9).tolist() == [0, 1, 2, 3, 4]


def test_the_shipped_sizes_are_those_that_were_measured() -> None:
    assert (SessionKnn.SAMPLE, SessionKnn.NEAREST, BasketKnn.NEAREST) == (5_000, 500, 100)


def test_items_that_no_session_holds_say_nothing() -> None:
    model = SessionKnn().fit(Interactions.of([[0, 1]], range(4)))
    assert model.scores([3, 3]).tolist() == [0.0] * 4
