"""Orders by REST: written whole or not at all, repeated without effect, counted on the shop's local days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalog.customers.models import Customer
from catalog.orders.models import ChangeMark, Order, OrderLine
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, found, problem_of
from tests.factories import make_customer, make_order, make_product

PLACED = "2026-03-02T23:30:00Z"  # 00:30 on 3 March in Algiers


@pytest.fixture
def goods(shop: ShopContext) -> None:
    make_product(shop, sku="R-1", title="Robe", price="2500.00")
    make_product(shop, sku="FEE", title="Emballage", price="100.00", is_service=True)


def an_order(**fields: Any) -> dict[str, Any]:
    return {"placed_at": PLACED, "lines": [{"sku": "R-1", "quantity": 2}]} | fields


@pytest.mark.usefixtures("goods")
def test_amounts_follow_from_the_lines(api: Caller) -> None:
    lines = [
        {"sku": "R-1", "quantity": 3, "unit_price": "2333.3333", "discount": "0.50"},
        {"sku": "FEE", "quantity": 1},
    ]
    order = found(api.post("orders", an_order(lines=lines, shipping="600.00", discount="200.00")), 201)
    assert [line["amount"] for line in order["lines"]] == ["6999.50", "100.00"]
    amounts = {name: order[name] for name in ("products", "services", "shipping", "discount", "total")}
    assert amounts == {
        "products": "6999.50",
        "services": "100.00",
        "shipping": "600.00",
        "discount": "200.00",
        "total": "7499.50",
    }
    assert order["currency"] == "DZD"


@pytest.mark.usefixtures("goods")
def test_an_order_begins_placed_on_the_shops_local_day(api: Caller, shop: ShopContext) -> None:
    order = found(api.post("orders", an_order()), 201)
    states = [order[name] for name in ("order_state", "parcel_state", "money_state")]
    assert states == ["placed", "none", "unpaid"]
    with shop_scope(shop.id):
        row = Order.objects.get()
        assert (row.placed_on, row.source) == (date(2026, 3, 3), "api")
        assert ChangeMark.objects.filter(day=date(2026, 3, 3)).exists()


@pytest.mark.usefixtures("goods")
def test_a_till_sale_is_delivered_when_placed(api: Caller) -> None:
    order = found(api.post("orders", an_order(is_till_sale=True)), 201)
    states = [order[name] for name in ("order_state", "parcel_state", "money_state")]
    assert states == ["confirmed", "delivered", "paid_out"]
    assert order["delivered_at"] == order["placed_at"]


@pytest.mark.usefixtures("goods")
def test_an_unknown_sku_creates_nothing_and_is_pointed_at(api: Caller, shop: ShopContext) -> None:
    lines = [{"sku": "R-1", "quantity": 1}, {"sku": "gone", "quantity": 1}]
    body = an_order(lines=lines, customer={"name": "Amina", "phone": "0550000001"})
    problem = problem_of(api.post("orders", body), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("#/lines/1/sku", "unknown_sku")]
    with shop_scope(shop.id):
        assert [Order.objects.count(), OrderLine.objects.count(), Customer.objects.count()] == [0, 0, 0]


@pytest.mark.usefixtures("goods")
def test_the_same_external_id_and_content_is_the_same_order(api: Caller, shop: ShopContext) -> None:
    first = found(api.post("orders", an_order(external_id="web-1")), 201)
    api.patch(f"orders/{first['id']}", {"order_state": "confirmed"})
    again = found(api.post("orders", an_order(external_id="web-1")), 200)
    assert (again["id"], again["order_state"]) == (first["id"], "confirmed")
    with shop_scope(shop.id):
        assert Order.objects.count() == 1


@pytest.mark.usefixtures("goods")
def test_the_same_external_id_with_other_content_is_refused(api: Caller) -> None:
    first = found(api.post("orders", an_order(external_id="web-1")), 201)
    other = an_order(external_id="web-1", lines=[{"sku": "R-1", "quantity": 3}])
    assert problem_of(api.post("orders", other), 409)["existing"] == first["id"]


@pytest.mark.usefixtures("goods")
def test_the_customer_is_found_by_phone_or_made(api: Caller, shop: ShopContext) -> None:
    amina = make_customer(shop, name="Amina", phone="0550000001", wilaya="")
    known = an_order(customer={"name": "A. Exemple", "phone": "0550 000 001", "wilaya": "Oran"})
    assert found(api.post("orders", known), 201)["customer_id"] == f"cus_{amina.uid.hex}"
    kept = found(api.get(f"customers/cus_{amina.uid.hex}"))
    assert (kept["name"], kept["wilaya"]) == ("Amina", "oran")
    new = found(api.post("orders", an_order(customer={"name": "Sara", "phone": "0660000002"})), 201)
    assert found(api.get(f"customers/{new['customer_id']}"))["name"] == "Sara"


@pytest.mark.usefixtures("goods")
def test_a_bad_phone_of_the_customer_is_pointed_at_where_it_stands(api: Caller) -> None:
    problem = problem_of(api.post("orders", an_order(customer={"phone": "12"})), 422)
    assert problem["errors"][0]["pointer"] == "#/customer/phone"


@pytest.mark.usefixtures("goods")
def test_a_neighbours_customer_cannot_be_named(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_customer(neighbour)
    problem = problem_of(api.post("orders", an_order(customer_id=f"cus_{theirs.uid.hex}")), 422)
    assert problem["errors"][0]["code"] == "unknown_customer"


@pytest.mark.usefixtures("goods")
def test_an_order_below_nothing_is_refused(api: Caller) -> None:
    assert (
        problem_of(api.post("orders", an_order(discount="5000.01")), 422)["errors"][0]["pointer"]
        == "#/discount"
    )


@pytest.mark.usefixtures("goods")
def test_the_note_is_sealed_and_read_back(api: Caller, shop: ShopContext) -> None:
    order = found(api.post("orders", an_order(note="Sonner chez Karim")), 201)
    assert order["note"] == "Sonner chez Karim"
    with shop_scope(shop.id):
        assert b"Karim" not in bytes(Order.objects.get().personal)
    assert found(api.patch(f"orders/{order['id']}", {"note": "2e étage"}))["note"] == "2e étage"


@pytest.mark.usefixtures("goods")
def test_the_way_of_a_delivered_and_returned_order(api: Caller, shop: ShopContext) -> None:
    path = f"orders/{found(api.post('orders', an_order()), 201)['id']}"
    shipped = found(api.patch(path, {"parcel_state": "in_transit", "shipped_at": "2026-03-04T10:00:00Z"}))
    assert (shipped["order_state"], shipped["confirmed_at"]) == ("confirmed", "2026-03-04T10:00:00Z")
    delivered = {
        "parcel_state": "delivered",
        "delivered_at": "2026-03-06T23:30:00Z",
        "money_state": "collected",
    }
    found(api.patch(path, delivered))
    with shop_scope(shop.id):
        assert Order.objects.get().delivered_on == date(2026, 3, 7)
    returned = found(api.patch(path, {"parcel_state": "returned"}))
    assert (returned["parcel_state"], returned["money_state"]) == ("returned", "collected")


@pytest.mark.usefixtures("goods")
def test_asking_for_the_state_that_holds_changes_nothing(api: Caller) -> None:
    path = f"orders/{found(api.post('orders', an_order()), 201)['id']}"
    first = found(api.patch(path, {"order_state": "confirmed"}))
    assert found(api.patch(path, {"order_state": "confirmed"}))["confirmed_at"] == first["confirmed_at"]


@pytest.mark.usefixtures("goods")
def test_a_parcel_that_left_cannot_be_cancelled(api: Caller) -> None:
    path = f"orders/{found(api.post('orders', an_order()), 201)['id']}"
    api.patch(path, {"parcel_state": "in_transit"})
    assert problem_of(api.patch(path, {"order_state": "cancelled"}), 409)["code"] == "already_shipped"
    assert found(api.get(path))["order_state"] == "confirmed"


@pytest.mark.usefixtures("goods")
def test_a_time_before_the_order_is_pointed_at(api: Caller) -> None:
    path = f"orders/{found(api.post('orders', an_order()), 201)['id']}"
    body = {"parcel_state": "delivered", "delivered_at": "2026-03-01T00:00:00Z"}
    problem = problem_of(api.patch(path, body), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("#/delivered_at", "out_of_order")]


def test_orders_are_filtered_by_local_day_state_channel_and_customer(api: Caller, shop: ShopContext) -> None:
    amina = make_customer(shop)
    mine = make_order(shop, customer=amina)
    make_order(shop, delivered=False, channel="boutique")

    def ids(query: str) -> list[str]:
        return [order["id"] for order in found(api.get(f"orders?{query}"))["data"]]

    only = [f"ord_{mine.uid.hex}"]
    assert ids("state=delivered") == only
    assert ids("channel=instagram") == only
    assert ids(f"customer=cus_{amina.uid.hex}") == only
    assert ids(f"external_id={mine.external_id}") == only
    assert len(ids("placed_from=2026-03-02&placed_to=2026-03-02")) == 2
    assert ids("placed_to=2026-03-01") == []


def test_a_neighbours_order_is_not_found(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_order(neighbour)
    path = f"orders/ord_{theirs.uid.hex}"
    problem_of(api.get(path), 404)
    problem_of(api.patch(path, {"order_state": "cancelled"}), 404)
    problem_of(api.post(f"{path}/refunds", {}), 404)
    assert found(api.get("orders"))["data"] == []
