"""The lists that are the same for everybody: best-sellers of the shop, of first and of later orders, of each segment and
category. Pure and light, so that a word of the owner can have them made again at once.

A product's score is its delivered orders in the window, less the refunds that gave it back; in the other lists those of
its orders that the list is about, with the shop's own order deciding among equals. Then diversity, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from signals.recommend.choosing import Candidate, Part, best_first, boosted, choose
from signals.recommend.compute import SHOWN_FROM
from signals.recommend.counting import Counted
from signals.recommend.likeness import words_of
from signals.recommend.rules import UNIT

LONG: Final = 60
SHORT: Final = 24
OF_CATEGORY: Final = 12
# How many of the best the choice looks at for each list: beyond, relevance is too low to be chosen.
DEEP: Final = 90
# All orders decide among products with equally many of the list's own.
_TIE: Final = 1000

ORDERS: Final[dict[str, Callable[[Counted], int]]] = {
    "home": lambda one: one.net,
    "landing": lambda one: one.firsts,
    "after_order": lambda one: one.laters,
    "segment:new": lambda one: one.new,
    "segment:regular": lambda one: one.regular,
    "segment:inactive": lambda one: one.inactive,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a list, with the reason that will be shown."""

    product_id: int
    rank: int
    score: float
    reason_code: str
    orders: int


def candidates(list_name: str, products: Sequence[Counted]) -> list[Candidate]:
    """The products that a list chooses among, the best first."""
    count = ORDERS[list_name]
    made = []
    for one in products:
        if one.choice in {"hide", "exclude"} or one.is_excluded:
            continue
        own = count(one) * UNIT
        tie = 0 if list_name == "home" else one.net * UNIT // _TIE
        choice = one.choice if one.choice in {"pin", "boost"} else ""
        parts = boosted([Part("shop", own + tie)], choice, least=UNIT if choice == "boost" else 0)
        made.append(
            Candidate(
                one.id, parts, one.category, words_of(one.title, one.category or None, one.price), choice
            )
        )
    return best_first(made)[:DEEP]


def places(list_name: str, pool: Sequence[Candidate]) -> list[Place]:
    """The list: each product with its place, score in orders, and reason."""
    chosen = choose(pool, LONG if list_name == "home" else SHORT)
    return [_place(rank, candidate) for rank, candidate in enumerate(chosen, 1)]


def _place(rank: int, candidate: Candidate) -> Place:
    own = next((part.amount for part in candidate.parts if part.code == "shop"), 0)
    orders = own // UNIT
    return Place(candidate.product_id, rank, candidate.score / UNIT, _reason(candidate, orders), orders)


def _reason(candidate: Candidate, orders: int) -> str:
    if candidate.choice in {"pin", "boost"}:
        return "picked_by_shop" if candidate.choice == "pin" else "boosted_by_shop"
    if orders >= SHOWN_FROM:
        return "best_seller_counted"
    return "best_seller" if orders > 0 else "in_the_shop"


def all_lists(products: Sequence[Counted]) -> tuple[dict[str, list[Candidate]], dict[str, list[Place]]]:
    """By list name, the pool it chose among and its places. Without orders of its own a list is that of the shop."""
    pools = {name: candidates(name, products) for name in ORDERS}
    return pools, {name: places(name, pool) for name, pool in pools.items()}


def by_category(products: Sequence[Counted]) -> dict[int, list[Place]]:
    """The best-sellers of each category, by net orders, then by id."""
    found: dict[int, list[Counted]] = {}
    for one in products:
        if one.category and one.net > 0 and one.choice not in {"hide", "exclude"} and not one.is_excluded:
            found.setdefault(one.category, []).append(one)
    return {
        category: [
            Place(one.id, rank, float(one.net), "in_category_best", one.net)
            for rank, one in enumerate(sorted(held, key=lambda c: (-c.net, c.id))[:OF_CATEGORY], 1)
        ]
        for category, held in sorted(found.items())
    }


def again(candidates_by_list: dict[str, Any], output: dict[str, Any]) -> bool:
    """Whether the stored pools lead to the stored places again, list by list."""
    return all(
        [_stored(place) for place in places(name, [Candidate.read(row) for row in rows])]
        == output["lists"][name]
        for name, rows in candidates_by_list.items()
    )


def _stored(place: Place) -> list[Any]:
    return [place.product_id, place.score, place.reason_code, place.orders]


def stored_places(found: dict[str, list[Place]]) -> dict[str, list[list[Any]]]:
    """The lists as the ledger holds them."""
    return {name: [_stored(place) for place in held] for name, held in found.items()}
