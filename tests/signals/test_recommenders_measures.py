"""Hits, ranks, coverage and their uncertainty, against numbers worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from signals.recommenders.interface import Interactions
from signals.recommenders.measures import Query, Ranked, coverage, mean, rank, resample, tail_share
from signals.recommenders.popularity import Popularity

# Popular in the order 0, 1, 2, 3.
DATA = Interactions.of([[0, 1, 2, 3], [0, 1, 2], [0, 1], [0]], range(4))


def ranked(queries: list[Query], **options: object) -> Ranked:
    return rank(Popularity().fit(DATA), queries, 2, n_items=4, **options)  # type: ignore[arg-type]


def test_the_rank_is_the_place_in_the_list_or_nothing() -> None:
    found = ranked([Query((), 0), Query((), 1), Query((), 2), Query((), -1)])
    assert found.ranks.tolist() == [1, 2, 0, 0]
    assert found.hits.tolist() == [1, 1, 0, 0]
    assert found.reciprocal.tolist() == [1, 0.5, 0, 0]
    assert found.gains.tolist() == pytest.approx([1, 1 / np.log2(3), 0, 0])


def test_what_was_seen_is_left_out_unless_it_is_allowed() -> None:
    assert ranked([Query((0,), 2)]).ranks.tolist() == [2]
    assert ranked([Query((0,), 0)], remove_seen=False).ranks.tolist() == [1]


def test_lists_hold_candidates_only() -> None:
    found = ranked([Query((), 3)], candidates=np.array([1, 3]))
    assert (found.ranks.tolist(), found.shown.tolist()) == ([2], [0, 1, 0, 1])


def test_coverage_counts_what_any_list_shows() -> None:
    assert coverage(np.array([5, 0, 1, 0]), 4) == 0.5
    assert coverage(np.array([], dtype=np.int64), 0) == 0.0
    assert mean(np.zeros(0)) == 0.0


def test_the_tail_is_outside_the_best_selling_fifth() -> None:
    shown, counts = np.array([6, 2, 0, 1, 1]), np.array([9.0, 5.0, 5.0, 1.0, 0.0])
    assert tail_share(shown, counts, np.arange(5)) == pytest.approx(4 / 10)
    assert tail_share(shown, counts, np.array([1, 3])) == pytest.approx(1 / 3)
    assert tail_share(np.zeros(5, dtype=np.int64), counts, np.arange(5)) == 0.0


def test_customers_are_drawn_not_queries() -> None:
    """Two customers who are all hits or all misses: queries would give an interval ten times too narrow."""
    people = [1] * 100 + [2] * 100
    values = np.array([1.0] * 100 + [0.0] * 100)
    means = resample(people, seed=1).means(values)
    assert sorted(set(means.tolist())) == [0.0, 0.5, 1.0]
    alone = resample([-1] * 200, seed=1).means(values)
    assert alone.std() == pytest.approx(np.sqrt(0.25 / 200), rel=0.1)


def test_the_same_seed_draws_the_same() -> None:
    values = np.arange(30.0)
    first, second = (resample(range(30), seed=9).means(values) for _ in range(2))
    assert first.tobytes() == second.tobytes()
    assert resample([], seed=9).means(np.zeros(0)).shape == (0,)
