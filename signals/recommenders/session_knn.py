"""Sessions like this one: vector session k-NN (VSKNN; Ludewig & Jannach 2018, arXiv 1803.09587), and its basket form. Pure.

For a query of ``L`` items, the item at position ``p`` (from 1; the last one where it repeats) weighs ``w = p / L``.
Of the latest ``SAMPLE`` sessions that share an item with it, the ``NEAREST`` with the largest

    sim(s) = sum of w_i over i in q and s / (sqrt|s| sqrt|q|)      (|.| counts distinct items)

vote: ``score_j = sum over s of sim(s) * decay(s) * [j in s] * (1 + idf_j / 2)``, with ``decay(s) = 1 / (L - p + 1)`` for
the last shared position ``p``, and ``idf_j = ln(N / n_j)``. Of equal sessions the later one comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Self

import numpy as np

from signals.recommenders.interface import (
    Contribution,
    Floats,
    Interactions,
    Ints,
    Neighbour,
    largest_first,
    nearest,
)

IDF_SHARE: Final = 0.5
# Similarities that differ less than this are equal: sums in another order must not choose other sessions.
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its distinct items, the weight of each and its last position, and its length."""

    items: Ints
    weights: Floats
    positions: Ints
    length: int


@dataclass(frozen=True, slots=True)
class Voters:
    """The sessions that vote, oldest first: the weights they share with the query, and what scales these."""

    sessions: Ints
    shared: Floats
    scale: Floats


class SessionKnn:
    """VSKNN over visits: recent items weigh more."""

    NAME: ClassVar[str] = "session_knn"
    VERSION: ClassVar[str] = "session_knn-1"
    SAMPLE: ClassVar[int] = 5_000
    NEAREST: ClassVar[int] = 500

    def fit(self, data: Interactions) -> Self:
        """Index sessions by item and items by session."""
        sessions, items = data.pairs
        self.n_items, self.n_sessions = data.n_items, data.n_sessions
        self._starts = np.searchsorted(sessions, np.arange(data.n_sessions + 1))
        self._items = items.astype(np.int32)
        self._sizes = np.diff(self._starts)
        self._root = np.sqrt(np.maximum(self._sizes, 1))
        order = np.argsort(items, kind="stable")
        self._postings = sessions[order]
        self._posting_starts = np.searchsorted(items[order], np.arange(data.n_items + 1))
        idf = np.log(data.n_sessions / np.maximum(data.counts, 1.0)) if data.n_sessions else data.counts
        self._lifts = 1.0 + IDF_SHARE * idf
        return self

    def ask(self, query: Sequence[int]) -> Asked:
        """Weights and positions of a query."""
        last = {item: place for place, item in enumerate(query, 1)}
        positions = np.fromiter(last.values(), dtype=np.int64, count=len(last))
        length = len(query)
        items = np.fromiter(last, dtype=np.int64, count=len(last))
        return Asked(items, positions / max(length, 1), positions, length)

    def scores(self, query: Sequence[int]) -> Floats:
        """Votes of the nearest sessions for every item, those of the query included."""
        asked = self.ask(query)
        voters = self._voters(asked)
        return self._tally(voters.sessions, voters.shared * voters.scale) * self._lifts

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """Each vote is shared out over the items that the session has in common with the query."""
        asked = self.ask(query)
        voters = self._voters(asked)
        inside = np.isin(voters.sessions, self._holding(item, len(self._postings)))
        sessions, scale = voters.sessions[inside], voters.scale[inside] * self._lifts[item]
        parts = []
        for source, weight in zip(asked.items, asked.weights, strict=True):
            sharing = np.isin(sessions, self._holding(int(source), len(self._postings)))
            parts.append(Contribution(int(source), self.NAME, float(weight * scale[sharing].sum())))
        return largest_first(parts)

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """The best for the query of this item alone."""
        return nearest(self.scores([item]), item, k)

    def _holding(self, item: int, most: int) -> Ints:
        """The latest sessions that hold an item, oldest first."""
        first, last = self._posting_starts[item], self._posting_starts[item + 1]
        return self._postings[max(first, last - most) : last]

    def _voters(self, asked: Asked) -> Voters:
        """The nearest of the latest sessions that share an item with the query.

        Arrays over all sessions, because adding a list of places to one is several times faster than merging lists.
        """
        weight, last = np.zeros(self.n_sessions), np.zeros(self.n_sessions)
        shares = np.zeros(
            self.n_sessions, dtype=np.bool_
        )  # its places are found ten times faster than a number's
        for place in np.argsort(asked.positions, kind="stable"):
            held = self._holding(int(asked.items[place]), self.SAMPLE)
            weight[held] += asked.weights[place]
            last[held] = asked.positions[place]
            shares[held] = True
        sample = np.flatnonzero(shares)[-self.SAMPLE :]
        lengths = self._root[sample] * np.sqrt(max(len(asked.items), 1))
        shared = weight[sample]
        chosen = latest_of_largest(shared / lengths, self.NEAREST)
        sessions = sample[chosen]
        scale = 1.0 / (lengths[chosen] * (asked.length - last[sessions] + 1.0))
        return Voters(sessions, shared[chosen], scale)

    def _tally(self, sessions: Ints, votes: Floats) -> Floats:
        """The sum of votes for every item."""
        first, sizes = self._starts[sessions], self._sizes[sessions]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + sizes, sizes)
        weights = np.repeat(votes, sizes)
        return np.bincount(self._items[places], weights, minlength=self.n_items).astype(np.float64)


def latest_of_largest(similar: Floats, k: int) -> Ints:
    """Places of the ``k`` largest values; of equal ones (to 12 decimals) the later."""
    if len(similar) <= k:
        return np.arange(len(similar))
    rounded = np.round(similar, _DIGITS)
    edge = np.partition(rounded, len(rounded) - k)[len(rounded) - k]
    above = np.flatnonzero(rounded > edge)
    level = np.flatnonzero(rounded == edge)
    return np.sort(np.concatenate([above, level[len(level) - (k - len(above)) :]]))


class BasketKnn(SessionKnn):
    """The same for baskets, whose items have no order: all weigh 1 and nothing decays."""

    NAME = "basket_knn"
    VERSION = "basket_knn-1"
    NEAREST = 100

    def ask(self, query: Sequence[int]) -> Asked:
        """Equal weights, one position."""
        items = np.asarray(list(dict.fromkeys(query)), dtype=np.int64)
        return Asked(items, np.ones(len(items)), np.ones(len(items), dtype=np.int64), 1)
