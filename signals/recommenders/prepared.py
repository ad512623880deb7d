"""A model as customers get it: the best neighbours of each item, prepared at night and added up when asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Self

import numpy as np

from signals.recommenders.additive import Additive
from signals.recommenders.interface import Floats, Interactions, Ints, Recommender, best

WIDTH: Final = 30


class Prepared(Additive):
    """Another model, cut to ``WIDTH`` neighbours an item and made additive.

    Rows are made when first asked for and kept, so that asking a few hundred queries does not prepare a catalogue.
    """

    NAME = "prepared"
    VERSION = "prepared-1"

    def __init__(self, model: Recommender, width: int = WIDTH) -> None:
        self.model, self.width = model, width

    def fit(self, data: Interactions) -> Self:
        """Fit the model behind."""
        self.model.fit(data)
        self.n_items = data.n_items
        self._rows: dict[int, tuple[Ints, Floats]] = {}
        return self

    def row(self, item: int) -> Floats:
        """The neighbours' amounts."""
        amounts = np.zeros(self.n_items)
        others, held = self._kept(item)
        amounts[others] = held
        return amounts

    def scores(self, query: Sequence[int]) -> Floats:
        """The same sum as :meth:`Additive.scores`, without a full row for each source."""
        total = np.zeros(self.n_items)
        sources = list(dict.fromkeys(query))
        for source in sources:
            others, held = self._kept(source)
            total[others] += held
        total[sources] = 0.0
        return total

    def _kept(self, item: int) -> tuple[Ints, Floats]:
        """What ``model.neighbours`` tells, as arrays."""
        if item not in self._rows:
            scores = self.model.scores([item])
            found = best(scores, self.width, (item,))
            self._rows[item] = (found, scores[found])
        return self._rows[item]
