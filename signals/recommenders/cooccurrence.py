"""Counts of pairs, and the models that rest on them alone. Pure.

``C_ij`` sessions hold both items, ``n_i`` hold one, ``N`` are known. Formulas are written at each model.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Final, Self

import numpy as np

from signals.recommenders.additive import Additive
from signals.recommenders.interface import Floats, Interactions, Ints

CONFIDENCE_PRIOR: Final = 20.0
LIFT_PRIOR: Final = 2.0
LIFT_CAP: Final = 10.0
SHRINKAGE: Final = 5.0
CLICK_SHRINKAGE: Final = 20.0


class Paired(Additive):
    """A model of ``C``, ``n`` and ``N``; a row is made when it is asked for, so that nothing dense is kept."""

    n: Floats
    total: float

    def fit(self, data: Interactions) -> Self:
        """Count pairs."""
        self.n_items, self.n, self.total = data.n_items, data.counts, float(data.n_sessions)
        self._pairs = data.taken_together
        return self

    def partners(self, item: int) -> tuple[Ints, Floats]:
        """The items that share a session with ``item``, itself included, and ``C_ij`` of each."""
        first, last = self._pairs.indptr[item], self._pairs.indptr[item + 1]
        return self._pairs.indices[first:last], self._pairs.data[first:last]

    def row(self, item: int) -> Floats:
        """The model's amounts for the partners; 0 for the item itself and for all others."""
        amounts = np.zeros(self.n_items)
        others, counts = self.partners(item)
        amounts[others] = self.amounts(item, others, counts)
        amounts[item] = 0.0
        return amounts

    @abstractmethod
    def amounts(self, item: int, others: Ints, counts: Floats) -> Floats:
        """The formula for some items, given ``C_ij`` of each."""


class ShrunkenConfidence(Paired):
    """``(C + 20 p_j) / (n_i + 20) * min(10, (C + 2) / (n_i n_j / N + 2))`` with ``p_j = n_j / N``.

    Confidence drawn to popularity, times a lift that a handful of orders cannot drive up. The default of small shops:
    an item without pairs yields the popular ones, so it never falls far below popularity.
    """

    NAME = "conf_x"
    VERSION = "conf_x-1"

    def row(self, item: int) -> Floats:
        """Every item that sold has an amount, partner or not."""
        counts = np.zeros(self.n_items)
        others, seen = self.partners(item)
        counts[others] = seen
        amounts = self.amounts(item, np.arange(self.n_items), counts)
        amounts[item] = 0.0
        return amounts

    def amounts(self, item: int, others: Ints, counts: Floats) -> Floats:
        """The formula above."""
        share = self.n[others] / max(self.total, 1.0)
        confidence = (counts + CONFIDENCE_PRIOR * share) / (self.n[item] + CONFIDENCE_PRIOR)
        lift = (counts + LIFT_PRIOR) / (self.n[item] * share + LIFT_PRIOR)
        return np.asarray(confidence * np.minimum(lift, LIFT_CAP))


class Cosine(Paired):
    """``C / sqrt((n_i + l)(n_j + l))``, l = 5 for baskets."""

    NAME = "cosine"
    VERSION = "cosine-1"
    SHRINKAGE = SHRINKAGE

    def amounts(self, item: int, others: Ints, counts: Floats) -> Floats:
        """The formula above."""
        return np.asarray(
            counts / np.sqrt((self.n[item] + self.SHRINKAGE) * (self.n[others] + self.SHRINKAGE))
        )


class ClickCosine(Cosine):
    """The cosine of clicks, which are many and weak: l = 20."""

    NAME = "click_cosine"
    VERSION = "click_cosine-1"
    SHRINKAGE = CLICK_SHRINKAGE


class LogLikelihood(Paired):
    """Dunning's log-likelihood ratio of the 2 x 2 table of a pair (Dunning 1993, Computational Linguistics 19), signed.

    ``2 * sum k ln(k / expected)`` over the four cells, with a minus where the pair is rarer than chance. Pairs that were
    never seen count 0: of two rare items their absence says nothing.
    """

    NAME = "llr"
    VERSION = "llr-1"

    def amounts(self, item: int, others: Ints, counts: Floats) -> Floats:
        """The formula above."""
        return signed_llr(counts, float(self.n[item]), self.n[others], self.total)


def signed_llr(both: Floats, n_i: float, n_j: Floats, total: float) -> Floats:
    """Signed ratio of pairs seen ``both`` times, of items seen ``n_i`` and ``n_j`` times in ``total`` sessions."""
    if total <= 0:
        return np.zeros_like(both)
    rows = ((both, n_j - both), (n_i - both, total - n_i - n_j + both))
    ratio = np.zeros_like(both)
    for cells, across in zip(rows, (n_j, total - n_j), strict=True):
        for cell, down in zip(cells, (n_i, total - n_i), strict=True):
            ratio += _term(np.asarray(cell), np.asarray(across * down / total))
    return np.asarray(np.where(both * total >= n_i * n_j, ratio, -ratio))


def _term(cell: Floats, expected: Floats) -> Floats:
    """``2 k ln(k / expected)``, 0 for an empty cell."""
    held = (cell > 0) & (expected > 0)
    return np.asarray(2.0 * cell * np.log(np.where(held, cell, 1.0) / np.where(held, expected, 1.0)))
