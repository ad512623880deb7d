"""The written form, in the ledger, of what the slots of a night were proposed from. It names products and counts people.

What the shelf held is written once, then each slot with what it was asked. Nobody's purchases are: a slot keeps how many
people each of its choices was for, which is all that its decision takes from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from signals.segments.compute import Tried
from signals.segments.picks import Item, Pair, Shelf
from signals.segments.proposing import Draft, Question
from signals.segments.rules import KINDS, PACK_PAIRS


def output_of(segment: str, slot: int, found: Draft) -> dict[str, Any]:
    """One slot of the decision's output."""
    return {
        "segment": segment,
        "slot": slot,
        "kind": found.kind,
        "reason_code": found.reason_code,
        "products": list(found.products),
        "values": found.values,
        "discount": found.discount,
        "audience": found.audience,
    }


def shelf_written(shelf: Shelf) -> dict[str, Any]:
    """What all slots share: the products by row, the pairs that may become a pack, and the shop's own figures."""
    return {
        "items": [
            [
                one.id,
                str(one.price),
                one.stock,
                one.category,
                _text(one.cost),
                one.place,
                one.delivered,
                one.back,
                one.since and one.since.isoformat(),
            ]
            for one in shelf.items.values()
        ],
        "pairs": [[one.one, one.other, one.together, one.score] for one in shelf.pairs[:PACK_PAIRS]],
        "returns": shelf.returns,
        "cheap": _text(shelf.cheap),
        "basket": _text(shelf.basket),
        "tiers": [[str(spend), perk] for spend, perk in shelf.tiers],
    }


def slot_written(segment: str, slot: int, asked: Question, found: Draft) -> dict[str, Any]:
    """What one slot was asked, and how many people each choice was for."""
    return {
        "segment": segment,
        "slot": slot,
        "refused": sorted(asked.refused.get(KINDS[segment, slot], ())),
        "tried": {str(percent): asdict(one) for percent, one in sorted(asked.tried.items())},
        "rule": asked.rule,
        "busy": asked.busy,
        "nobody": asked.is_without_people,
        "fits": {str(choice): people for choice, people in sorted(found.fits.items())},
    }


def shelf_read(row: Mapping[str, Any]) -> Shelf:
    """The inverse of :func:`shelf_written`, but for pairs that no pack is chosen from."""
    return Shelf(
        items={one[0]: _item(*one) for one in row["items"]},
        pairs=[Pair(*one) for one in row["pairs"]],
        returns=row["returns"],
        cheap=_amount(row["cheap"]),
        basket=_amount(row["basket"]),
        tiers=[(Decimal(spend), perk) for spend, perk in row["tiers"]],
    )


def slot_read(shelf: Shelf, row: Mapping[str, Any]) -> Question:
    """The question of one slot, with counts in the place of people."""
    return Question(
        shelf=shelf,
        buyers=(),
        refused={KINDS[row["segment"], row["slot"]]: row["refused"]},
        tried={int(percent): Tried(**one) for percent, one in row["tried"].items()},
        rule=row["rule"],
        busy=row["busy"],
        counted={int(choice): people for choice, people in row["fits"].items()},
        nobody=row["nobody"],
    )


def _item(*row: Any) -> Item:
    product, price, stock, category, cost, place, delivered, back, since = row
    return Item(
        id=product,
        price=Decimal(price),
        stock=stock,
        category=category,
        cost=_amount(cost),
        place=place,
        delivered=delivered,
        back=back,
        since=date.fromisoformat(since) if since else None,
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
