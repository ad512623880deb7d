"""What counts where, on which day, and what is withheld: cases worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attribution.kpis.compute import Sums
from attribution.kpis.selectors import BY, By, KpiReport, kpi_report, kpi_series
from attribution.kpis.serialise import report_dict
from attribution.kpis.services import recompute_days
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery, a_refund, an_order
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
FIRST, SECOND, THIRD, FOURTH = (date(2026, 3, day) for day in (2, 4, 6, 9))


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def report(shop: ShopContext, by: By | None = None, period: Period = MARCH, **options: Any) -> KpiReport:
    """After a night."""
    recompute_days(shop.id)
    return kpi_report(shop.id, period=period, by=by, **({"as_of": MARCH.end} | options))


def days_of(shop: ShopContext, figure: str) -> dict[date, Any]:
    recompute_days(shop.id)
    found = {day.day: getattr(day.sums, figure) for day in kpi_series(shop.id, period=MARCH)}
    return {day: value for day, value in found.items() if value}


def test_each_stage_counts_on_its_own_day(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        dates = {"confirmed_on": SECOND, "shipped_on": THIRD, "delivered_on": FOURTH}
        a_delivery(shop.id, FIRST, amount=900, **dates)
    assert days_of(shop, "placed") == days_of(shop, "revenue_ordered") | {FIRST: 1} == {FIRST: 1}
    assert days_of(shop, "revenue_ordered") == {FIRST: 900}
    assert days_of(shop, "confirmed") == {SECOND: 1}
    assert days_of(shop, "revenue_confirmed") == {SECOND: 900}
    assert days_of(shop, "shipped") == {THIRD: 1}
    assert days_of(shop, "delivered") == {FOURTH: 1}
    assert days_of(shop, "revenue_delivered") == {FOURTH: 900}


@pytest.mark.parametrize(
    ("fields", "stages"),
    [
        ({}, "placed"),
        ({"order_state": "cancelled"}, "placed cancelled"),
        ({"order_state": "cancelled", "confirmed_on": SECOND}, "placed cancelled"),
        ({"order_state": "confirmed"}, "placed confirmed"),
        ({"order_state": "confirmed", "parcel_state": "preparing"}, "placed confirmed"),
        ({"parcel_state": "in_transit"}, "placed confirmed shipped"),
        ({"order_state": "cancelled", "parcel_state": "in_transit"}, "placed confirmed shipped"),
        ({"parcel_state": "refused"}, "placed confirmed shipped refused"),
        ({"parcel_state": "refused", "delivered_on": SECOND}, "placed confirmed shipped refused"),
        ({"parcel_state": "delivered", "delivered_on": SECOND}, "placed confirmed shipped delivered"),
        ({"parcel_state": "returned", "delivered_on": SECOND}, "placed confirmed shipped delivered returned"),
        ({"kind": "adjustment", "parcel_state": "delivered", "delivered_on": SECOND}, "adjustments"),
        ({"currency": "EUR", "parcel_state": "delivered", "delivered_on": SECOND}, "other_currency"),
    ],
)
def test_an_order_counts_in_the_stages_that_it_reached(
    shop: ShopContext, fields: dict[str, Any], stages: str
) -> None:
    with shop_scope(shop.id):
        an_order(shop.id, FIRST, **fields)
    sums = report(shop).total.sums
    every = (name for name in Sums.__dataclass_fields__ if isinstance(getattr(sums, name), int))
    assert {name for name in every if getattr(sums, name) == 1} == set(stages.split())


@pytest.mark.parametrize(
    ("known", "confirmed", "shipped"),
    [
        ({"delivered_on": FOURTH}, FOURTH, FOURTH),
        ({"shipped_on": THIRD, "delivered_on": FOURTH}, THIRD, THIRD),
        ({"confirmed_on": SECOND, "delivered_on": FOURTH}, SECOND, FOURTH),
        ({}, FIRST, FIRST),
    ],
)
def test_a_missing_date_is_replaced_by_the_nearest_that_is_known(
    shop: ShopContext, known: dict[str, Any], confirmed: date, shipped: date
) -> None:
    with shop_scope(shop.id):
        an_order(shop.id, FIRST, order_state="confirmed", parcel_state="delivered", **known)
    assert days_of(shop, "confirmed") == {confirmed: 1}
    assert days_of(shop, "shipped") == {shipped: 1}


def test_revenue_is_lines_less_discounts_with_fees_and_without_the_delivery_fee(shop: ShopContext) -> None:
    amounts = {"services_amount": 50, "shipping_amount": 400, "discount_amount": 100, "total_amount": 1350}
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST, amount=1000, **amounts)
    sums = report(shop).total.sums
    assert sums.revenue_delivered == 950
    assert sums.product_revenue_delivered == 900


def test_a_refund_counts_on_its_own_day_and_lowers_the_net_of_that_day(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        order = a_delivery(shop.id, FIRST, amount=1000)
        a_refund(shop.id, FOURTH, 300, order=order)
    assert days_of(shop, "net") == {FIRST: 1000, FOURTH: -300}
    assert report(shop).total.sums.net == 700


def test_the_average_basket_leaves_refunds_and_fees_out_and_shows_the_net_beside_it(
    shop: ShopContext,
) -> None:
    with shop_scope(shop.id):
        for number in range(30):
            a_delivery(shop.id, FIRST, amount=1000 + number * 10, services_amount=7, total_amount=0)
        a_refund(shop.id, SECOND, 3000, products_amount=600)
    row = report(shop).total
    assert (row.average_basket.value, row.average_basket.n) == (Decimal("1145.00"), 30)
    assert row.average_basket_net == Decimal("1125.00")
    # Standard deviation of 0, 10 … 290 is 88.034084, t(29) = 2.045230.
    assert (row.average_basket.low, row.average_basket.high) == (Decimal("1112.13"), Decimal("1177.87"))


def test_under_thirty_cases_a_figure_is_withheld_and_says_so(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        for _ in range(29):
            a_delivery(shop.id, FIRST, parcel_state="returned")
    thin = report_dict(report(shop))["total"]
    withheld = {"value": None, "low": None, "high": None, "n": 29, "reason": "not enough data"}
    assert thin["average_basket"] == {**withheld, "net": None}
    assert thin["returns"] == dict.fromkeys(("cancelled", "refused", "returned", "refunded_value"), withheld)
    with shop_scope(shop.id):
        a_delivery(shop.id, FIRST)
    enough = report_dict(report(shop))["total"]["returns"]
    # Wilson's interval of 29 in 30.
    assert enough["returned"] == {"value": 0.966667, "low": 0.833296, "high": 0.994091, "n": 30}


def test_each_rate_has_its_own_denominator(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        for _ in range(10):
            an_order(shop.id, FIRST, order_state="cancelled")
            an_order(shop.id, FIRST, parcel_state="refused")
        for number in range(40):
            a_delivery(shop.id, FIRST, parcel_state="returned" if number < 4 else "delivered")
    row = report(shop).total
    assert (row.cancelled.value, row.cancelled.n) == (round(10 / 60, 6), 60)
    assert (row.refused.value, row.refused.n) == (0.2, 50)
    assert (row.returned.value, row.returned.n) == (0.1, 40)


def test_what_has_no_records_yet_says_what_is_missing_and_how_to_bring_it(shop: ShopContext) -> None:
    total = report_dict(report(shop))["total"]
    for figure in ("cost_per_conversation", "conversation_to_sale"):
        assert total[figure]["value"] is None
        assert total[figure]["reason"] == "not enough data"
        also = ["spend"] if figure == "cost_per_conversation" else []
        assert total[figure]["missing"] == ["conversations", *also]
        assert total[figure]["how"] == "bring_conversations"


def test_repurchase_needs_a_later_calendar_day_and_what_was_known_on_the_day(shop: ShopContext) -> None:
    start = MARCH.start
    with shop_scope(shop.id):
        for number in range(40):
            customer = a_customer(shop.id)
            a_delivery(shop.id, start, customer=customer)
            a_delivery(shop.id, start, customer=customer)  # the same day is no repurchase
            if number < 10:
                a_delivery(shop.id, start + timedelta(days=20), customer=customer)
            elif number < 15:
                a_delivery(shop.id, start + timedelta(days=45), customer=customer)
    on_day = {
        days: report(shop, as_of=start + timedelta(days=days)).total.repurchase for days in (25, 30, 60)
    }
    assert (on_day[25][30].mature.n, on_day[25][30].waiting) == (0, 40)
    assert (on_day[30][30].mature.value, on_day[30][30].estimate.value) == (0.25, 0.25)
    assert (on_day[30][60].mature.n, on_day[30][60].waiting) == (0, 40)
    assert on_day[60][60].mature.value == 0.375
    assert (on_day[60][30].mature.value, on_day[60][30].waiting) == (0.25, 0)


def test_a_first_order_after_the_day_is_not_known_on_it(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        a_delivery(shop.id, FOURTH, customer=a_customer(shop.id))
    assert report(shop, as_of=THIRD).total.repurchase[30].estimate.n == 0


def test_segments_are_those_of_the_day_and_orders_without_customer_have_none(shop: ShopContext) -> None:
    day = MARCH.end
    with shop_scope(shop.id):
        inactive, regular, new, late = (a_customer(shop.id) for _ in range(4))
        for customer, ago in ((inactive, 60), (regular, 59), (regular, 5), (new, 59), (late, 70)):
            a_delivery(shop.id, day - timedelta(days=ago), customer=customer, amount=ago)
        a_delivery(shop.id, day + timedelta(days=1), customer=late, amount=1)
        a_delivery(shop.id, day, amount=7)
        a_refund(shop.id, day, 3, customer=regular)
    longer = Period(day - timedelta(days=100), day + timedelta(days=1))
    found = {row.key: row for row in report(shop, "segment", longer).rows}
    revenue = {key: row.sums.revenue_delivered for key, row in found.items()}
    assert revenue == {"": 7, "inactive": 60 + 70 + 1, "new": 59, "regular": 64}
    assert found["regular"].sums.refunds == 3
    assert {key: row.customers for key, row in found.items()} == {
        "": 0,
        "inactive": 2,
        "new": 1,
        "regular": 1,
    }
    later = {r.key: r for r in report(shop, "segment", longer, as_of=day + timedelta(days=1)).rows}
    assert {key: row.customers for key, row in later.items()} == {"": 0, "inactive": 2, "regular": 2}
    assert later["regular"].sums.revenue_delivered == 64 + 70 + 1


def test_a_campaigns_refunds_are_those_of_its_orders(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        customer = a_customer(shop.id)
        order = a_delivery(shop.id, FIRST, amount=500, campaign="ramadan", customer=customer)
        a_delivery(shop.id, SECOND, amount=200, customer=customer)
        a_refund(shop.id, THIRD, 80, order=order)
    found = {row.key: row for row in report(shop, "campaign").rows}
    assert {key: row.sums.net for key, row in found.items()} == {"": 200, "ramadan": 420}
    assert {key: row.repurchase[30].estimate.n for key, row in found.items()} == {"": 0, "ramadan": 1}
    assert {key: row.customers for key, row in found.items()} == {"": 1, "ramadan": 1}


def test_a_report_reads_one_shop_only(shop: ShopContext) -> None:
    other = a_shop()
    with shop_scope(other.id):
        a_delivery(other.id, FIRST, customer=a_customer(other.id))
    recompute_days(other.id)
    for by in (None, *BY):
        found = report(shop, by)
        assert (found.total.sums, found.total.customers, found.rows) == (Sums(), 0, ())


@pytest.mark.parametrize("by", [None, *BY])
def test_a_report_costs_the_same_queries_at_two_rows_and_at_many(shop: ShopContext, by: By | None) -> None:
    counted = []
    for size in (2, 30):
        with shop_scope(shop.id):
            for number in range(size):
                a_delivery(shop.id, FIRST + timedelta(days=number % 20), customer=a_customer(shop.id))
        recompute_days(shop.id)
        with CaptureQueriesContext(connection) as queries:
            kpi_report(shop.id, period=MARCH, by=by, as_of=MARCH.end)
        counted.append(len(queries))
    assert (
        counted[0]
        == counted[1]
        == {"campaign": 16, "wilaya": 16, "segment": 16, "playlist": 17}.get(by or "", 11)
    )
