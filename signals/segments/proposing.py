"""What each of the nine slots proposes tonight. Pure but for its inputs; scipy only where returns are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from signals.segments.compute import Discount, Tried, decide_discount, first_discount
from signals.segments.picks import Buyer, Item, Pair, Shelf, best_sellers, chooser, packs, proven, risk_free
from signals.segments.rules import KINDS, RETURNS_QUANTILE, SHOWN_PRODUCTS

_CENT: Final = Decimal("0.01")
_LEAST_RETURNS: Final = 1e-6
_BELIEF: Final = 2.0  # how many expected returns the belief about a product's return rate is worth


@dataclass(frozen=True, slots=True)
class Draft:
    """A slot's proposal before it is kept. Without ``products`` and audience it is empty and ``reason_code`` says why.

    ``fits`` counts the people whom each choice is for: the audience is their sum.
    """

    kind: str
    reason_code: str
    products: tuple[int, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    discount: float = 0.0
    fits: Mapping[int, int] = field(default_factory=dict)

    @property
    def audience(self) -> int:
        return sum(self.fits.values())

    @property
    def is_empty(self) -> bool:
        return self.audience == 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a slot may look at: the shelf, the segment's people, what was refused lately, and what discounts did.

    ``refused`` holds, by kind, products (0: the rule itself) that the shop does not want to hear of now; ``tried`` what
    a discount of so many percent did; ``resting`` those who may get no discount now; ``rule`` the shop's written rule
    of returns; ``busy`` how many of the segment take part in an offer that runs and are left out of ``buyers``.
    Where nobody is at hand any more, ``counted`` says how many people each choice was for, and ``nobody`` whether none
    were left.
    """

    shelf: Shelf
    buyers: Sequence[Buyer]
    refused: Mapping[str, Collection[int]] = field(default_factory=dict)
    tried: Mapping[int, Tried] = field(default_factory=dict)
    resting: Collection[int] = ()
    rule: str = ""
    busy: int = 0
    counted: Mapping[int, int] | None = None
    nobody: bool = False

    @property
    def is_without_people(self) -> bool:
        return not self.buyers if self.counted is None else self.nobody

    def fitting(self, choose: Callable[[Buyer], int | None]) -> Mapping[int, int]:
        """How many people each choice is for."""
        if self.counted is not None:
            return self.counted
        return Counter(found for buyer in self.buyers if (found := choose(buyer)) is not None)


@dataclass(frozen=True, slots=True)
class DiscountAsked:
    """What the discount was decided from, for the ledger."""

    product: int
    margin: float | None
    tried: Tried
    answer: Discount


def with_returns(shelf: Shelf) -> Shelf:
    """The shelf with each product's upper bound of returns: Beta around the shop's rate, 80 % quantile."""
    import numpy as np
    from scipy.special import betaincinv

    mean = max(shelf.returns, _LEAST_RETURNS)
    strength = _BELIEF / mean
    items = list(shelf.items.values())
    back = np.array([one.back for one in items], dtype=float)
    kept = np.array([one.kept for one in items], dtype=float)
    highs = betaincinv(back + mean * strength, kept + (1 - mean) * strength, RETURNS_QUANTILE)
    return replace(
        shelf,
        items={one.id: replace(one, returns_high=float(h)) for one, h in zip(items, highs, strict=True)},
    )


def draft(segment: str, slot: int, asked: Question) -> Draft:
    """The proposal of one slot."""
    kind = KINDS[segment, slot]
    refused = asked.refused.get(kind, ())
    if 0 in refused:
        return Draft(kind, "refused_lately")
    if asked.busy and asked.is_without_people:
        return Draft(kind, "all_busy")
    kept = {key: item for key, item in asked.shelf.items.items() if key not in refused}
    found = _MAKERS[kind](replace(asked, shelf=replace(asked.shelf, items=kept)), kind)
    if found.is_empty and found.products:
        return Draft(kind, "fits_nobody")
    return found


def _of_list(
    asked: Question, kind: str, items: Sequence[Item], values: Callable[[Item], dict[str, Any]]
) -> Draft:
    """A list of products, the first of which a customer does not own is theirs."""
    chosen = tuple(item.id for item in items[:SHOWN_PRODUCTS])
    if not chosen:
        return Draft(kind, f"no_{kind}")
    fits = asked.fitting(chooser(kind, asked.shelf, chosen))
    return Draft(kind, kind, chosen, values(items[0]), fits=fits)


def _best_seller(asked: Question, kind: str) -> Draft:
    return _of_list(asked, kind, best_sellers(asked.shelf), lambda item: {"kept": item.kept})


def _risk_free(asked: Question, kind: str) -> Draft:
    shelf = with_returns(asked.shelf)
    return _of_list(
        asked,
        kind,
        risk_free(shelf),
        lambda item: {"cheap": str(shelf.cheap), "returns_high": item.returns_high, "returns": shelf.returns},
    )


def _proof(asked: Question, kind: str) -> Draft:
    def told(item: Item) -> dict[str, Any]:
        return {"delivered": item.delivered, "kept": item.kept}

    return _of_list(asked, kind, proven(asked.shelf), told)


def _pack(asked: Question, kind: str) -> Draft:
    """The best pair; its rebate is bounded like a discount, and nothing when a margin is unknown."""
    found = packs(asked.shelf)
    if not found:
        return Draft(kind, "no_pack")
    pair = found[0]
    both = (pair.one, pair.other)
    values, fits = _pack_values(asked.shelf, pair), asked.fitting(chooser(kind, asked.shelf, both))
    return Draft(kind, kind, both, values, float(values["rebate"]), fits=fits)


def _pack_values(shelf: Shelf, pair: Pair) -> dict[str, Any]:
    one, other = shelf.items[pair.one], shelf.items[pair.other]
    whole = one.price + other.price
    share = 0.0
    if one.cost is not None and other.cost is not None:
        share = max(0.0, first_discount(max(0.0, float((whole - one.cost - other.cost) / whole))))
    price = (whole * (1 - Decimal(str(share)))).quantize(_CENT, ROUND_DOWN)
    return {"together": pair.together, "whole": str(whole), "price": str(price), "rebate": share}


def _personal(asked: Question, kind: str) -> Draft:
    """Each customer has their own product; the most frequent ones stand for all on the page."""
    people = asked.fitting(chooser(kind, asked.shelf, ()))
    if not people:
        return Draft(kind, f"no_{kind}")
    shown = sorted(people, key=lambda product: (-people[product], product))[:SHOWN_PRODUCTS]
    return Draft(kind, kind, tuple(shown), {"products": len(people)}, fits=people)


def _guarantee(asked: Question, kind: str) -> Draft:
    if not asked.rule:
        return Draft(kind, "no_rule_written")
    found = _personal(asked, kind)
    return found if found.is_empty else replace(found, values={**found.values, "rule": asked.rule})


def _perk(asked: Question, kind: str) -> Draft:
    if not asked.shelf.tiers or asked.shelf.basket is None:
        return Draft(kind, "no_tiers")
    people = asked.fitting(chooser(kind, asked.shelf, ()))
    tiers = [
        {"spend": str(spend), "perk": perk, "people": people.get(place + 1, 0)}
        for place, (spend, perk) in enumerate(asked.shelf.tiers)
    ]
    if not people:
        return Draft(kind, "no_perk", values={"tiers": tiers, "basket": str(asked.shelf.basket)})
    values = {"tiers": tiers, "basket": str(asked.shelf.basket)}
    return Draft(kind, kind, (), values, fits=people)


def discount_asked(asked: Question) -> DiscountAsked | None:
    """The discount of the best product whose margin is known; of the best product at all when none is."""
    ranked = best_sellers(asked.shelf)
    known = [item for item in ranked if item.margin is not None]
    if not ranked:
        return None
    first: DiscountAsked | None = None
    for item in known or ranked[:1]:
        share = first_discount(item.margin) if item.margin is not None and item.margin > 0 else 0.0
        tried = asked.tried.get(round(share * 100), Tried())
        found = DiscountAsked(item.id, item.margin, tried, decide_discount(item.margin, tried))
        if found.answer.share > 0:
            return found
        first = first or found
    return first


def _discount(asked: Question, kind: str) -> Draft:
    found = discount_asked(asked)
    if found is None:
        return Draft(kind, "no_best_seller")
    answer = found.answer
    values = {
        "margin": found.margin,
        "needed": answer.needed,
        "chance": answer.chance,
        "people": found.tried.people,
        "held": found.tried.held,
    }
    if answer.share <= 0:
        return Draft(kind, answer.reason_code, values=values)

    def choose(buyer: Buyer) -> int | None:
        return None if buyer.ref in asked.resting or found.product in buyer.owned else found.product

    fits = asked.fitting(choose)
    return Draft(kind, answer.reason_code, (found.product,), values, answer.share, fits)


_MAKERS: Final[dict[str, Callable[[Question, str], Draft]]] = {
    "best_seller": _best_seller,
    "risk_free": _risk_free,
    "proof": _proof,
    "pack": _pack,
    "complement": _personal,
    "perk": _perk,
    "novelty": _personal,
    "discount": _discount,
    "guarantee": _guarantee,
}
