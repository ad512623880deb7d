"""Neighbours of every product, made once a night by the worker: what each gives to others, from purchases and likeness.

Amounts are the model's own, in billionths. What is alike is measured by ``typical``, the median of what a product's best
neighbour gets, and weighs ``20 / (n + 20)`` after ``n`` baskets: it counts while purchases tell little.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from scipy import sparse

from signals.recommend.interactions import Bought
from signals.recommend.rules import (
    ALIKE_FROM,
    KNOWN_FROM,
    LASTING_FROM,
    LASTING_PRIOR,
    NEIGHBOURS,
    UNIT,
)
from signals.recommenders.content import vectors
from signals.recommenders.interface import Floats, Recommender, best

BLOCK: Final = 256
# The belief about how many of a product's buyers buy it again, before anybody was seen to.
AGAIN: Final = 0.05


@dataclass(slots=True)
class Prepared:
    """A product's neighbours; the arrays run together. ``orders`` counts its baskets."""

    item: int
    near: list[int] = field(default_factory=list)
    bought: list[int] = field(default_factory=list)
    alike: list[int] = field(default_factory=list)
    buyers: list[int] = field(default_factory=list)
    is_lasting: bool = True


def prepare_neighbours(bought: Bought, model: Recommender | None) -> tuple[list[Prepared], int]:
    """Every product's neighbours, by item number, and ``typical``; ``model`` is fitted, None: likeness alone.

    Only what at least one buyer has with the product counts as bought with it: popularity has a part of its own.
    """
    data = bought.data
    both = _common_buyers(bought)
    lasting = lasting_items(bought)
    from_model = [_of_model(item, model, both) for item in range(data.n_items)]
    tops = [max(found.values()) for found in from_model if found]
    typical = int(np.median(np.array(tops, dtype=np.float64))) if tops else UNIT
    prepared = []
    for item, alike in enumerate(_alike(bought)):
        share = KNOWN_FROM / (float(data.counts[item]) + KNOWN_FROM)
        scaled = {other: round(cosine * typical * share) for other, cosine in alike.items()}
        found = _joined(item, from_model[item], scaled)
        found.buyers = _row(both, item)[found.near].tolist() if found.near else []
        found.is_lasting = bool(lasting[item])
        prepared.append(found)
    return prepared, max(typical, 1)


def _row(both: Any, item: int) -> Any:
    """The counts of one product with every other, dense."""
    first, last = both.indptr[item], both.indptr[item + 1]
    counts = np.zeros(both.shape[1], dtype=np.int64)
    counts[both.indices[first:last]] = both.data[first:last]
    return counts


def _of_model(item: int, model: Recommender | None, both: Any) -> dict[int, int]:
    if model is None:
        return {}
    # More than are kept: some fall out because nobody has both.
    found = model.neighbours(item, 2 * NEIGHBOURS)
    known = _row(both, item)
    kept = [(one.item, round(one.amount * UNIT)) for one in found if known[one.item] > 0]
    return dict([(other, amount) for other, amount in kept if amount > 0][:NEIGHBOURS])


def _joined(item: int, from_model: dict[int, int], alike: dict[int, int]) -> Prepared:
    sums = {
        other: from_model.get(other, 0) + alike.get(other, 0) for other in from_model.keys() | alike.keys()
    }
    near = sorted((other for other in sums if sums[other] > 0), key=lambda other: (-sums[other], other))
    near = near[:NEIGHBOURS]
    return Prepared(
        item, near, [from_model.get(other, 0) for other in near], [alike.get(other, 0) for other in near]
    )


def _incidence(rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
    ones = np.ones(len(columns), dtype=np.int32)
    held = sparse.csr_matrix((ones, (np.asarray(rows), columns)), shape=shape)
    held.data[:] = 1  # what was bought twice is one buyer
    return held


def _common_buyers(bought: Bought) -> Any:
    """How many distinct buyers have both of two products: sparse, compressed by rows."""
    data = bought.data
    people, number = np.unique(np.asarray(bought.buyers, dtype=np.int64), return_inverse=True)
    held = _incidence(number[data.owners], data.items, (len(people), data.n_items))
    return sparse.csr_matrix(held.T @ held)


def lasting_items(bought: Bought) -> Any:
    """Of each product, whether its buyers do not buy it again on another day.

    ``(again + 10 * 0.05) / (buyers + 10) < 0.10``: one that nobody was seen to buy twice lasts.
    """
    data = bought.data
    if not data.n_items:
        return np.zeros(0, dtype=bool)
    buyers = (
        np.asarray(bought.buyers, dtype=np.int64)[data.owners] if len(data.items) else np.zeros(0, np.int64)
    )
    days = np.asarray(bought.days, dtype=np.int64)[data.owners] if len(data.items) else buyers
    visits = np.unique(np.stack([buyers, data.items.astype(np.int64), days], axis=1), axis=0)
    pairs, times = np.unique(visits[:, :2], axis=0, return_counts=True)
    n = np.bincount(pairs[:, 1], minlength=data.n_items)
    repeated = np.bincount(pairs[times > 1, 1], minlength=data.n_items)
    return (repeated + LASTING_PRIOR * AGAIN) / (n + LASTING_PRIOR) < LASTING_FROM


def _alike(bought: Bought) -> Any:
    """Item by item, the cosine with those most like it; in blocks, so that nothing dense of all by all is held."""
    found = vectors(bought.data.words)
    for first in range(0, bought.data.n_items, BLOCK):
        block: Floats = (found[first : first + BLOCK] @ found.T).toarray()
        for offset, row in enumerate(block):
            kept = np.where(row >= ALIKE_FROM, row, 0.0)
            yield {int(j): float(round(row[j], 9)) for j in best(kept, NEIGHBOURS, (first + offset,))}
