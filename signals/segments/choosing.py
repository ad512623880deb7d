"""Who takes part in a campaign: those whom the rule fits today, and for a discount no more than its amount pays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Sum
from django.utils import timezone

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.seeds import seed_of
from signals.segments.compute import Person, kept_by_lot
from signals.segments.contact import contactable
from signals.segments.models import Kind, SegmentCampaign, SegmentProposal, SegmentRun
from signals.segments.picks import Buyer, chooser, expected_orders
from signals.segments.reading import (
    busy,
    money_of,
    monthly_cap,
    rate_of,
    read_buyers,
    read_shelf,
    settings_of,
)
from signals.segments.rules import FEWEST_PEOPLE, HOLDOUT_EVERY, LIKELY_THIRD, VERSION

CAP_DAYS: Final = 30


class NotPossible(ValueError):
    """The answer makes no sense now; ``why`` says what is in the way."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who takes part: every person with what they are offered; ``budget`` is the most that it can cost."""

    people: Sequence[Person]
    products: Mapping[int, int]
    budget: Decimal = Decimal(0)


def choose_people(shop: ShopContext, found: SegmentProposal, discount: float) -> Chosen:
    """Who fits the rule today, what each is offered, and for a discount no more people than the month's amount pays."""
    run = SegmentRun.objects.first()
    today = local_day(timezone.now(), shop.zone)
    day = run.as_of if run else today
    taken, rate = busy(shop, today), rate_of(shop, day)
    shelf = read_shelf(shop, day)
    if any(product not in shelf.items for product in found.products):
        raise NotPossible("sold_out")
    buyers = [buyer for buyer in read_buyers(shop, found.segment, day) if buyer.ref not in taken.running]
    expected = {buyer.ref: expected_orders(buyer, rate, day) for buyer in buyers}
    out = _no_discount(expected, taken.discounted) if found.kind == Kind.DISCOUNT else frozenset[int]()
    choose = chooser(found.kind, shelf, found.products)
    fitting = [
        (buyer, product)
        for buyer in buyers
        if buyer.ref not in out and (product := choose(buyer)) is not None
    ]
    if len(fitting) < FEWEST_PEOPLE:
        raise NotPossible("nobody")
    can = contactable(shop.id, (buyer.ref for buyer, _product in fitting))
    if len(can) < FEWEST_PEOPLE:
        raise NotPossible("nobody_agreed")
    people = [_person(buyer, expected, can) for buyer, _product in fitting]
    products = {buyer.ref: product for buyer, product in fitting}
    if found.kind != Kind.DISCOUNT:
        return Chosen(people, products)
    return _within_cap(shop, found, people, products, (discount, day, today))


def _no_discount(expected: Mapping[int, float], discounted: Collection[int]) -> frozenset[int]:
    ordered = sorted(expected, key=lambda ref: (-expected[ref], ref))
    return frozenset(ordered[: len(ordered) // LIKELY_THIRD]) | frozenset(discounted)


def _person(buyer: Buyer, expected: Mapping[int, float], can: Collection[int]) -> Person:
    return Person(buyer.ref, expected[buyer.ref], buyer.before, buyer.ref in can)


def _within_cap(
    shop: ShopContext,
    found: SegmentProposal,
    people: list[Person],
    products: Mapping[int, int],
    told: tuple[float, date, date],
) -> Chosen:
    """As many as the month's amount pays even if all of them order; who it is, is drawn by lot."""
    discount, day, today = told
    price = Product.objects.values_list("price", flat=True).get(pk=found.products[0])
    each = (price * Decimal(str(discount))).quantize(Decimal("0.01"))
    left = monthly_cap(settings_of(shop.id), money_of(shop, day)) - _spent(today)
    paid = int(left / each) if each > 0 and left > 0 else 0
    # One in ten is held out and costs nothing.
    most = paid + paid // (HOLDOUT_EVERY - 1)
    can = [person.ref for person in people if person.is_contactable]
    kept = set(kept_by_lot(can, seed_for(shop, found, today), most))
    if len(kept) < FEWEST_PEOPLE:
        raise NotPossible("cap")
    inside = [person for person in people if not person.is_contactable or person.ref in kept]
    return Chosen(inside, products, each * min(paid, len(kept)))


def _spent(today: date) -> Decimal:
    """What discounts of the last 30 days may cost at most; stopped ones count, their messages are out."""
    rows = SegmentCampaign.objects.filter(kind=Kind.DISCOUNT, starts_on__gt=today - timedelta(days=CAP_DAYS))
    return Decimal(rows.aggregate(total=Sum("budget"))["total"] or 0)


def seed_for(shop: ShopContext, found: SegmentProposal, today: date) -> int:
    return seed_of(shop.uid, f"segments {found.uid.hex}", today, VERSION)
