"""What every recommender is fitted on, is asked, and answers. Pure; numpy only, so imported by workers alone.

An item is a number ``0 … n_items - 1``: its place in :attr:`Interactions.ids`, which is in ascending order, so that
"ties by id" and "ties by number" are the same rule. A session is anything whose items belong together, in order and
with the latest last: a visit, a basket, or what a customer bought within some window.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
NOBODY = -1
NO_CATEGORY = -1


class Contribution(NamedTuple):
    """A part of a score: ``amount`` because of the query's item ``source``, or of a named ``part`` of the model.

    ``source`` is None where no item of the query is behind the amount (``part`` says what is: ``popularity``).
    """

    source: int | None
    part: str
    amount: float


class Neighbour(NamedTuple):
    """An item and its score for the query that holds one item alone."""

    item: int
    amount: float


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What is known about an item without anybody having bought it.

    ``text`` is title and description; ``tokens`` are its structured marks such as ``category:shoes`` or ``price:3``.
    """

    text: str = ""
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Interactions:
    """Sessions of items, oldest first.

    ids: the shop's own id of each item, ascending.
    starts, items: session ``s`` holds ``items[starts[s]:starts[s + 1]]``, repeats kept, in order.
    days: ``date.toordinal()`` of each session. people: the customer of each, or ``NOBODY``.
    categories: a number for each item, or ``NO_CATEGORY``. words: for content models, one for each item or none at all.
    """

    ids: tuple[int | str, ...]
    starts: Ints
    items: Numbers
    days: Numbers
    people: Ints
    categories: Numbers
    words: tuple[ItemWords, ...] = field(default=(), repr=False)

    @classmethod
    def of(
        cls,
        sessions: Iterable[Sequence[int]],
        ids: Sequence[int | str],
        *,
        days: Sequence[int] | None = None,
        people: Sequence[int] | None = None,
        categories: Sequence[int] | None = None,
        words: Sequence[ItemWords] = (),
    ) -> Self:
        """From lists of item numbers, in order of time; what is left out is day 0, nobody and no category."""
        items, sizes = array("i"), array("q")
        for session in sessions:
            items.extend(session)
            sizes.append(len(session))
        return cls.flat(items, sizes, ids, days=days, people=people, categories=categories, words=words)

    @classmethod
    def flat(
        cls,
        items: Sequence[int],
        sizes: Sequence[int],
        ids: Sequence[int | str],
        *,
        days: Sequence[int] | None = None,
        people: Sequence[int] | None = None,
        categories: Sequence[int] | None = None,
        words: Sequence[ItemWords] = (),
    ) -> Self:
        """The same from the items of all sessions one after the other, and how many each session has."""
        count = len(sizes)
        return cls(
            ids=tuple(ids),
            starts=np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64),
            items=np.array(items, dtype=np.int32),
            days=np.zeros(count, dtype=np.int32) if days is None else np.asarray(days, dtype=np.int32),
            people=np.full(count, NOBODY) if people is None else np.asarray(people, dtype=np.int64),
            categories=np.asarray(
                [NO_CATEGORY] * len(ids) if categories is None else categories, dtype=np.int32
            ),
            words=tuple(words),
        )

    @property
    def n_items(self) -> int:
        """Items of the catalogue, sold or not."""
        return len(self.ids)

    @property
    def n_sessions(self) -> int:
        """Sessions, empty ones included."""
        return len(self.starts) - 1

    def session(self, number: int) -> list[int]:
        """The items of one session, in order."""
        return [int(item) for item in self.items[self.starts[number] : self.starts[number + 1]]]

    @cached_property
    def owners(self) -> Ints:
        """The session of each entry of ``items``."""
        return np.repeat(np.arange(self.n_sessions, dtype=np.int64), np.diff(self.starts))

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Each (session, item) once, sorted by session, then item."""
        keys = np.unique(self.owners * max(self.n_items, 1) + self.items)
        return keys // max(self.n_items, 1), keys % max(self.n_items, 1)

    @cached_property
    def counts(self) -> Floats:
        """``n_i``: in how many sessions each item is."""
        return np.bincount(self.pairs[1], minlength=self.n_items).astype(np.float64)

    @cached_property
    def taken_together(self) -> Any:
        """``C``: how many sessions hold each two items; sparse and symmetric, its diagonal is ``counts``.

        Several models of one back-test rest on it, and it is most of their cost.
        """
        from scipy import sparse

        sessions, items = self.pairs
        shape = (self.n_sessions, self.n_items)
        held = sparse.csr_matrix((np.ones(len(items)), (sessions, items)), shape=shape)
        return sparse.csr_matrix(held.T @ held)


class Recommender(Protocol):
    """A model: fitted once, then asked. Deterministic, without clock or chance."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of each class
        """Which model; stable, because decisions and tables name it."""

    @property
    def VERSION(self) -> str:  # noqa: N802 - a constant of each class
        """Changes with every change of what the model answers."""

    def fit(self, data: Interactions) -> Self:
        """Learn and return itself. Works on no sessions and on no items."""

    def scores(self, query: Sequence[int]) -> Floats:
        """One score for each item; 0 means "nothing known". The query's items are in order, the latest last.

        Items of the query are scored like all others by session models and are 0 in models of neighbours.
        """

    def contributions(self, query: Sequence[int], item: int) -> list[Contribution]:
        """Parts that sum to ``scores(query)[item]`` within 1e-9, largest first; none where the score is 0."""

    def neighbours(self, item: int, k: int) -> list[Neighbour]:
        """The best ``k`` for the query of this item alone, positive scores only, without the item itself."""


def distinct(query: Sequence[int]) -> list[int]:
    """The query's items once each, in order of their first appearance."""
    return list(dict.fromkeys(query))


def best(scores: Floats, k: int, leave_out: Sequence[int] = ()) -> Ints:
    """Numbers of the ``k`` items with the largest positive scores; equal scores by number."""
    if len(leave_out):
        scores = scores.copy()
        scores[list(leave_out)] = 0.0
    wanted = np.flatnonzero(scores > 0)
    held = scores[wanted]
    if k < len(held):
        likely = held >= np.partition(held, len(held) - k)[len(held) - k]
        wanted, held = wanted[likely], held[likely]
    return np.asarray(wanted[np.argsort(-held, kind="stable")][:k], dtype=np.int64)


def nearest(scores: Floats, item: int, k: int) -> list[Neighbour]:
    """:func:`best` as neighbours of an item."""
    found = best(scores, k, (item,))
    return list(map(Neighbour, found.tolist(), scores[found].tolist()))


def largest_first(parts: Iterable[Contribution]) -> list[Contribution]:
    """Contributions that are not 0, by size; equal ones by source and part."""
    kept = [part for part in parts if part.amount != 0.0]
    return sorted(kept, key=lambda part: (-part.amount, part.source is None, part.source or 0, part.part))
