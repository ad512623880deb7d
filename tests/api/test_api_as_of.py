"""``?as_of=``: products and orders as they were."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.orders.models import Order
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, found, problem_of
from tests.factories import make_category, make_order, make_pack, make_product, make_refund
from tests.past import changed, known_since

JANUARY, MARCH = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def soap(shop: ShopContext) -> Product:
    """A soap whose price and title changed on 1 March."""
    with shop_scope(shop.id):
        category = make_category(shop, name="Soin")
        product = make_product(
            shop, sku="SAVON", title="Savon noir", price=Decimal("650.00"), category=category
        )
        known_since(product, JANUARY)
        changed("product", product.pk, MARCH, price="500.00", title="Savon", stock_state="out")
        changed("category", category.pk, MARCH, name="Hygiène")
        return product


@pytest.fixture
def order(shop: ShopContext, soap: Product) -> Order:
    """An order of one soap that had two until 1 March, delivered since."""
    with shop_scope(shop.id):
        order = make_order(shop, lines=[(soap, 1, 650)], at=JANUARY, number="77")
        known_since(order, JANUARY)
        line = order.lines.get()
        changed("order", order.pk, MARCH, parcel_state="in_transit", total_amount="1300.00")
        changed("order_line", order.pk, MARCH, part=line.pk, quantity=2, amount="1300.00")
        make_refund(shop, order, 100)
        return order


@pytest.mark.usefixtures("soap")
def test_a_product_is_shown_as_it_was_at_the_end_of_a_day(api: Caller) -> None:
    for day, price, title in (
        ("2026-02-28", "500.00", "Savon"),
        ("2026-03-01", "650.00", "Savon noir"),
    ):
        shown = found(api.get(f"products/by-sku/SAVON?as_of={day}"))
        assert (shown["price"], shown["title"]) == (price, title)


@pytest.mark.usefixtures("soap")
def test_a_moment_cuts_the_day(api: Caller) -> None:
    before = found(api.get("products/by-sku/SAVON?as_of=2026-03-01T12:59:59%2B01:00"))
    after = found(api.get("products/by-sku/SAVON?as_of=2026-03-01T13:00:01%2B01:00"))
    assert (before["price"], after["price"]) == ("500.00", "650.00")


@pytest.mark.usefixtures("soap")
def test_stock_and_category_are_those_of_then(api: Caller) -> None:
    then = found(api.get("products/by-sku/SAVON?as_of=2026-02-01"))
    assert (then["stock"], then["category"]) == (0, "Hygiène")
    later = found(api.get("products/by-sku/SAVON?as_of=2026-03-02"))
    assert (later["stock"], later["category"]) == (None, "Soin")


@pytest.mark.usefixtures("soap")
def test_what_was_not_here_yet_is_not_found(api: Caller) -> None:
    problem_of(api.get("products/by-sku/SAVON?as_of=2025-12-01"), 404)
    assert found(api.get("products?as_of=2025-12-01"))["data"] == []


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "2026-03-01T12:00:00", "1999-01-01"])
@pytest.mark.usefixtures("soap")
def test_a_time_that_cannot_be_read_is_named(api: Caller, text: str) -> None:
    problem = problem_of(api.get(f"products/by-sku/SAVON?as_of={text}"), 422)
    assert "as_of" in problem["errors"][0]["pointer"]


def test_an_order_is_shown_as_it_was(api: Caller, order: Order) -> None:
    then = found(api.get(f"orders/ord_{order.uid.hex}?as_of=2026-01-05"))
    assert (then["parcel_state"], then["total"]) == ("in_transit", "1300.00")
    assert [(line["sku"], line["quantity"], line["amount"]) for line in then["lines"]] == [
        ("SAVON", 2, "1300.00")
    ]
    assert then["refunds"] == []
    now = found(api.get(f"orders/ord_{order.uid.hex}"))
    assert (now["parcel_state"], now["lines"][0]["quantity"], len(now["refunds"])) == ("delivered", 1, 1)


def test_the_list_of_orders_goes_back_together(api: Caller, order: Order) -> None:
    listed = found(api.get("orders?as_of=2026-01-05"))["data"]
    assert listed == [found(api.get(f"orders/ord_{order.uid.hex}?as_of=2026-01-05"))]
    problem_of(api.get("orders?as_of=2026-01-05&state=delivered"), 422)


@pytest.mark.usefixtures("soap")
def test_a_pack_names_its_parts_of_then(api: Caller, shop: ShopContext, soap: Product) -> None:
    with shop_scope(shop.id):
        pack = make_pack(shop, [soap], sku="COFFRET")
        known_since(pack, JANUARY)
        part = pack.pack_parts.get()
        changed("pack_part", pack.pk, MARCH, part=part.pk, quantity=3)
    then = found(api.get("products/by-sku/COFFRET?as_of=2026-02-01"))
    assert (then["pack"], then["stock"]) == ([{"sku": "SAVON", "quantity": 3}], None)


def test_a_page_of_the_past_costs_the_same_whatever_it_holds(
    api: Caller, shop: ShopContext, order: Order
) -> None:
    counts = []
    for _more in range(3):  # the first fills what processes remember
        with CaptureQueriesContext(connection) as captured:
            found(api.get("orders?as_of=2026-12-30"))
            found(api.get("products?as_of=2026-12-30"))
        counts.append(len(captured))
        with shop_scope(shop.id):
            for _number in range(5):
                make_refund(shop, make_order(shop))
    assert counts[1] == counts[2]
