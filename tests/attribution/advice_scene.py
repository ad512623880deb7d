"""A shop with sixteen weeks of orders by channel, product and customer, and of spend: what forecasts and advice read."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from attribution.budget.services import advise_shop
from attribution.customer_value.services import value_customers
from attribution.forecast.services import forecast_shop
from attribution.kpis.services import recompute_days
from catalog.orders.models import OrderLine
from catalog.shops.context import ShopContext
from catalog.spend.models import SpendDay, SpendEntry
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery
from tests.shops import a_product

WEEKS = 16
WEEKLY = {"facebook": (4000, 2), "instagram": (4000, 8), "": (0, 3)}


def spend(shop_id: int, channel: str, day: date, amount: int, currency: str = "DZD") -> None:
    """A day's spend as the hand sheet keeps it; no rate is known of another currency."""
    entry = SpendEntry.objects.create(
        shop_id=shop_id, source="hand", external_id=f"{channel}-{day}", starts_on=day, ends_on=day, currency=currency, amount=amount
    )  # fmt: skip
    is_known = currency == "DZD"
    SpendDay.objects.create(
        shop_id=shop_id, entry=entry, day=day, channel=channel, currency=currency, amount=amount,
        rate=1 if is_known else None, shop_amount=amount if is_known else None, source="hand",
        external_id=entry.external_id,
    )  # fmt: skip


def fill(shop: ShopContext, first: date) -> None:
    """Sixteen weeks from a Monday on, two products, a third of the customers come back."""
    drawn = np.random.default_rng(11)
    with shop_scope(shop.id):
        products = [a_product(shop.id, sku).pk for sku in ("ROBE", "FOULARD")]
        people = [a_customer(shop.id) for _ in range(60)]
        for week in range(WEEKS):
            monday = first + timedelta(weeks=week)
            for channel, (amount, orders) in WEEKLY.items():
                if amount:
                    spend(shop.id, channel, monday, amount)
                for number in range(int(drawn.poisson(orders))):
                    someone = people[int(drawn.integers(len(people)))]
                    order = a_delivery(
                        shop.id,
                        monday + timedelta(days=number % 7),
                        channel=channel,
                        customer=someone,
                        amount=9000,
                    )
                    OrderLine.objects.create(
                        shop_id=shop.id, order=order, position=1, product_id=products[number % 2], quantity=1,
                        unit_price=Decimal(9000), amount=9000,
                    )  # fmt: skip
    recompute_days(shop.id)


def advised(shop: ShopContext, first: date) -> date:
    """Fill the shop and do the night after the last week; returns the Monday after it."""
    fill(shop, first)
    monday = first + timedelta(weeks=WEEKS)
    forecast_shop(shop.id, monday)
    advise_shop(shop.id, monday)
    value_customers(shop.id, monday)
    return monday
