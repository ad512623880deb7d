"""Evaluating models on session files: the shipped one beside its trivial rivals. Pure.

Every model is asked twice from one scoring: with the items of the prefix allowed in the list (the usual protocol of
session files, which flatters every model), and with them removed, on the queries whose target is new to the session.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from shop_ai.lib.intervals import wilson
from signals.recommenders.interface import Interactions, Ints, Recommender, best, distinct
from signals.recommenders.measures import Query, Ranked, coverage, mean, rank_in
from signals.recommenders.registry import make

SHIPPED: Final = "session_knn"
BASELINES: Final = ("popularity", "session_popularity", "last_item_markov")
_DIGITS: Final = 6


def evaluate(data: Interactions, queries: Sequence[Query], k: int, names: Iterable[str]) -> dict[str, Any]:
    """The document of the command, with one entry for each model."""
    models = {name: _one(make(name), data, queries, k) for name in dict.fromkeys(names)}
    return {
        "k": k,
        "queries": len(queries),
        "queries_unseen": sum(query.target not in query.items for query in queries),
        "sessions": data.n_sessions,
        "items": data.n_items,
        "shipped": SHIPPED,
        "models": models,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _one(model: Recommender, data: Interactions, queries: Sequence[Query], k: int) -> dict[str, Any]:
    began = time.perf_counter()
    model.fit(data)
    fitted = time.perf_counter()
    allowed, removed = both_ways(model, queries, k, data.n_items)
    asked = time.perf_counter()
    new = np.asarray([query.target not in query.items for query in queries], dtype=bool)
    hits = int(allowed.hits.sum())
    low, high = (wilson(hits, len(queries)).low, wilson(hits, len(queries)).high) if queries else (None, None)
    figures = {
        "hit_rate": mean(allowed.hits),
        "hit_rate_low": low,
        "hit_rate_high": high,
        "mrr": mean(allowed.reciprocal),
        "coverage": coverage(allowed.shown, data.n_items),
        "hit_rate_unseen": mean(removed.hits[new]),
        "mrr_unseen": mean(removed.reciprocal[new]),
        "coverage_unseen": coverage(removed.shown, data.n_items),
        "seconds": asked - began,
        "fit_seconds": fitted - began,
    }
    return {name: None if value is None else round(value, _DIGITS) for name, value in figures.items()}


def both_ways(model: Recommender, queries: Sequence[Query], k: int, n_items: int) -> tuple[Ranked, Ranked]:
    """Ranks with seen items allowed, and with them removed."""
    ranks = np.zeros((2, len(queries)), dtype=np.int64)
    shown = np.zeros((2, n_items), dtype=np.int64)
    for place, query in enumerate(queries):
        seen = distinct(query.items)
        longer = best(model.scores(query.items), k + len(seen))
        for way, listed in enumerate((longer[:k], _without(longer, seen)[:k])):
            shown[way, listed] += 1
            ranks[way, place] = rank_in(listed, query.target)
    return Ranked(ranks[0], shown[0]), Ranked(ranks[1], shown[1])


def _without(listed: Ints, seen: Sequence[int]) -> Ints:
    return listed[~np.isin(listed, seen)]
