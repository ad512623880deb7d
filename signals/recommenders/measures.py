"""How well a model ranks what was really taken next, with its uncertainty. Pure.

One item is right for each query. With its rank ``r`` in the list of ``k`` (0: not in it): hit rate = share of ``r > 0``,
MRR = mean of ``1 / r``, NDCG = mean of ``1 / log2(1 + r)``. Coverage = share of the candidates that any list shows; tail
share = share of the places that go to items outside the best-selling fifth of the candidates. Intervals resample
customers, not queries, because one customer's queries resemble each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from signals.recommenders.interface import Floats, Ints, Recommender, best

UNKNOWN: Final = -1
DRAWS: Final = 1_000
HEAD: Final = 0.2


@dataclass(frozen=True, slots=True)
class Query:
    """What a customer had, in order, and what they took next (``UNKNOWN`` when the model cannot know it)."""

    items: tuple[int, ...]
    target: int
    person: int = -1


@dataclass(frozen=True, slots=True)
class Ranked:
    """The target's rank for each query (0: not in the list), and how often each item was shown."""

    ranks: Ints
    shown: Ints

    @property
    def hits(self) -> Floats:
        """1 where the target was in the list."""
        return (self.ranks > 0).astype(np.float64)

    @property
    def reciprocal(self) -> Floats:
        """``1 / rank``, 0 for a miss."""
        return np.divide(1.0, self.ranks, out=np.zeros(len(self.ranks)), where=self.ranks > 0)

    @property
    def gains(self) -> Floats:
        """``1 / log2(1 + rank)``, 0 for a miss."""
        return np.where(self.ranks > 0, 1.0 / np.log2(1.0 + np.maximum(self.ranks, 1)), 0.0)


def rank(
    model: Recommender,
    queries: Sequence[Query],
    k: int,
    *,
    n_items: int,
    candidates: Ints | None = None,
    remove_seen: bool = True,
) -> Ranked:
    """Ask a fitted model every query. ``candidates``: the only items that lists may hold."""
    mask = None
    if candidates is not None:
        mask = np.zeros(n_items)
        mask[candidates] = 1.0
    ranks, shown = np.zeros(len(queries), dtype=np.int64), np.zeros(n_items, dtype=np.int64)
    for place, query in enumerate(queries):
        scores = model.scores(query.items)
        listed = best(scores if mask is None else scores * mask, k, query.items if remove_seen else ())
        shown[listed] += 1
        ranks[place] = rank_in(listed, query.target)
    return Ranked(ranks, shown)


def rank_in(listed: Ints, target: int) -> int:
    """The target's place in a list from 1, or 0."""
    found = np.flatnonzero(listed == target)
    return int(found[0]) + 1 if len(found) else 0


def mean(values: Floats) -> float:
    """The mean, 0 of nothing."""
    return float(values.mean()) if len(values) else 0.0


def coverage(shown: Ints, n_candidates: int) -> float:
    """Share of the candidates that were shown at all."""
    return float((shown > 0).sum() / n_candidates) if n_candidates else 0.0


def tail_share(shown: Ints, counts: Floats, candidates: Ints) -> float:
    """Share of the places given to candidates outside the best-selling fifth; of equal ones the lower id is head."""
    order = candidates[np.lexsort((candidates, -counts[candidates]))]
    tail = order[int(np.ceil(len(order) * HEAD)) :]
    total = shown[candidates].sum()
    return float(shown[tail].sum() / total) if total else 0.0


@dataclass(frozen=True, slots=True)
class Resamples:
    """How often each customer is drawn in each resample, and which customer each query belongs to."""

    weights: Floats
    owner: Ints
    sizes: Floats

    def means(self, values: Floats) -> Floats:
        """The mean of the queries' values in each resample; percentiles of it are the interval."""
        if not len(values):
            return np.zeros(0)
        sums = np.bincount(self.owner, values, minlength=len(self.sizes))
        return np.asarray((self.weights @ sums) / (self.weights @ self.sizes))


def resample(people: Iterable[int], seed: int, draws: int = DRAWS) -> Resamples:
    """Resample the customers of queries; a query without customer (a negative one) is a customer of its own."""
    keys = np.asarray(list(people), dtype=np.int64)
    nobody = np.flatnonzero(keys < 0)
    keys[nobody] = -1 - nobody
    found, owner = np.unique(keys, return_inverse=True)
    if not len(found):
        return Resamples(np.zeros((draws, 0)), owner, np.zeros(0))
    chance = np.random.Generator(np.random.PCG64(seed))
    weights = chance.multinomial(len(found), np.full(len(found), 1.0 / len(found)), size=draws)
    return Resamples(weights.astype(np.float64), owner, np.bincount(owner).astype(np.float64))
