"""The trivial rivals of session models: what the visitor already looked at, and what follows the last item. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Self

import numpy as np
from scipy import sparse

from signals.recommenders.interface import (
    Contribution,
    Floats,
    Interactions,
    Neighbour,
    largest_first,
    nearest,
)

# So small that it only orders what the session itself leaves equal.
_TIE: Final = 1e-6


class SessionPopularity:
    """How often the session holds an item; of equal ones the later, then what is popular everywhere.

    ``count + 1e-6 * p / L + 1e-6 * share`` scaled so that no tie-break outweighs one appearance: ``p`` is the last
    position of the item, ``L`` the query's length and ``share`` the item's share of sessions, at most 1e-6 of that.
    """

    NAME = "session_popularity"
    VERSION = "session_popularity-1"

    def fit(self, data: Interactions) -> Self:
        """Count sessions by item."""
        self.shares = data.counts / max(data.n_sessions, 1) * _TIE * _TIE
        return self

    def scores(self, query: Sequence[int]) -> Floats:
        """Appearances in the query, with the tie-breaks."""
        total = np.array(self.shares)
        for item, amount in self._own(query).items():
            total[item] += amount
        return total

    def _own(self, query: Sequence[int]) -> dict[int, float]:
        own: dict[int, float] = {}
        last = {item: place for place, item in enumerate(query, 1)}
        for item, place in last.items():
            own[item] = query.count(item) + _TIE * place / len(query)
        return own

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """The session's part and the popularity's."""
        own = self._own(query).get(item, 0.0)
        return largest_first(
            [
                Contribution(item if own else None, self.NAME, own),
                Contribution(None, "popularity", float(self.shares[item])),
            ]
        )

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """What is popular: one item says nothing about others here."""
        return nearest(self.scores([item]), item, k)


class LastItemMarkov:
    """What came next after the query's last item: ``n(i then j) / n(i then anything)``, steps within sessions."""

    NAME = "last_item_markov"
    VERSION = "last_item_markov-1"

    _steps: Any

    def fit(self, data: Interactions) -> Self:
        """Count steps from one item to the next."""
        self.n_items = data.n_items
        inside = data.owners[1:] == data.owners[:-1]
        now, then = data.items[:-1][inside], data.items[1:][inside]
        steps = sparse.coo_matrix((np.ones(len(now)), (now, then)), shape=(self.n_items, self.n_items))
        self._steps = steps.tocsr()
        return self

    def scores(self, query: Sequence[int]) -> Floats:
        """Shares of the steps from the last item."""
        total = np.zeros(self.n_items)
        if len(query):
            first, last = self._steps.indptr[query[-1]], self._steps.indptr[query[-1] + 1]
            counts = self._steps.data[first:last]
            total[self._steps.indices[first:last]] = counts / max(counts.sum(), 1.0)
        return total

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """All of it comes from the last item."""
        if not len(query):
            return []
        return largest_first([Contribution(query[-1], self.NAME, float(self.scores(query)[item]))])

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """What came next most often."""
        return nearest(self.scores([item]), item, k)
