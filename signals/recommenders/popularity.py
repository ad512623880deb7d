"""What sells, in the shop or in the category of what is looked at: the rivals of every other model. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np

from signals.recommenders.additive import Additive
from signals.recommenders.interface import (
    NO_CATEGORY,
    Contribution,
    Floats,
    Interactions,
    Neighbour,
    largest_first,
    nearest,
)

CATEGORY_PRIOR: Final = 20.0


class Popularity:
    """Score of an item: the share of sessions that hold it, ``n_j / N``."""

    NAME = "popularity"
    VERSION = "popularity-1"

    shares: Floats

    def fit(self, data: Interactions) -> Self:
        """Count sessions by item."""
        self.shares = data.counts / max(data.n_sessions, 1)
        return self

    def scores(self, query: Sequence[int]) -> Floats:
        """The same for every query."""
        return np.array(self.shares)

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """One part: popularity."""
        return largest_first([Contribution(None, "popularity", float(self.shares[item]))])

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """The most popular others."""
        return nearest(self.shares, item, k)


class CategoryPopularity(Additive):
    """What sells in the category of each item of the query, drawn towards what sells in the shop.

    ``(n_j [c_j = c_i] + 20 p_j) / (n_c + 20)`` with ``n_c`` the category's sales and ``p_j = n_j / sum n``; plain ``p_j``
    for an item without category.
    """

    NAME = "category_popularity"
    VERSION = "category_popularity-1"

    def fit(self, data: Interactions) -> Self:
        """Count sessions by item and by category."""
        self.n_items, self.n, self.categories = data.n_items, data.counts, data.categories
        self.shares = data.counts / max(float(data.counts.sum()), 1.0)
        return self

    def row(self, item: int) -> Floats:
        """The formula above, 0 for the item itself."""
        category = self.categories[item]
        amounts = np.array(self.shares)
        if category != NO_CATEGORY:
            inside = np.where(self.categories == category, self.n, 0.0)
            amounts = (inside + CATEGORY_PRIOR * self.shares) / (inside.sum() + CATEGORY_PRIOR)
        amounts[item] = 0.0
        return amounts
