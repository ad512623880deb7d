"""Prepared rows: incremental equals full whatever happened to the orders, and late data heals."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from attribution.kpis.models import CustomerRepurchase, DailyKpi
from attribution.kpis.services import recompute_all, recompute_days
from catalog.customers.models import Customer
from catalog.orders.marks import claim_marks
from catalog.orders.models import ChangeMark, Order, Refund
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery, a_refund, an_order, noon, prepared_rows
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 1)
STATES = ("none", "preparing", "in_transit", "delivered", "refused", "returned")


class Mutations:
    """Random changes to the orders of one shop, each as an importer, a page or an API could make it."""

    def __init__(self, shop: ShopContext, seed: int) -> None:
        self.shop_id, self.rng = shop.id, random.Random(seed)
        for _ in range(4):
            a_customer(shop.id)

    def run(self, times: int) -> None:
        changes: list[Callable[[], object]] = [
            self.add,
            self.add,
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
        }

    def fields(self) -> dict[str, object]:
        return {
            "customer": self.rng.choice([None, *Customer.objects.all()]),
            "channel": self.rng.choice(["", "instagram", "whatsapp"]),
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


@pytest.mark.parametrize("seed", range(12))
def test_incremental_runs_leave_the_rows_of_a_full_run(seed: int) -> None:
    shop, other = a_shop(), a_shop()
    with shop_scope(other.id):
        a_delivery(other.id, FIRST)
        recompute_days(other.id)
    with shop_scope(shop.id):
        mutations = Mutations(shop, seed)
        for _night in range(6):
            mutations.run(12)
            recompute_days(shop.id)
        incremental = prepared_rows(shop.id)
        recompute_all(shop.id)
        assert prepared_rows(shop.id) == incremental
        assert incremental["dailykpi"]
    with shop_scope(other.id):
        assert DailyKpi.objects.count() == 1


def test_a_second_run_finds_nothing_to_do_and_changes_nothing() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST, customer=a_customer(shop.id))
        assert recompute_days(shop.id).rows == 2
        before = prepared_rows(shop.id)
        again = recompute_days(shop.id)
        assert (again.marks, again.days, again.customers, again.rows) == (0, 0, 0, 0)
        assert prepared_rows(shop.id) == before


def test_a_full_run_takes_the_marks_too() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST)
        assert recompute_all(shop.id).marks == 1
        assert ChangeMark.objects.count() == 0


def test_a_mark_written_after_the_claim_waits_for_the_next_run() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST)
        claimed = claim_marks(shop.id)
        a_delivery(shop.id, FIRST + timedelta(days=1))
        recompute_days(shop.id, claimed)
        assert [mark.day for mark in ChangeMark.objects.all()] == [FIRST + timedelta(days=1)]


def test_an_order_that_comes_late_heals_its_own_day_only() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST, amount=10)
        a_delivery(shop.id, FIRST + timedelta(days=40), amount=20)
        recompute_days(shop.id)
        a_delivery(shop.id, FIRST, amount=5)
        assert recompute_days(shop.id).days == 1
        found = dict(DailyKpi.objects.values_list("day", "revenue_delivered"))
        assert found == {FIRST: 15, FIRST + timedelta(days=40): 20}


def test_a_deleted_customer_takes_its_row_along_below_django_too() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        customer = a_customer(shop.id)
        order = a_delivery(shop.id, FIRST, customer=customer)
        recompute_days(shop.id)
        order.delete()
        Customer.objects.filter(pk=customer.pk)._raw_delete("default")
        assert CustomerRepurchase.objects.count() == 0
