"""The rows behind a figure add up to it, whatever the orders look like, and no row is missed between pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attribution.kpis.behind import SOURCES, BehindRow, UnknownFigure, rows_behind
from attribution.kpis.compute import Sums
from attribution.kpis.selectors import kpi_report, kpi_series
from attribution.kpis.services import recompute_days
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.mutations import FIRST, Mutations
from tests.attribution.scene import a_customer, a_delivery, a_refund
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

PERIOD = Period(FIRST + timedelta(days=5), FIRST + timedelta(days=45))
# Spend and conversations are prepared apart and have their own test.
ELSEWHERE = {"spend", "conversations", "conversations_sold"}
SUMMED = sorted(set(SOURCES) - {"average_basket", "repurchase_30", "repurchase_60"} - ELSEWHERE)


def every_row(shop_id: int, figure: str, *, channel: str | None = None, limit: int = 7) -> list[BehindRow]:
    rows: list[BehindRow] = []
    cursor = ""
    while True:
        page = rows_behind(shop_id, figure, period=PERIOD, channel=channel, after=cursor, limit=limit)
        rows += page.rows
        cursor = page.next
        if not cursor:
            return rows


def figure_of(sums: Sums, figure: str) -> Decimal:
    return Decimal(getattr(sums, figure))


@pytest.mark.parametrize("seed", [101, 102])
def test_the_rows_behind_every_figure_add_up_to_it(seed: int) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        Mutations(shop, seed).run(150)
        recompute_days(shop.id)
        total = kpi_report(shop.id, period=PERIOD).total.sums
        days = kpi_series(shop.id, period=PERIOD, channel="instagram")
        instagram = sum((day.sums for day in days), Sums())
        for figure in SUMMED:
            added = sum((row.amount for row in every_row(shop.id, figure)), Decimal(0))
            assert added == figure_of(total, figure), figure
            added = sum((r.amount for r in every_row(shop.id, figure, channel="instagram")), Decimal(0))
            assert added == figure_of(instagram, figure), figure


def test_pages_of_one_row_give_what_one_large_page_gives() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        Mutations(shop, 7).run(120)
        rows = every_row(shop.id, "net", limit=1)
        assert rows == every_row(shop.id, "net", limit=1000)
    assert len({(row.kind, row.id) for row in rows}) == len(rows) > 5
    assert [row.day for row in rows] == sorted((row.day for row in rows), reverse=True)


def test_the_basket_and_the_repurchase_have_their_rows_too() -> None:
    shop = a_shop()
    later = PERIOD.start + timedelta(days=9)
    with shop_scope(shop.id):
        customer = a_customer(shop.id)
        first = a_delivery(shop.id, PERIOD.start, amount=500, customer=customer, number="A-1", channel="web")
        a_delivery(shop.id, later, amount=700, customer=customer)
        recompute_days(shop.id)
        basket = every_row(shop.id, "average_basket")
        (repurchase,) = every_row(shop.id, "repurchase_30")
    assert [(row.day, row.amount) for row in basket] == [(later, Decimal(700)), (PERIOD.start, Decimal(500))]
    assert (basket[1].number, basket[1].uid, basket[1].kind) == ("A-1", first.uid, "order")
    assert (repurchase.kind, repurchase.uid, repurchase.channel) == ("customer", customer.uid, "web")
    assert (repurchase.day, repurchase.next_on) == (PERIOD.start, later)


def test_a_refund_stands_in_the_net_with_a_minus() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_refund(shop.id, PERIOD.start, 40, external_id="AV-7")
        (row,) = every_row(shop.id, "net")
    assert (row.kind, row.number, row.amount) == ("refund", "AV-7", Decimal(-40))


def test_a_figure_without_rows_is_refused() -> None:
    with pytest.raises(UnknownFigure):
        rows_behind(a_shop().id, "weather", period=PERIOD)


def test_a_cursor_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        rows_behind(a_shop().id, "net", period=PERIOD, after="5")


def test_a_page_costs_the_same_queries_at_two_rows_and_at_many() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        counted = []
        for size in (2, 40):
            for number in range(size):
                a_delivery(shop.id, date(2026, 3, 10), external_id=f"{size}-{number}")
            with CaptureQueriesContext(connection) as queries:
                rows_behind(shop.id, "net", period=PERIOD)
            counted.append(len(queries))
    assert counted[0] == counted[1] <= 3
