"""Invented nights of offers to segments: decided for people, written without them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import numpy as np

from signals.segments.compute import Tried
from signals.segments.picks import Buyer, Item, Shelf, cheap_price, pair_scores
from signals.segments.rules import SEGMENTS, SLOTS

Draw = np.random.Generator
START: Final = date(2026, 1, 5)


def a_shelf(rng: Draw) -> Shelf:
    """Up to thirty products, a few of them without cost or score, and the pairs among them."""
    items = []
    for n in range(1, int(rng.integers(2, 30))):
        price = Decimal(int(rng.integers(20, 900))) * 10
        delivered = int(rng.integers(0, 60))
        items.append(
            Item(
                id=n,
                price=price,
                stock=[None, 3, 40][int(rng.integers(3))],
                category=n % 4,
                cost=None if rng.random() < 0.2 else price * Decimal("0.6"),
                place=None if rng.random() < 0.2 else float(rng.uniform(0, 100)),
                delivered=delivered,
                back=int(rng.integers(0, delivered // 3 + 1)),
                since=START + timedelta(days=int(rng.integers(200))),
            )
        )
    counts = [
        (
            one.id,
            other.id,
            int(rng.integers(3, 20)),
            int(rng.integers(20, 60)),
            int(rng.integers(20, 60)),
            200,
        )
        for one in items
        for other in items
        if one.id != other.id and rng.random() < 0.1
    ]
    delivered, back = sum(one.delivered for one in items), sum(one.back for one in items)
    return Shelf(
        items={one.id: one for one in items},
        pairs=pair_scores(counts),
        returns=back / delivered if delivered else 0.0,
        cheap=cheap_price(items),
        basket=Decimal("2500.00"),
        tiers=[(Decimal(7500), "free_delivery"), (Decimal(15000), "gift")],
    )


def some_buyers(rng: Draw, most: int) -> list[Buyer]:
    """People who bought one to four of the products, at some time of that year."""
    found = []
    for ref in range(1, int(rng.integers(1, 40))):
        owned = frozenset(int(one) for one in rng.integers(1, most + 1, int(rng.integers(1, 5))))
        found.append(
            Buyer(
                ref=ref,
                owned=owned,
                last=tuple(sorted(owned))[:2],
                categories=tuple(int(one) for one in rng.permutation(4)),
                net=Decimal(int(rng.integers(10, 200))) * 100,
                last_on=START + timedelta(days=int(rng.integers(200))),
                seen_days=int(rng.integers(1, 300)),
                delivered=len(owned),
            )
        )
    return found


def offers_of_a_night(rng: Draw) -> tuple[list[Any], dict[str, Any]]:
    """All nine slots: what each was asked, and what it proposes."""
    from signals.segments.proposing import Question, draft
    from signals.segments.written import output_of, shelf_written, slot_written

    shelf = a_shelf(rng)
    seen, told = [], []
    for segment in SEGMENTS:
        buyers = some_buyers(rng, len(shelf.items))
        asked = Question(
            shelf=shelf,
            buyers=buyers,
            refused={kind: [int(rng.integers(0, 6))] for kind in ("best_seller", "pack", "novelty")},
            tried={10: Tried(60, int(rng.integers(10, 40)), 60, int(rng.integers(5, 20)))},
            resting=frozenset(one.ref for one in buyers[: len(buyers) // 3]),
            rule="Seven days" if rng.random() < 0.7 else "",
            busy=int(rng.integers(0, 3)),
        )
        for slot in SLOTS:
            found = draft(segment, slot, asked)
            seen.append(slot_written(segment, slot, asked, found))
            told.append(output_of(segment, slot, found))
    return [shelf_written(shelf), *seen], {"proposals": told}
