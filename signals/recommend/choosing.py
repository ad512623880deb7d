"""From scored products to a list: the owner's word, then relevance against sameness. Pure, light, the same everywhere.

A score is the sum of its parts, whole numbers of billionths: what each source gives, what sells, what the owner adds. So
parts sum to the score exactly, and without a source the score is lower by exactly that source's parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

from signals.recommend.likeness import likeness
from signals.recommend.rules import (
    BOOST_PERCENT,
    CATEGORY_WINDOW,
    LIKENESS,
    PER_CATEGORY,
    RELEVANCE,
)


class Part(NamedTuple):
    """``amount`` (billionths) of a score, because of the product ``source`` in the role ``kind`` (page, cart, ordered, seen,
    bought) or, with source 0, because of what sells (``category``, ``shop``) or the owner (``boost``).

    ``code`` says how: bought (purchases), alike (likeness). ``buyers``: how many distinct buyers have both.
    """

    code: str
    amount: int
    kind: str = ""
    source: int = 0
    buyers: int = 0


@dataclass(frozen=True)
class Candidate:
    """A product that may be shown. ``category`` 0: none, which no rule counts; ``choice``: pin, boost or nothing."""

    product_id: int
    parts: tuple[Part, ...]
    category: int = 0
    words: tuple[str, ...] = ()
    choice: str = ""

    @cached_property
    def score(self) -> int:
        return sum(part.amount for part in self.parts)

    def without(self, source: int) -> Candidate:
        """The same product if ``source`` had given it nothing; what the owner adds follows the rest."""
        kept = [part for part in self.parts if part.source != source and part.code != "boost"]
        return Candidate(self.product_id, boosted(kept, self.choice), self.category, self.words, self.choice)

    def stored(self) -> list[Any]:
        return [self.product_id, self.category, self.choice, list(self.words), [list(p) for p in self.parts]]

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        product_id, category, choice, words, parts = row
        return cls(product_id, tuple(Part(*part) for part in parts), category, tuple(words), choice)


def boosted(parts: Sequence[Part], choice: str, least: int = 0) -> tuple[Part, ...]:
    """The parts, with the owner's addition when the product is put forward."""
    if choice != "boost":
        return tuple(parts)
    extra = sum(part.amount for part in parts) * BOOST_PERCENT // 100 + least
    return (*parts, Part("boost", extra)) if extra > 0 else tuple(parts)


def best_first(pool: Iterable[Candidate]) -> list[Candidate]:
    """Pinned products, then by score; equal ones by id."""
    return sorted(pool, key=lambda c: (c.choice != "pin", -c.score, c.product_id))


def choose(pool: Iterable[Candidate], limit: int, pins: int | None = None) -> list[Candidate]:
    """The list: pinned ones first (at most ``pins``), then one by one what is best and least like the rest.

    Each place takes the largest ``.75 relevance - .25 likeness`` (Carbonell & Goldstein 1998), relevance being the share of
    the best score; of six neighbouring places at most two are of one category, while others are left.
    """
    ordered = best_first(pool)
    first = [c for c in ordered if c.choice == "pin"][:pins][:limit]
    taken = {c.product_id for c in first}
    rest = [c for c in ordered if c.product_id not in taken]
    return _fill(first, rest, limit)


def _fill(shown: list[Candidate], rest: list[Candidate], limit: int) -> list[Candidate]:
    most = max((c.score for c in rest), default=0) or 1
    sets = {c.product_id: frozenset(c.words) for c in [*shown, *rest]}
    relevance = {c.product_id: RELEVANCE * c.score / most for c in rest}
    nearest = {
        c.product_id: max((likeness(sets[c.product_id], sets[s.product_id]) for s in shown), default=0.0)
        for c in rest
    }
    while rest and len(shown) < limit:
        pick = _best_left(shown, rest, relevance, nearest)
        shown.append(pick)
        rest.remove(pick)
        words = sets[pick.product_id]
        for c in rest:
            alike = likeness(sets[c.product_id], words)
            nearest[c.product_id] = max(nearest[c.product_id], alike)
    return shown


def _best_left(
    shown: list[Candidate], rest: list[Candidate], relevance: dict[int, float], nearest: dict[int, float]
) -> Candidate:
    full = full_categories([c.category for c in shown])
    open_ones = [c for c in rest if c.category not in full] or rest
    # ``rest`` is best first, and max takes the first of equals: ties go to the higher score, then the lower id.
    return max(open_ones, key=lambda c: relevance[c.product_id] - LIKENESS * nearest[c.product_id])


def full_categories(shown: Sequence[int]) -> set[int]:
    """The categories that the next place may not hold, after places of these categories (0: none)."""
    window = [category for category in shown[-(CATEGORY_WINDOW - 1) :] if category]
    return {category for category in window if window.count(category) >= PER_CATEGORY}


def spread(prepared: Sequence[Any], limit: int) -> list[Any]:
    """The first ``limit`` of a prepared list after some fell out: in its order, again at most two of six of a category.

    Takes anything with ``category``; a place that would be a third waits for the next free one.
    """
    left: list[Any] = list(prepared)
    shown: list[Any] = []
    while left and len(shown) < limit:
        full = full_categories([one.category for one in shown])
        pick = next((one for one in left if one.category not in full), left[0])
        shown.append(pick)
        left.remove(pick)
    return shown


def rank_without(pool: Sequence[Candidate], product_id: int, source: int, pins: int | None = None) -> int:
    """The place (from 1) that a product would have if ``source`` counted for nothing; 0 when it would have none.

    A product that only ``source`` spoke for has no score left and no place.
    """
    left = [c for c in (one.without(source) for one in pool) if c.score > 0 or c.choice == "pin"]
    places = [c.product_id for c in choose(left, len(left), pins)]
    return places.index(product_id) + 1 if product_id in places else 0
