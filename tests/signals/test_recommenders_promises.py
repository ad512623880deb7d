"""What every recommender promises: parts that sum to the score, no chance, ties by id, and silence without data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings

from signals.recommenders.additive import Additive
from signals.recommenders.interface import Interactions, best
from signals.recommenders.prepared import WIDTH, Prepared
from signals.recommenders.registry import MODELS, make
from tests.signals.recommender_worlds import ITEMS, partners, queries, sessions, world

EVERY = sorted(MODELS)


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=60, deadline=None)
@given(held=sessions, query=queries)
def test_contributions_sum_to_the_score(name: str, held: list[list[int]], query: list[int]) -> None:
    model = make(name).fit(world(held))
    scores = model.scores(query)
    assert scores.shape == (ITEMS,)
    for item in range(ITEMS):
        parts = model.contributions(query, item)
        assert abs(sum(part.amount for part in parts) - scores[item]) < 1e-9
        assert all(part.source is None or part.source in query for part in parts)
        assert [part.amount for part in parts] == sorted((part.amount for part in parts), reverse=True)


@pytest.mark.parametrize("name", EVERY)
def test_two_runs_are_equal_byte_for_byte(name: str) -> None:
    held = partners(300, 40)
    first, second = (make(name).fit(world(held, 40)) for _ in range(2))
    for query in held[:40]:
        assert first.scores(query).tobytes() == second.scores(query).tobytes()
        assert first.neighbours(query[0], 10) == second.neighbours(query[0], 10)


@pytest.mark.parametrize("name", EVERY)
def test_neighbours_are_the_best_of_the_item_alone_without_itself(name: str) -> None:
    model = make(name).fit(world(partners(200, 40), 40))
    scores = model.scores([6])
    found = model.neighbours(6, 7)
    assert [one.item for one in found] == [int(item) for item in best(scores, 7, [6])]
    assert all(one.amount == scores[one.item] > 0 for one in found)


@pytest.mark.parametrize("name", EVERY)
def test_without_sessions_or_items_nothing_is_said_and_nothing_fails(name: str) -> None:
    empty = make(name).fit(Interactions.of([], []))
    assert empty.scores([]).shape == (0,)
    silent = make(name).fit(world([[], []]))
    assert silent.scores([]).tolist() == [0.0] * ITEMS
    assert silent.contributions([], 1) == []


@pytest.mark.parametrize("name", [name for name in EVERY if issubclass(type(make(name)), Additive)])
def test_taking_a_source_away_lowers_the_score_by_exactly_its_part(name: str) -> None:
    model = make(name).fit(world(partners(200, 40), 40))
    query, item = [2, 8, 30], 3
    part = {one.source: one.amount for one in model.contributions(query, item)}
    for source in query:
        rest = [other for other in query if other != source]
        lost = model.scores(query)[item] - model.scores(rest)[item]
        assert abs(lost - part.get(source, 0.0)) < 1e-9


def test_of_equal_scores_the_lower_id_comes_first() -> None:
    scores = np.array([0.5, 0.9, 0.5, 0.0, 0.9, -1.0, 0.5])
    assert best(scores, 4).tolist() == [1, 4, 0, 2]
    assert best(scores, 10).tolist() == [1, 4, 0, 2, 6]
    assert best(scores, 2, leave_out=[1]).tolist() == [4, 0]
    assert best(np.zeros(3), 2).tolist() == []


@pytest.mark.parametrize("name", ["ease_20", "conf_x", "cosine", "llr", "basket_knn"])
def test_shuffled_answers_are_hit_no_more_often_than_by_chance(name: str) -> None:
    """A model that saw the future, or the query's own session, would still hit."""
    items = 200
    model = make(name).fit(world(partners(3000, items), items))
    asked = [([first], second) for first, second, _ in partners(600, items, seed=6)]
    chance = np.random.Generator(np.random.PCG64(7))
    answers = [answer for _query, answer in asked]
    shuffled = [answers[place] for place in chance.permutation(len(answers))]
    assert hits(model, asked) > 0.8
    # Ten places of 200 are 5 %; the margin is three standard errors.
    by_chance = hits(model, [(query, answer) for (query, _), answer in zip(asked, shuffled, strict=True)])
    assert by_chance < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 600)


def hits(model: object, asked: Sequence[tuple[list[int], int]]) -> float:
    found = [answer in best(model.scores(query), 10, query) for query, answer in asked]  # type: ignore[attr-defined]
    return sum(found) / len(found)


def test_prepared_rows_add_up_to_what_the_model_says_of_its_best_neighbours() -> None:
    data = world(partners(400, 60), 60)
    whole, cut = make("ease_20").fit(data), Prepared(make("ease_20"), width=10).fit(data)
    for item in range(0, 60, 7):
        assert cut.neighbours(item, 10) == whole.neighbours(item, 10)
    query = [4, 9, 22]
    expected = np.zeros(60)
    for source in query:
        for one in whole.neighbours(source, 10):
            expected[one.item] += one.amount
    expected[query] = 0.0
    assert np.array_equal(cut.scores(query), expected)
    assert WIDTH == 30
