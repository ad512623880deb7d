"""Prepared rows: incremental equals full whatever happened to the orders, and late data heals."""

from __future__ import annotations

from datetime import timedelta

import pytest

from attribution.kpis.models import CustomerRepurchase, DailyKpi
from attribution.kpis.services import recompute_all, recompute_days
from catalog.customers.models import Customer
from catalog.orders.marks import claim_marks
from catalog.orders.models import ChangeMark
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.mutations import FIRST, Mutations
from tests.attribution.scene import a_customer, a_delivery, prepared_rows
from tests.shops import a_shop

pytestmark = pytest.mark.django_db


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
