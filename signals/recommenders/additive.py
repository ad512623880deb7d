"""Models whose score is a sum over the items of the query: one row of amounts for each item. Pure.

``score_j = sum over distinct i in query of row_i[j]``, with ``row_i[i] = 0``. So the part of a source item is its row's
entry, taking a source away lowers the score by exactly that, and rows can be prepared at night and added up later.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from signals.recommenders.interface import (
    Contribution,
    Floats,
    Neighbour,
    distinct,
    largest_first,
    nearest,
)


class Additive(ABC):
    """Subclasses fit ``n_items`` and answer :meth:`row`."""

    NAME: ClassVar[str]
    VERSION: ClassVar[str]

    n_items: int

    @abstractmethod
    def row(self, item: int) -> Floats:
        """The amount that ``item`` gives to each item; 0 for itself. The caller does not change it."""

    def scores(self, query: Sequence[int]) -> Floats:
        """Sum of the rows, with 0 for the query's own items."""
        total = np.zeros(self.n_items)
        held = distinct(query)
        for source in held:
            total += self.row(source)
        total[held] = 0.0
        return total

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """One part for each source item of the query."""
        held = distinct(query)
        if item in held:
            return []
        return largest_first(Contribution(i, self.NAME, float(self.row(i)[item])) for i in held)

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """The largest entries of the row."""
        return nearest(self.row(item), item, k)
