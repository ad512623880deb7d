"""Best-sellers: ranking by net orders. Pure: same candidates, same list, on any machine.

A product's score is the number of distinct delivered orders that hold it, less the distinct refunds that
gave it back, within the window. Orders are counted rather than pieces, so that one bulk order cannot make a
best-seller, and an order cancelled a quarter of an hour later counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "best-sellers-1"
WINDOW_DAYS = 90
# A count is shown from this many orders on: fewer would tell about single buyers.
SHOWN_FROM = 5
LIST_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product as the ranking sees it: orders and refunds in the window, and the owner's word on it."""

    product_id: int
    orders: int
    refunds: int
    choice: str = ""  # "pin", "hide" or nothing


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the list, with the reason that will be shown."""

    product_id: int
    rank: int
    score: float
    reason_code: str
    net_orders: int


def _reason(candidate: Candidate, net: int) -> str:
    if candidate.choice == "pin":
        return "picked_by_shop"
    if net >= SHOWN_FROM:
        return "best_seller_counted"
    return "best_seller" if net > 0 else "in_the_shop"


def rank(candidates: list[Candidate], limit: int = LIST_LENGTH) -> list[Place]:
    """The list.

    Pinned products first, then by net orders; equal scores by product id. Hidden ones are left out.
    """
    kept = [c for c in candidates if c.choice != "hide"]
    ordered = sorted(kept, key=lambda c: (c.choice != "pin", -(c.orders - c.refunds), c.product_id))
    places = []
    for position, candidate in enumerate(ordered[:limit], start=1):
        net = max(candidate.orders - candidate.refunds, 0)
        places.append(Place(candidate.product_id, position, float(net), _reason(candidate, net), net))
    return places
