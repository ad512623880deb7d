"""The five KPIs of the real retail file against an independent computation, figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from attribution.kpis.compute import Fig
from attribution.kpis.selectors import KpiReport, kpi_report
from attribution.kpis.serialise import report_dict
from attribution.kpis.services import recompute_all, recompute_days
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import set_local, shop_scope
from tests.attribution import independent_kpis as truth
from tests.attribution.retail_orders import load_retail
from tests.attribution.scene import prepared_rows
from tests.shops import a_shop

WHOLE = Period(date(2010, 12, 1), date(2011, 8, 31))
MONTHS = {
    "2010-12": "748957.02",
    "2011-01": "560000.26",
    "2011-02": "498062.65",
    "2011-03": "683267.08",
    "2011-04": "493207.12",
    "2011-05": "723333.51",
    "2011-06": "691123.12",
    "2011-07": "681300.11",
    "2011-08": "682680.51",
}


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return truth.read_lines()


@pytest.fixture(scope="module")
def shop(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ShopContext]:
    """The file's shop after an incremental night, for all tests of this module, then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        shop = a_shop(currency="GBP", timezone="UTC")
        with shop_scope(shop.id):
            set_local("idle_in_transaction_session_timeout", "0")  # pandas computes between two tests
            load_retail(shop.id)
            with connection.cursor() as cursor:  # as after an import
                cursor.execute("SELECT catalog_refresh_statistics()")
            recompute_days(shop.id)
            yield shop
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="module")
def report(shop: ShopContext) -> KpiReport:
    return kpi_report(shop.id, period=WHOLE, as_of=WHOLE.end)


def _close(found: Fig, value: float, low: float, high: float, n: int) -> None:
    assert found.n == n
    assert (found.value, found.low, found.high) == (round(value, 6), round(low, 6), round(high, 6))


def test_the_independent_computation_finds_the_published_figures(lines: pd.DataFrame) -> None:
    counted = truth.documents(lines)
    assert (len(lines), counted["invoices"], counted["cancellations"]) == (320_705, 16_459, 2_554)
    months = truth.net_by_month(lines)
    assert {month: f"{cents / 100:.2f}" for month, cents in months.items()} == MONTHS
    assert sum(months.values()) == 576_193_138


def test_every_document_is_counted_once_and_as_what_it_is(report: KpiReport, lines: pd.DataFrame) -> None:
    counted, sums = truth.documents(lines), report.total.sums
    assert sums.placed == counted["orders"] == 12_495
    assert sums.adjustments == counted["adjustments"] == 1_408
    assert sums.credit_notes == counted["cancellations"] + counted["negative"] == 2_556
    assert sums.placed + sums.adjustments + sums.credit_notes == counted["invoices"]


def test_the_net_is_the_sum_of_the_file(report: KpiReport, lines: pd.DataFrame) -> None:
    assert report.total.sums.net == Decimal("5761931.38")
    assert report.total.sums.revenue_delivered == Decimal(int(truth.orders(lines)["cents"].sum())) / 100
    assert report.total.sums.refunds == Decimal(int(truth.refunds(lines)["cents"].sum())) / 100


def test_the_net_is_right_month_by_month_and_the_months_add_up(shop: ShopContext) -> None:
    found = kpi_report(shop.id, period=WHOLE, by="month", as_of=WHOLE.end)
    assert {row.key: str(row.sums.net) for row in found.rows} == MONTHS
    assert sum((row.sums for row in found.rows), type(found.total.sums)()) == found.total.sums


def test_the_average_basket_and_its_interval_are_those_of_the_orders(
    report: KpiReport, lines: pd.DataFrame
) -> None:
    found, expected = report.total.average_basket, truth.basket(lines)
    exact = [Decimal(f"{number:.2f}") for number in (expected.value, expected.low, expected.high)]
    assert [found.value, found.low, found.high] == exact
    assert found.n == expected.n
    assert report.total.average_basket_net == Decimal(f"{expected.net:.2f}")


def test_customers_are_counted_once_and_lines_without_one_never(
    report: KpiReport, lines: pd.DataFrame
) -> None:
    assert report.total.customers == truth.orders(lines)["customer"].nunique()


def test_the_refunded_share_is_the_refunds_over_the_delivered(report: KpiReport, lines: pd.DataFrame) -> None:
    share = truth.refunds(lines)["cents"].sum() / truth.orders(lines)["cents"].sum()
    assert report.total.refunded_value == Fig(round(float(share), 6), n=12_495)


@pytest.mark.parametrize("horizon", [30, 60])
@pytest.mark.parametrize("as_of", ["2011-03-15", "2011-06-30", "2011-08-31"])
def test_repurchase_is_that_of_what_was_known_on_the_day(
    shop: ShopContext, lines: pd.DataFrame, as_of: str, horizon: int
) -> None:
    expected = truth.repurchase(lines, as_of, horizon)
    report = kpi_report(shop.id, period=WHOLE, as_of=date.fromisoformat(as_of))
    found = report.total.repurchase[horizon]
    assert (found.mature.value, found.mature.n) == (round(expected.mature, 6), expected.mature_n)
    assert found.waiting == expected.waiting
    _close(found.estimate, expected.estimate, expected.low, expected.high, expected.n)


def test_a_later_cohort_has_its_own_repurchase(shop: ShopContext, lines: pd.DataFrame) -> None:
    expected = truth.repurchase(lines, "2011-08-31", 60, first="2011-05-01")
    period = Period(date(2011, 5, 1), WHOLE.end)
    found = kpi_report(shop.id, period=period, as_of=WHOLE.end).total.repurchase[60]
    assert (found.mature.value, found.mature.n) == (round(expected.mature, 6), expected.mature_n)
    _close(found.estimate, expected.estimate, expected.low, expected.high, expected.n)


@pytest.mark.parametrize("by", ["channel", "campaign", "day", "week", "segment"])
def test_rows_add_up_to_the_total_by_every_key(shop: ShopContext, report: KpiReport, by: Any) -> None:
    found = kpi_report(shop.id, period=WHOLE, by=by, as_of=WHOLE.end)
    assert sum((row.sums for row in found.rows), type(found.total.sums)()) == report.total.sums
    assert found.total == report.total


def test_segments_hold_every_customer_once(shop: ShopContext, report: KpiReport) -> None:
    rows = kpi_report(shop.id, period=WHOLE, by="segment", as_of=WHOLE.end).rows
    assert {row.key for row in rows} == {"", "new", "regular", "inactive"}
    assert sum(row.customers or 0 for row in rows) == report.total.customers


def test_a_full_run_gives_the_rows_of_the_incremental_one(shop: ShopContext) -> None:
    before = prepared_rows(shop.id)
    recompute_all(shop.id)
    assert prepared_rows(shop.id) == before


def test_the_command_prints_the_same_figures_as_one_json_document(
    shop: ShopContext, report: KpiReport, capsys: pytest.CaptureFixture[str]
) -> None:
    dates = ["--from", "2010-12-01", "--to", "2011-08-31", "--as-of", "2011-08-31"]
    call_command("kpis", "--shop", shop.slug, *dates, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert printed == report_dict(report)
    assert printed["total"]["revenue"]["net"] == "5761931.38"
