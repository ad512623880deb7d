"""The pages of the figures: windows agree with reports, sheets with pages, rows with figures; odd addresses are calm."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from attribution.kpis.asked import asked
from attribution.kpis.behind import SOURCES
from attribution.kpis.compute import Row, Sums, make_row
from attribution.kpis.panels import what_changed
from attribution.kpis.reach import ended_on, known_until
from attribution.kpis.selectors import kpi_report
from attribution.kpis.services import recompute_all
from attribution.kpis.windows import kpi_windows
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.sheet import write_sheet
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_customer, a_delivery, a_refund, an_order
from tests.factories import log_in, make_shop, make_user

FIRST = date(2026, 1, 1)
DAYS = 120
PERIOD = Period(FIRST, FIRST + timedelta(days=DAYS - 1))


@pytest.fixture
def shop(db: None) -> ShopContext:
    """A shop with four months of deliveries, refusals, cancellations and refunds over two channels."""
    shop = make_shop("figures", owner=make_user("figures@example.com", language="en"))
    rng = random.Random(7)
    with shop_scope(shop.id):
        people = [a_customer(shop.id) for _ in range(60)]
        for _ in range(260):
            day = FIRST + timedelta(days=rng.randrange(DAYS))
            fields: dict[str, Any] = {
                "channel": rng.choice(["instagram", "facebook", ""]),
                "amount": rng.randrange(500, 9000),
                "customer": rng.choice([*people, None]),
            }
            fate = rng.random()
            if fate < 0.7:
                a_delivery(shop.id, day, **fields)
            elif fate < 0.8:
                an_order(shop.id, day, order_state="cancelled", **fields)
            elif fate < 0.9:
                an_order(shop.id, day, order_state="confirmed", parcel_state="refused", **fields)
            else:
                a_refund(shop.id, day, rng.randrange(100, 900), channel=fields["channel"])
        recompute_all(shop.id)
    return shop


@pytest.fixture
def owner(shop: ShopContext) -> Client:
    from catalog.people.models import User

    client = log_in(User.objects.get(email="figures@example.com"))
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("length", [1, 30, DAYS])
def test_windows_give_the_rows_of_the_report(shop: ShopContext, length: int) -> None:
    windows = [
        Period(FIRST + timedelta(days=at), FIRST + timedelta(days=at + length - 1)) for at in (0, 17, 60)
    ]
    rows = kpi_windows(shop.id, windows, as_of=PERIOD.end)
    reports = [kpi_report(shop.id, period=window, as_of=PERIOD.end) for window in windows]
    assert rows == tuple(replace(report.total, customers=None) for report in reports)


def test_windows_of_the_channels_add_up_to_the_whole(shop: ShopContext) -> None:
    def sums(channel: str | None) -> Sums:
        (row,) = kpi_windows(shop.id, [PERIOD], as_of=PERIOD.end, channel=channel)
        return row.sums

    assert sum((sums(channel) for channel in ("instagram", "facebook", "")), Sums()) == sums(None)


@pytest.mark.parametrize("figure", sorted(SOURCES))
def test_every_figure_opens_to_rows_that_add_up_to_it(shop: ShopContext, owner: Client, figure: str) -> None:
    address = f"/shops/figures/kpis/rows/{figure}/?from={PERIOD.start}&to={PERIOD.end}"
    assert owner.get(address).status_code == 200
    sheet = owner.get(f"{address}&csv=1&raw=1").content.decode()
    amounts = [Decimal(line["Amount"]) for line in csv.DictReader(io.StringIO(sheet))]
    (row,) = kpi_windows(shop.id, [PERIOD], as_of=PERIOD.end)
    if figure.startswith("repurchase"):
        assert len(amounts) == row.repurchase[30].estimate.n
    else:
        name = "product_revenue_delivered" if figure == "average_basket" else figure
        # Spend and conversations are no sums of orders; this shop has neither.
        assert sum(amounts, Decimal(0)) == getattr(row.sums, name, 0)


def test_the_sheet_of_days_adds_up_to_the_page(shop: ShopContext, owner: Client) -> None:
    sheet = owner.get(
        f"/shops/figures/kpis/days.csv?from={PERIOD.start}&to={PERIOD.end}&raw=1"
    ).content.decode()
    lines = list(csv.DictReader(io.StringIO(sheet)))
    total = kpi_report(shop.id, period=PERIOD).total.sums
    assert len(lines) == DAYS
    assert sum(Decimal(line["Net sales"]) for line in lines) == total.net
    assert sum(int(line["Orders placed"]) for line in lines) == total.placed


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-02-30&to=2026-03-01",
        "from=2026-03-02&to=2026-03-01",
        "from=x",
        "to=2026-03-01",
        "from=0001-01-01&to=9999-12-31",
        "preset=for_ever",
        "preset=last_7_days&from=junk",
    ],
)
@pytest.mark.parametrize("page", ["", "kpis/", "sales/", "kpis/rows/net/", "kpis/days.csv"])
def test_an_odd_address_shows_the_last_30_days(
    shop: ShopContext, owner: Client, page: str, query: str
) -> None:
    assert owner.get(f"/shops/figures/{page}?{query}").status_code == 200


def test_days_that_make_no_period_are_refused_and_said(shop: ShopContext, owner: Client) -> None:
    page = owner.get("/shops/figures/?from=2026-03-02&to=2026-03-01").content.decode()
    assert "These two days make no period" in page
    assert asked(shop, {"from": "2026-03-02", "to": "2026-03-01"}).is_refused


def test_an_unknown_figure_and_a_broken_cursor_are_not_found(shop: ShopContext, owner: Client) -> None:
    assert owner.get("/shops/figures/kpis/rows/no-such/").status_code == 404
    assert owner.get("/shops/figures/kpis/rows/net/?after=junk").status_code == 404


def test_records_that_ended_long_ago_are_read_from_their_end() -> None:
    yesterday = date(2026, 11, 21)
    assert known_until(date(2011, 8, 31), yesterday) == date(2011, 8, 31)
    assert ended_on(date(2011, 8, 31), yesterday) == date(2011, 8, 31)
    assert known_until(yesterday - timedelta(days=30), yesterday) == yesterday
    assert ended_on(None, yesterday) is None
    assert known_until(None, yesterday) == yesterday


def _row(delivered: int, revenue: int) -> Row:
    sums = Sums(
        delivered=delivered, revenue_delivered=Decimal(revenue), product_revenue_delivered=Decimal(revenue)
    )
    return make_row("", sums, 0, [])


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (_row(20, 2000), _row(10, 1000), "100% above the period before, mostly because more orders"),
        (_row(10, 2000), _row(10, 1000), "100% above the period before, mostly because baskets are larger"),
        (_row(5, 500), _row(10, 1000), "50% below the period before, mostly because fewer orders"),
        (_row(10, 1000), _row(10, 1000), "the same as in the period before"),
        (_row(10, 1000), _row(0, 0), ""),
    ],
)
def test_the_sentence_says_what_moved_net_sales(now: Row, before: Row, words: str) -> None:
    from django.utils import translation

    with translation.override("en"):
        sentence = what_changed(now, before)
    assert words in sentence
    assert bool(words) == bool(sentence)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@sum", "\tx", "\rx", "＝1+1"])
def test_a_cell_cannot_become_a_formula(cell: str) -> None:
    written = csv.reader(io.StringIO(write_sheet(["a"], [[cell]], raw=True), newline=""))
    assert list(written)[1] == ["'" + cell.replace("\r", "\n")]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("a,=cmd", "a,'=cmd"),
        ("a; @sum", "a; '@sum"),
        ("a\t+cmd", "a\t'+cmd"),
        ("size, -5 or +5", "size, -5 or +5"),
    ],
)
def test_a_reader_that_splits_elsewhere_finds_no_formula(cell: str, kept: str) -> None:
    written = csv.reader(io.StringIO(write_sheet(["a"], [[cell]], raw=True), newline=""))
    assert list(written)[1] == [kept]


def test_numbers_and_dates_stay_what_they_are_in_a_sheet() -> None:
    rows = [[Decimal("-12.50"), "-3,5", "2026-01-01", None]]
    assert write_sheet(["a", "b", "c", "d"], rows, raw=True) == 'a,b,c,d\n-12.50,"-3,5",2026-01-01,\n'
    assert write_sheet(["a"], [[Decimal("1.5")]]) == "\ufeffa\r\n1,5\r\n"
