"""The night that estimates what customers may still buy: groups that add up, one estimate a week, its switch and replay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from attribution.customer_value.automations import CUSTOMER_VALUE
from attribution.customer_value.models import ValueGroup, ValueRun
from attribution.customer_value.replay import replays
from attribution.customer_value.selectors import expected_repurchase
from attribution.customer_value.services import value_customers
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

UNTIL = date(2026, 3, 1)


@pytest.fixture
def shop(db: None) -> ShopContext:
    """Forty customers over half a year; every third comes back, some twice."""
    shop = a_shop()
    with shop_scope(shop.id):
        for number in range(40):
            customer = a_customer(shop.id)
            first = UNTIL - timedelta(days=180 - 4 * number)
            for again in range(1 + (number % 3 == 0) + (number % 6 == 0)):
                a_delivery(
                    shop.id, min(first + timedelta(days=15 * again), UNTIL), customer=customer, channel="web"
                )
    return shop


def test_a_night_estimates_groups_that_add_up(shop: ShopContext) -> None:
    assert value_customers(shop.id, UNTIL) == {"written": 1, "customers": 40}
    with shop_scope(shop.id):
        run, rows = ValueRun.objects.get(), list(ValueGroup.objects.all())
    assert (run.method, run.customers, run.as_of) == ("map", 40, UNTIL)
    assert run.holdout["customers"] >= 10
    whole = next(row for row in rows if row.by == "all")
    for by in ("segment", "orders", "channel"):
        assert sum(row.customers for row in rows if row.by == by) == 40
        assert sum(row.year for row in rows if row.by == by) == pytest.approx(whole.year, abs=0.01)
    assert whole.soon < whole.year
    assert whole.year_low <= whole.year <= whole.year_high
    assert whole.value_low <= whole.value <= whole.value_high
    assert expected_repurchase(shop.id, "channel")["web"].customers == 40


def test_a_week_is_estimated_once_and_the_switch_holds(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch(CUSTOMER_VALUE.code, is_on=False, by="test")
    assert value_customers(shop.id, UNTIL)["written"] == 0
    with shop_scope(shop.id):
        set_switch(CUSTOMER_VALUE.code, is_on=True, by="test")
    assert value_customers(shop.id, UNTIL)["written"] == 1
    assert value_customers(shop.id, UNTIL)["written"] == 0
    assert value_customers(a_shop().id, UNTIL)["written"] == 0


def test_the_decision_replays_to_the_same_parameters(shop: ShopContext) -> None:
    value_customers(shop.id, UNTIL)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation=CUSTOMER_VALUE.code)
    assert replays(decision.candidates, decision.output)
    decision.candidates[0][3] += 5
    assert not replays(decision.candidates, decision.output)


def test_under_ten_customers_their_number_is_kept_and_nothing_said(db: None) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for _number in range(9):
            a_delivery(shop.id, UNTIL, customer=a_customer(shop.id))
    value_customers(shop.id, UNTIL)
    with shop_scope(shop.id):
        run = ValueRun.objects.get()
        assert (run.customers, run.method, ValueGroup.objects.count()) == (9, "", 0)
