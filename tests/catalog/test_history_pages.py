"""The history of a record on a page: as on a day, the price line, every change."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from catalog.codes.models import PlaylistCode
from catalog.landing.models import LandingPage
from catalog.orders.models import Order
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_category, make_customer, make_order, make_playlist, make_product
from tests.past import changed, known_since

pytestmark = pytest.mark.django_db
JANUARY, MARCH, APRIL = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (1, 3, 4))


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def soap(desk: Desk) -> Product:
    with shop_scope(desk.shop.id):
        category = make_category(desk.shop, name="Soin")
        product = make_product(desk.shop, title="Savon noir", price=Decimal("650.00"))
        known_since(product, JANUARY)
        changed("product", product.pk, MARCH, price="500.00", stock_state="out", category_id=category.pk)
        changed("product", product.pk, APRIL, price="700.00")
        return product


def read(desk: Desk, kind: str, record: Any, query: str = "", **options: Any) -> str:
    return desk.get("record-history", query, kind=kind, record=record.uid, **options)


def test_a_day_shows_what_stood_at_its_end_beside_today(desk: Desk, soap: Product) -> None:
    page = read(desk, "product", soap, "on=2026-02-28")
    assert "As on 28/02/2026" in page
    assert "<bdi>500 DA</bdi>" in page
    assert "<bdi>Sold out</bdi>" in page
    assert "<bdi>Soin</bdi>" in page
    assert "<bdi>700 DA</bdi>" not in page.split("Every change")[0].split("chart-price")[0]


def test_the_lowest_price_of_the_thirty_days_before_is_said(desk: Desk, soap: Product) -> None:
    assert "Lowest price of the 30 days before: 500 DA" in read(desk, "product", soap, "on=2026-03-05")
    assert "Lowest price of the 30 days before: 700 DA" in read(desk, "product", soap, "on=2026-03-31")
    assert "Lowest price of the 30 days before: 650 DA" in read(desk, "product", soap, "on=2026-05-02")


def test_before_it_was_here_nothing_is_shown(desk: Desk, soap: Product) -> None:
    page = read(desk, "product", soap, "on=2025-12-31")
    assert "It was not here yet" in page
    assert "01/01/2026" in page


@pytest.mark.parametrize("on", ["", "yesterday", "2999-01-01", "0001-01-01", "2026-02-30"])
def test_any_day_can_be_asked_for(desk: Desk, soap: Product, on: str) -> None:
    assert "Every change" in read(desk, "product", soap, f"on={on}")


def test_every_change_is_told_with_before_after_and_who(desk: Desk, soap: Product) -> None:
    answer = desk.agent.get(
        desk.url("record-history-csv", kind="product", record=soap.uid), {"raw": "1"}
    ).content.decode()
    rows = list(csv.reader(io.StringIO(answer)))
    prices = [row[1:4] for row in rows if row[1] == "Price"]
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in prices] == [
        ["Price", "700 DA", "650 DA"],
        ["Price", "500 DA", "700 DA"],
    ]
    assert rows[-1][1] == "First written here"


def test_lines_of_an_order_stand_as_they_stood_and_no_person_is_named(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        customer = make_customer(desk.shop, name="Amina Secrete")
        order = make_order(desk.shop, customer=customer, personal=b"sealed")
        known_since(order, JANUARY)
        line = order.lines.get()
        changed("order_line", order.pk, MARCH, part=line.pk, quantity=4, title="Foulard")
        changed("order_line", order.pk, MARCH, part=999_999, act="removed", quantity=1, title="Châle")
        Order.objects.filter(pk=order.pk).update(personal=b"sealed anew")
    page = read(desk, "order", order, "on=2026-02-01", by=desk.viewer)
    lines = page.split("Lines on that day")[1]
    assert "Foulard" in lines
    assert "Châle" in lines
    assert "Person on the parcel, note" in page
    assert "Amina" not in page
    assert "Châle" not in read(desk, "order", order).split("Every change")[0]


def test_playlists_codes_and_landing_pages_have_their_history_too(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        playlist = make_playlist(desk.shop, price_rule="rebate", rebate_percent=10)
        known_since(playlist, JANUARY)
        changed(
            "playlist", playlist.pk, MARCH, price_rule="fixed", fixed_price="4000.00", rebate_percent=None
        )
        code = PlaylistCode.objects.create(
            code="MARS", normalised="MARS", link="mars", discount_kind="percent", discount=20
        )
        known_since(code, JANUARY)
        changed("code", code.pk, MARCH, discount="10.00", is_paused=True)
        landing = LandingPage.objects.create(code=code, texts={"fr": {"headline": "Neuf"}})
        known_since(landing, JANUARY)
        changed("landing", landing.pk, MARCH, texts={"fr": {"headline": "Ancien"}})
    assert "<bdi>4,000 DA</bdi>" in read(desk, "playlist", playlist, "on=2026-02-01")
    code_page = read(desk, "code", code, "on=2026-02-01")
    assert "<bdi>10 %</bdi>" in code_page
    assert "<bdi>20 %</bdi>" in code_page
    assert "fr: Ancien" in read(desk, "landing", landing, "on=2026-02-01")


@pytest.mark.parametrize("kind", ["refund", "order_line", "category", "nothing"])
def test_kinds_without_a_page_are_not_found(desk: Desk, kind: str) -> None:
    address = desk.url("record-history", kind=kind, record=uuid.uuid4())
    assert desk.agent.get(address).status_code == 404


def test_a_long_history_costs_no_more_queries(desk: Desk, soap: Product) -> None:
    read(desk, "product", soap)
    before = desk.queries("record-history", kind="product", record=soap.uid)
    with shop_scope(desk.shop.id):
        for minute in range(60):
            changed("product", soap.pk, APRIL.replace(minute=minute), price=f"{minute + 1}.00")
    assert desk.queries("record-history", kind="product", record=soap.uid) == before <= 15
    assert "Page 2" in read(desk, "product", soap, "page=2") or "page=1" in read(
        desk, "product", soap, "page=2"
    )


def test_the_product_page_leads_to_its_history(desk: Desk, soap: Product) -> None:
    address = desk.url("record-history", kind="product", record=soap.uid)
    assert address in desk.get("product", uid=soap.uid)


def test_what_a_person_changes_on_a_page_carries_their_name(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        order = make_order(desk.shop, delivered=False)
    desk.post("order-step", {"step": "confirm"}, uid=order.uid)
    page = read(desk, "order", order)
    assert "agent@boutique.example" in page
    assert "To confirm" in page
