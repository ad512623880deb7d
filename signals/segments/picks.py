"""Which products a slot proposes, and which of them fits one customer. Pure: same shelf and buyers, same picks.

Ties go to the smaller product id. Owned products are never offered again: the catalogue does not tell which of them
wear out, so every one is taken for durable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shop_ai.lib.intervals import wilson
from signals.segments.rules import (
    CHEAP_SHARE,
    EXPECTED_DAYS,
    HALVED_DAYS,
    PACK_PAIRS,
    PAIR_FROM,
    PROOF_FROM,
    SHRINK_DAYS,
)

_SHRUNK_TO = 20  # how many buyers the belief about a pair is worth, as in the shop's other lists
_LIFT_SHRUNK = 2
_LIFT_MOST = 10


@dataclass(frozen=True, slots=True)
class Item:
    """A product that may be offered now. ``stock`` None: not counted; ``cost`` None: margin unknown.

    ``place`` is its score among the shop's (0 to 100, None: thin); ``returns_high`` the upper 80 % bound of its return
    rate; ``since`` the first day in the shop.
    """

    id: int
    price: Decimal
    stock: int | None = None
    category: int = 0
    cost: Decimal | None = None
    place: float | None = None
    delivered: int = 0
    back: int = 0
    since: date | None = None
    returns_high: float = 1.0

    @property
    def margin(self) -> float | None:
        """Share of the price that is left, None where the cost is not known."""
        return None if self.cost is None else float((self.price - self.cost) / self.price)

    @property
    def kept(self) -> int:
        return self.delivered - self.back

    @property
    def rank(self) -> tuple[float, int, int]:
        """Best first when sorted: score, then orders kept, then the older id."""
        return (-(self.place if self.place is not None else -1.0), -self.kept, self.id)


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer as the rules see one. ``seen_days`` since their first order, at most the window; ``last_on`` their last."""

    ref: int
    owned: frozenset[int] = frozenset()
    last: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    net: Decimal = Decimal(0)
    last_on: date | None = None
    seen_days: int = 0
    delivered: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products that the same people bought: ``together`` of the ``people`` of the first."""

    one: int
    other: int
    together: int
    score: float


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the picks need of the shop. ``returns`` is the shop's share of orders that came back."""

    items: Mapping[int, Item]
    pairs: Sequence[Pair] = ()
    returns: float = 0.0
    cheap: Decimal | None = None
    basket: Decimal | None = None
    tiers: Sequence[tuple[Decimal, str]] = ()
    ranked: tuple[Item, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranked", tuple(sorted(self.items.values(), key=lambda one: one.rank)))


def cheap_price(items: Sequence[Item]) -> Decimal | None:
    """The price that four products in ten do not exceed."""
    prices = sorted(item.price for item in items)
    return prices[max(0, -(-int(CHEAP_SHARE * 100) * len(prices) // 100) - 1)] if prices else None


def pair_scores(rows: Sequence[tuple[int, int, int, int, int, int]]) -> list[Pair]:
    """Pairs from counts (one, other, together, people of one, people of the other, everybody), best first.

    ``(C + 20 p) / (n + 20)`` times the lift ``(C + 2) / (n_i n_j / N + 2)``, at most 10: confidence shrunk to the
    other's popularity. Pairs of fewer than five people say too much about single buyers and are left out.
    """
    found = []
    for one, other, together, of_one, of_other, everybody in rows:
        if together < PAIR_FROM:
            continue
        share = of_other / everybody
        confidence = (together + _SHRUNK_TO * share) / (of_one + _SHRUNK_TO)
        lift = (together + _LIFT_SHRUNK) / (of_one * of_other / everybody + _LIFT_SHRUNK)
        found.append(Pair(one, other, together, confidence * min(_LIFT_MOST, lift)))
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def best_sellers(shelf: Shelf) -> list[Item]:
    return [item for item in shelf.ranked if item.place is not None or item.kept > 0]


def risk_free(shelf: Shelf) -> list[Item]:
    """Cheap, and surely returned less often than the shop's products are."""
    if shelf.cheap is None:
        return []
    return [i for i in shelf.ranked if i.price <= shelf.cheap and i.returns_high < shelf.returns]


def proven(shelf: Shelf) -> list[Item]:
    """At least five delivered orders; the surest not to come back first (Wilson's lower bound), then the most."""
    known = [item for item in shelf.items.values() if item.delivered >= PROOF_FROM]
    return sorted(known, key=lambda i: (-wilson(i.kept, i.delivered).low, -i.kept, i.id))


def packs(shelf: Shelf) -> list[Pair]:
    """Each of the best pairs once, both products on the shelf, best first."""
    seen: set[frozenset[int]] = set()
    found = []
    for pair in shelf.pairs[:PACK_PAIRS]:
        both = frozenset((pair.one, pair.other))
        if both <= shelf.items.keys() and both not in seen:
            seen.add(both)
            found.append(pair)
    return found


def complement(shelf: Shelf, followers: Mapping[int, Sequence[Pair]], buyer: Buyer) -> int | None:
    """What most goes with the last order: the largest sum of pair scores, nothing that is owned."""
    sums: dict[int, float] = {}
    for product in buyer.last:
        for pair in followers.get(product, ()):
            if pair.other in shelf.items and pair.other not in buyer.owned:
                sums[pair.other] = sums.get(pair.other, 0.0) + pair.score
    return min(sums, key=lambda other: (-sums[other], other)) if sums else None


def followers_of(pairs: Sequence[Pair]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.one, []).append(pair)
    return found


def next_tier(shelf: Shelf, buyer: Buyer) -> int | None:
    """The place of the tier that is at most one median basket away; None when none is."""
    for place, (spend, _perk) in enumerate(shelf.tiers):
        if spend > buyer.net:
            return place if shelf.basket is not None and spend - buyer.net <= shelf.basket else None
    return None


def novelty(shelf: Shelf, by_category: Mapping[int, Sequence[Item]], buyer: Buyer) -> int | None:
    """The best product that came after the last order, in a category that they bought from; the dearest to them first."""
    if buyer.last_on is None:
        return None
    for category in buyer.categories:
        for item in by_category.get(category, ()):
            if item.since is not None and item.since > buyer.last_on and item.id not in buyer.owned:
                return item.id
    return None


def best_of_category(by_category: Mapping[int, Sequence[Item]], buyer: Buyer) -> int | None:
    """The best product, not owned, of the category that they spent most on."""
    for category in buyer.categories:
        for item in by_category.get(category, ()):
            if item.id not in buyer.owned:
                return item.id
    return None


def by_category(shelf: Shelf) -> dict[int, list[Item]]:
    """Products of each category, best first."""
    found: dict[int, list[Item]] = {}
    for item in shelf.ranked:
        found.setdefault(item.category, []).append(item)
    return found


def expected_orders(buyer: Buyer, rate: float, as_of: date) -> float:
    """Orders expected in 30 days: a rough estimate from how often and how long ago, good for an order of people only.

    ``30 (x + 60 r) / (T + 60) * 2 ** (-silence / 90)``: x orders in T days, r the shop's own orders a day and customer.
    """
    silence = (as_of - buyer.last_on).days if buyer.last_on else 0
    pace = (buyer.delivered + SHRINK_DAYS * rate) / (buyer.seen_days + SHRINK_DAYS)
    return float(EXPECTED_DAYS * pace * 2.0 ** (-silence / HALVED_DAYS))


def chooser(kind: str, shelf: Shelf, products: Sequence[int]) -> Callable[[Buyer], int | None]:
    """For one kind: the product (for a perk, the tier's place plus one) that a buyer is offered; None: not for them."""
    if kind == "complement":
        followers = followers_of(shelf.pairs)
        return lambda buyer: complement(shelf, followers, buyer)
    if kind == "perk":
        return lambda buyer: None if (place := next_tier(shelf, buyer)) is None else place + 1
    groups = by_category(shelf)
    if kind == "novelty":
        return lambda buyer: novelty(shelf, groups, buyer)
    if kind == "guarantee":
        return lambda buyer: best_of_category(groups, buyer)
    if kind == "pack":
        return lambda buyer: products[0] if set(products) - buyer.owned else None
    return lambda buyer: next((one for one in products if one not in buyer.owned), None)
