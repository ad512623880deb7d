"""Random changes to the orders of one shop."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from catalog.customers.models import Customer
from catalog.orders.models import Order, Refund
from catalog.shops.context import ShopContext
from tests.attribution.scene import a_customer, a_refund, an_order, noon

FIRST = date(2026, 3, 1)
STATES = ("none", "preparing", "in_transit", "delivered", "refused", "returned")


class Mutations:
    """Each change is one that an importer, a page or the API could make."""

    def __init__(self, shop: ShopContext, seed: int) -> None:
        self.shop_id, self.rng = shop.id, random.Random(seed)
        for _ in range(4):
            a_customer(shop.id)

    def run(self, times: int) -> None:
        changes: list[Callable[[], object]] = [
            *[self.add] * 4,
            self.move,
            self.edit,
            self.edit_many,
            self.remove,
            self.refund,
            self.change_refund,
            self.forget_customer,
        ]
        for _ in range(times):
            self.rng.choice(changes)()

    def day(self) -> date:
        return FIRST + timedelta(days=self.rng.randrange(70))

    def dates(self, placed: date) -> dict[str, object]:
        """Later days in order, any of them unknown."""
        later = sorted(placed + timedelta(days=self.rng.randrange(9)) for _ in range(3))
        known = [day if self.rng.random() < 0.7 else None for day in later]
        delivered_at = noon(known[2]) if known[2] else None
        return dict(zip(("confirmed_on", "shipped_on", "delivered_on"), known, strict=True)) | {
            "delivered_at": delivered_at,
            "order_state": self.rng.choice(["placed", "confirmed", "cancelled"]),
            "parcel_state": self.rng.choice(STATES),
            "received_on": placed + timedelta(days=self.rng.randrange(20))
            if self.rng.random() < 0.3
            else None,
            "money_state": self.rng.choice(["unpaid", "collected", "paid_out", "refunded"]),
        }

    def fields(self) -> dict[str, object]:
        return {
            "customer": self.rng.choice([None, *Customer.objects.all()]),
            "channel": self.rng.choice(["", "instagram", "whatsapp"]),
            "campaign": self.rng.choice(["", "ete", "rentree: sacs"]),
            "wilaya": self.rng.choice(["", "alger", "oran"]),
            "kind": self.rng.choice(["sale", "sale", "sale", "adjustment"]),
            "currency": self.rng.choice(["DZD", "DZD", "DZD", "EUR"]),
            "discount_amount": self.rng.randrange(3) * 10,
            "services_amount": Decimal(self.rng.randrange(300)) / 100,
        }

    def add(self) -> None:
        placed = self.day()
        an_order(self.shop_id, placed, amount=self.rng.randrange(900), **self.fields(), **self.dates(placed))

    def picked(self) -> Order | None:
        orders = list(Order.objects.order_by("id"))
        return self.rng.choice(orders) if orders else None

    def move(self) -> None:
        if order := self.picked():
            placed = self.day()
            fields = {"placed_on": placed, "placed_at": noon(placed), **self.dates(placed)}
            Order.objects.filter(pk=order.pk).update(**fields)

    def edit(self) -> None:
        if order := self.picked():
            Order.objects.filter(pk=order.pk).update(**self.fields())

    def edit_many(self) -> None:
        Order.objects.filter(placed_on=self.day()).update(**self.fields())

    def remove(self) -> None:
        if order := self.picked():
            order.refunds.all().delete()
            order.delete()

    def refund(self) -> None:
        channel = self.rng.choice(["", "instagram"])
        a_refund(self.shop_id, self.day(), 50, order=self.picked(), channel=channel, is_credit_note=True)

    def change_refund(self) -> None:
        if refund := Refund.objects.order_by("?").first():
            refund.refunded_on = self.day()
            refund.amount += 1
            refund.save()

    def forget_customer(self) -> None:
        customers = list(Customer.objects.order_by("id"))
        if len(customers) > 2:
            self.rng.choice(customers).delete()
        a_customer(self.shop_id)
