"""Refunds by REST: on their own date, never more than was paid."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.orders.models import Refund
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, found, problem_of
from tests.factories import make_order, make_product


@pytest.fixture
def path(shop: ShopContext) -> str:
    """Two dresses at 2,500 and a fee of 100, delivered; shipping 400."""
    robe = make_product(shop, sku="R-1")
    order = make_order(shop, lines=[(robe, 2, 2500)], shipping_amount=400, total_amount=5400)
    return f"orders/ord_{order.uid.hex}"


def test_a_refund_is_dated_by_itself(api: Caller, shop: ShopContext, path: str) -> None:
    body = {"amount": "1000.00", "refunded_at": "2026-03-20T23:30:00Z", "reason": "Taille"}
    refund = found(api.post(f"{path}/refunds", body), 201)
    assert (refund["amount"], refund["products_amount"]) == ("1000.00", "1000.00")
    with shop_scope(shop.id):
        assert Refund.objects.get().refunded_on == date(2026, 3, 21)
    order = found(api.get(path))
    assert order["money_state"] == "partially_refunded"
    assert [given["id"] for given in order["refunds"]] == [refund["id"]]


def test_a_refund_without_amount_gives_back_all_that_is_left(api: Caller, path: str) -> None:
    found(api.post(f"{path}/refunds", {"amount": "1000.00"}), 201)
    rest = found(api.post(f"{path}/refunds", {}), 201)
    assert (rest["amount"], rest["products_amount"]) == ("4400.00", "4000.00")
    assert found(api.get(path))["money_state"] == "refunded"


def test_lines_give_back_what_they_cost(api: Caller, path: str) -> None:
    refund = found(api.post(f"{path}/refunds", {"lines": [{"sku": "R-1", "quantity": 1}]}), 201)
    assert refund["amount"] == "2500.00"
    assert [(line["sku"], line["quantity"]) for line in refund["lines"]] == [("R-1", 1)]


def test_no_more_pieces_come_back_than_were_bought(api: Caller, path: str) -> None:
    found(api.post(f"{path}/refunds", {"lines": [{"sku": "R-1", "quantity": 1}]}), 201)
    problem = problem_of(api.post(f"{path}/refunds", {"lines": [{"sku": "R-1", "quantity": 2}]}), 422)
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("#/lines/0", "too_many")]


def test_no_more_money_is_given_back_than_was_paid(api: Caller, path: str) -> None:
    assert problem_of(api.post(f"{path}/refunds", {"amount": "5400.01"}), 409)["code"] == "more_than_paid"


def test_nothing_is_given_back_of_an_unpaid_order(api: Caller, shop: ShopContext) -> None:
    order = make_order(shop, delivered=False)
    answer = api.post(f"orders/ord_{order.uid.hex}/refunds", {"amount": "1.00"})
    assert problem_of(answer, 409)["code"] == "not_paid"


def test_the_same_external_id_is_the_same_refund(api: Caller, shop: ShopContext, path: str) -> None:
    body = {"amount": "1000.00", "external_id": "r-1"}
    first = found(api.post(f"{path}/refunds", body), 201)
    assert found(api.post(f"{path}/refunds", body), 200)["id"] == first["id"]
    problem_of(api.post(f"{path}/refunds", body | {"amount": "900.00"}), 409)
    with shop_scope(shop.id):
        assert Refund.objects.count() == 1


def test_the_money_state_follows_from_refunds_only(api: Caller, path: str) -> None:
    assert problem_of(api.patch(path, {"money_state": "refunded"}), 409)["code"] == "record_a_refund"
