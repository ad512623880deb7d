"""A shop with customers of every segment, for the tests of segments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from catalog.customers.models import Customer
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost
from signals.segments.contact import note_agreement
from signals.segments.models import SegmentMember, SegmentProposal
from tests.factories import make_category, make_customer, make_order, make_product

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AS_OF = date(2026, 11, 19)


def noon(days_ago: int) -> datetime:
    return datetime(2026, 11, 19, 11, 0, tzinfo=UTC) - timedelta(days=days_ago)


def bought(
    shop: ShopContext, customer: Customer, product: Product | None = None, *, days_ago: int, **fields: Any
) -> None:
    """An order delivered so many days before the day that segments are told for."""
    at = noon(days_ago)
    day = at.astimezone(shop.zone).date()
    given = {"delivered_at": at, "delivered_on": day} | fields
    lines: list[tuple[Product, int, Decimal | int]] | None = (
        [(product, 1, product.price or Decimal(0))] if product else None
    )
    make_order(shop, customer=customer, lines=lines, at=at - timedelta(days=2), **given)


def segments_of(shop: ShopContext) -> dict[int, str]:
    with shop_scope(shop.id):
        return dict(SegmentMember.objects.values_list("customer_id", "segment"))


def slot(shop: ShopContext, segment: str, number: int) -> SegmentProposal:
    with shop_scope(shop.id):
        found: SegmentProposal = SegmentProposal.objects.get(segment=segment, slot=number, is_current=True)
        return found


def a_street(
    shop: ShopContext, *, new: int = 0, regular: int = 0, inactive: int = 0
) -> dict[str, list[Customer]]:
    """So many customers of each segment who bought the same two dresses; the first costs 700 of 1,000."""
    category = make_category(shop)
    with shop_scope(shop.id):
        one = make_product(shop, title="Robe A", sku="A", price=Decimal(1000), category=category)
        two = make_product(shop, title="Robe B", sku="B", price=Decimal(2000), category=category)
        other = make_product(shop, title="Robe C", sku="C", price=Decimal(1500), category=category)
        ProductCost.objects.create(product=one, cost=Decimal(700))
        ProductCost.objects.create(product=two, cost=Decimal(1400))
        ProductCost.objects.create(product=other, cost=Decimal(1050))
        people: dict[str, list[Customer]] = {"new": [], "regular": [], "inactive": []}
        for _ in range(new):
            people["new"].append(make_customer(shop))
        for place in range(regular):
            customer = make_customer(shop)
            bought(shop, customer, one, days_ago=20 + place % 10)
            bought(shop, customer, two, days_ago=5)
            people["regular"].append(customer)
        for place in range(inactive):
            customer = make_customer(shop)
            bought(shop, customer, two if place % 2 else one, days_ago=90 + place % 30)
            people["inactive"].append(customer)
    return people


def agree(shop: ShopContext, people: list[Customer]) -> None:
    note_agreement(shop.id, [one.uid for one in people], agrees=True)
