"""``/api/v1/cases``: opened, answered and closed from the shop's own tools; released by a person alone."""

from __future__ import annotations

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_customer, make_order
from transparency.ledger.holds import is_held, subject

SCOPES = ["cases:read", "cases:write"]
BODY = {
    "message": "Je veux parler à quelqu'un",
    "phone": "0550 12 34 56",
    "name": "Lila",
    "kind": "complaint",
}


def test_a_case_is_opened_answered_and_closed_and_stays_held(shop: ShopContext) -> None:
    customer = make_customer(shop, phone="0550123456")
    key = caller(shop, [*SCOPES, "customers:read"])
    made = found(key.post("cases", BODY), 201)
    assert (made["number"], made["state"], made["is_held"]) == (1, "new", True)
    assert made["customer"] == f"cus_{customer.uid.hex}"
    assert made["contact"]["phone"] == "+213550123456"
    answered = found(key.post(f"cases/{made['id']}/messages", {"direction": "out", "text": "Oui ?"}))
    assert (answered["state"], answered["was_in_time"]) == ("answered", True)
    again = found(key.post(f"cases/{made['id']}/messages", {"direction": "in", "text": "Où est-il ?"}))
    assert again["state"] == "new"
    closed = found(key.post(f"cases/{made['id']}/close", {"outcome": "explained"}))
    assert (closed["state"], closed["is_held"]) == ("closed", True)
    with shop_scope(shop.id):
        assert is_held(subject("customer", customer.uid))


def test_names_need_the_scope_of_customers_and_words_are_never_given(shop: ShopContext) -> None:
    key = caller(shop, SCOPES)
    key.post("cases", BODY)
    (row,) = found(key.get("cases"))["data"]
    assert row["contact"] is None
    assert "quelqu'un" not in str(row)


def test_a_bot_asks_whether_somebody_is_held(shop: ShopContext) -> None:
    key, customer = caller(shop, SCOPES), make_customer(shop)
    name = f"cus_{customer.uid.hex}"
    assert found(key.get(f"cases?is_held=true&customer={name}"))["data"] == []
    key.post("cases", BODY | {"phone": "", "customer": name})
    assert len(found(key.get(f"cases?is_held=true&customer={name}"))["data"]) == 1
    assert found(key.get(f"cases?is_held=false&customer={name}"))["data"] == []


def test_an_order_is_tied_on_the_callers_word(api: Caller, shop: ShopContext) -> None:
    order = make_order(shop, number="1041")
    address = f"cases/{found(api.post('cases', BODY), 201)['id']}"
    assert found(api.patch(address, {"order_number": "1041"}))["order"] == f"ord_{order.uid.hex}"
    problem_of(api.patch(address, {"order_number": "nope"}), 422)
    assert found(api.patch(address, {"kind": "contest"}))["kind"] == "contest"


def test_what_cannot_be_is_refused(api: Caller) -> None:
    problem_of(api.post("cases", BODY | {"phone": "12"}), 422)
    problem_of(api.post("cases", BODY | {"customer": "cus_" + "0" * 32}), 422)
    problem_of(api.post("cases", {"kind": "complaint"}), 422)
    address = f"cases/{found(api.post('cases', BODY), 201)['id']}"
    problem_of(api.post(f"{address}/close", {"outcome": "corrected"}), 422)
    found(api.post(f"{address}/close", {"outcome": "done"}))
    problem_of(api.post(f"{address}/close", {"outcome": "done"}), 409)
