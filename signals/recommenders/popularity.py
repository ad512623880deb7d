"""What sells, with no regard to the query: the rival that every other model must beat. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from signals.recommenders.interface import (
    Contribution,
    Floats,
    Interactions,
    Neighbour,
    largest_first,
    nearest,
)


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
