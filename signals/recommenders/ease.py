"""EASE: the best linear model of a basket by the rest of it, in closed form (Steck 2019, WWW, arXiv 1905.03375). Pure.

``G = X'X + lambda I``, ``P = inverse of G``, ``B_ij = -P_ij / P_jj``, ``B_ii = 0``; ``score_j = sum of B_ij`` over the
query's items. Items sold in fewer than two sessions are left out, because one basket teaches nothing about them; and a
catalogue of more than 5,000 such items keeps its most sold ones, because the inverse grows with the cube.
"""

from __future__ import annotations

from typing import Final, Self

import numpy as np
from scipy.linalg import lapack

from signals.recommenders.additive import Additive
from signals.recommenders.interface import Floats, Interactions, Ints

FEWEST: Final = 2
MOST_ITEMS: Final = 5_000
# Beyond these digits the order of additions inside the linear algebra library would show.
_DIGITS: Final = 12


class Ease(Additive):
    """EASE with lambda 20, for shops with little data beside their catalogue."""

    NAME = "ease_20"
    VERSION = "ease_20-1"
    PENALTY = 20.0

    weights: Floats

    def fit(self, data: Interactions) -> Self:
        """One inverse: about 0.5 s for 2,000 items, 6 s and 400 MB for 5,000."""
        self.n_items = data.n_items
        self._kept = kept_items(data)
        self._place = np.full(data.n_items, -1, dtype=np.int64)
        self._place[self._kept] = np.arange(len(self._kept))
        gram = data.taken_together[self._kept][:, self._kept].toarray()
        self.weights = closed_form(gram, self.PENALTY)
        return self

    def row(self, item: int) -> Floats:
        """The item's weights on all others, 0 for those that are left out."""
        amounts = np.zeros(self.n_items)
        if self._place[item] >= 0:
            amounts[self._kept] = self.weights[self._place[item]]
        return amounts


class StrongEase(Ease):
    """EASE with lambda 200, for shops whose baskets are many."""

    NAME = "ease_200"
    VERSION = "ease_200-1"
    PENALTY = 200.0


def kept_items(data: Interactions) -> Ints:
    """The items that take part, ascending."""
    sold = np.flatnonzero(data.counts >= FEWEST)
    if len(sold) > MOST_ITEMS:
        order = np.lexsort((sold, -data.counts[sold]))
        sold = np.sort(sold[order[:MOST_ITEMS]])
    return np.asarray(sold, dtype=np.int64)


def closed_form(gram: Floats, penalty: float) -> Floats:
    """``B`` of the counts ``X'X`` (n x n, symmetric; it is overwritten), rounded to 12 decimals."""
    if not len(gram):
        return np.zeros((0, 0))
    gram[np.diag_indices_from(gram)] += penalty
    factor, failed = lapack.dpotrf(np.asfortranarray(gram), lower=1, overwrite_a=1)
    inverse, failed_too = lapack.dpotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise ValueError("the counts are not those of baskets")
    # The library leaves the upper half empty, so that half and mirror image add up to the whole but for the diagonal.
    weights = (inverse + inverse.T) / -np.diagonal(inverse)
    weights[np.diag_indices_from(weights)] = 0.0
    return np.asarray(np.round(weights, _DIGITS, out=weights))
