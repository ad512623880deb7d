"""Shops with many orders, written in bulk: what the tests of the back-test sell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np

from catalog.customers.models import Customer
from catalog.orders.models import Order, OrderLine
from catalog.products.models import Category, Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_shop

LAST = date(2026, 3, 29)


def shop_of_baskets(
    baskets: list[list[int]], *, customers: int, days: int = 120, products: int = 40
) -> ShopContext:
    """One order for each basket (places of products), spread evenly over the days that end on ``LAST``."""
    shop = make_shop()
    with shop_scope(shop.id):
        category = Category.objects.create(shop_id=shop.id, name="Thé")
        goods = Product.objects.bulk_create(
            Product(
                shop_id=shop.id,
                sku=f"P{place}",
                title=f"Produit {place}",
                price=Decimal(900),
                category=category,
            )
            for place in range(products)
        )
        people = Customer.objects.bulk_create(Customer(shop_id=shop.id) for _ in range(customers))
        orders = Order.objects.bulk_create(
            _order(
                shop,
                place,
                people[place % customers],
                LAST - timedelta(days=days - 1 - place * days // len(baskets)),
            )
            for place in range(len(baskets))
        )
        OrderLine.objects.bulk_create(
            OrderLine(
                shop_id=shop.id, order=order, position=position, product=goods[item], quantity=1,
                unit_price=Decimal(900), amount=Decimal(900),
            )
            for order, basket in zip(orders, baskets, strict=True)
            for position, item in enumerate(basket, 1)
        )  # fmt: skip
    return shop


def _order(shop: ShopContext, place: int, customer: Customer, day: date) -> Order:
    at = datetime(day.year, day.month, day.day, 11, tzinfo=UTC)
    return Order(
        shop_id=shop.id, source="test", external_id=str(place), customer=customer, currency="DZD",
        order_state="confirmed", parcel_state="delivered", placed_at=at, placed_on=day, delivered_on=day,
        delivered_at=at,
    )  # fmt: skip


def pairs(count: int, seed: int = 3, products: int = 40) -> list[list[int]]:
    """Baskets of two or three: an item, its partner (the next number) most of the time, and something popular."""
    chance = np.random.Generator(np.random.PCG64(seed))
    baskets = []
    for _ in range(count):
        first = int(chance.integers(products // 2)) * 2
        basket = {first, first + 1 if chance.random() < 0.8 else int(chance.integers(products))}
        if chance.random() < 0.5:
            basket.add(int(products * chance.random() ** 3))
        baskets.append(sorted(basket))
    return baskets
