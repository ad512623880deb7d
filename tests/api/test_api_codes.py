"""Codes by the API: made, checked as customers type them, redeemed once however often it is asked."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest

from catalog.shops.context import ShopContext
from tests.api.conftest import Caller, caller, found, problem_of
from tests.catalog.code_shop import make_code, order_with, taken
from tests.crowd import at_once
from tests.factories import make_customer, make_order, make_playlist, make_shop

BODY = {"code": "Ramadan20", "channel": "instagram", "discount_kind": "percent", "discount": "20.00"}


def _made(api: Caller, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = found(api.post("codes", BODY | more), 201)
    return made


def test_a_code_is_made_read_changed_and_deleted(api: Caller, shop: ShopContext) -> None:
    playlist = make_playlist(shop)
    made = _made(api, playlist_id=f"pl_{playlist.uid.hex}", most_uses=10)
    assert (made["code"], made["keyword"], made["uses"]) == ("RAMADAN20", "RAMADAN20", 0)
    assert made["address"].endswith("/l/ramadan20")
    assert made["playlist_id"] == f"pl_{playlist.uid.hex}"
    changed = found(api.patch(f"codes/{made['id']}", {"most_uses": 20, "is_paused": True}))
    assert (changed["most_uses"], changed["is_paused"], changed["discount"]) == (20, True, "20.00")
    assert len(found(api.get("codes?channel=instagram"))["data"]) == 1
    assert found(api.get("codes?channel=tiktok"))["data"] == []
    assert api.send("DELETE", f"codes/{made['id']}").status_code == 204
    problem_of(api.get(f"codes/{made['id']}"), 404)


def test_a_look_alike_and_nonsense_are_refused_with_a_pointer(api: Caller) -> None:
    _made(api)
    for more, pointer, code in (
        ({"code": "ramadan2O"}, "#/code", "looks_alike"),
        ({"code": "AID", "discount": "60"}, "#/discount", "too_much"),
        ({"code": "a b/c"}, "#/code", "not_a_word"),
        ({"code": "AID", "playlist_id": f"pl_{uuid.uuid4().hex}"}, "#/playlist_id", "unknown_playlist"),
    ):
        [error] = problem_of(api.post("codes", BODY | more), 422)["errors"]
        assert (error["pointer"], error["code"]) == (pointer, code)


def test_the_product_names_codes_that_have_no_word(api: Caller) -> None:
    named = {"campaign": "Rituel du hammam", "channel": "tiktok"}
    assert found(api.post("codes", named), 201)["code"] == "RITUEL"
    secret = found(api.post("codes", named | {"is_secret": True}), 201)["code"]
    assert (len(secret), secret.count("-")) == (11, 2)


def test_a_typed_code_is_checked_without_a_place_and_failures_look_alike(api: Caller) -> None:
    made = _made(api)
    body = {"code": " ramadan ٢٠", "basket": "1000.00", "visitor": "v1"}
    assert found(api.post("codes/check", body)) == {
        "is_usable": True,
        "id": made["id"],
        "code": "RAMADAN20",
        "discount": "200.00",
    }
    none = {"is_usable": False, "id": None, "code": None, "discount": "0.00"}
    for number in range(10):
        assert found(api.post("codes/check", body | {"code": f"ESSAI{number}"})) == none
    stopped = api.post("codes/check", body)
    assert problem_of(stopped, 429)
    assert int(stopped["Retry-After"]) > 3000
    assert found(api.get(f"codes/{made['id']}"))["uses"] == 0


def test_a_redemption_is_one_use_for_its_key_its_reference_and_its_order(
    api: Caller, shop: ShopContext
) -> None:
    made, amina = _made(api), make_customer(shop)
    address = f"codes/{made['id']}/redemptions"
    body = {"basket": "1000.00", "reference": "B-77", "customer_id": f"cus_{amina.uid.hex}"}
    first = api.post(address, body, Idempotency_Key="k1")
    assert first.content == api.post(address, body, Idempotency_Key="k1").content
    use = found(first, 201)
    assert (use["discount"], use["state"], use["order_id"]) == ("200.00", "counted", None)
    assert found(api.post(address, body, Idempotency_Key="k2"))["id"] == use["id"]
    order = order_with(shop, "RAMADAN20", number="B-77")
    assert found(api.get(f"{address}/{use['id']}"))["order_id"] == f"ord_{order.uid.hex}"
    again = found(api.post(address, {"order_id": f"ord_{order.uid.hex}"}))
    assert (again["id"], len(found(api.get(address))["data"])) == (use["id"], 1)


def test_a_limit_that_is_reached_is_named_and_a_place_given_back_is_free(
    api: Caller, shop: ShopContext
) -> None:
    made = _made(api, most_uses=1)
    address = f"codes/{made['id']}/redemptions"
    use = found(api.post(address, {"basket": "1000.00", "channel": "facebook"}), 201)
    assert use["is_leak"] is True
    assert problem_of(api.post(address, {"basket": "1000.00"}), 409)["code"] == "used_up"
    back = found(api.send("DELETE", f"{address}/{use['id']}"))
    assert (back["state"], back["reason"]) == ("given_back", "by_hand")
    found(api.post(address, {"basket": "1000.00"}), 201)
    assert len(found(api.get(f"{address}?state=given_back"))["data"]) == 1
    order = make_order(shop)
    [error] = problem_of(api.post(address, {"customer_id": f"cus_{uuid.uuid4().hex}"}), 422)["errors"]
    assert (error["code"], order.code) == ("unknown_customer", "")


@pytest.mark.django_db(transaction=True)
def test_fifty_requests_at_once_redeem_exactly_ten() -> None:
    """Promise A4, over HTTP with a connection each."""
    shop = make_shop()
    code, key = make_code(shop, most_uses=10), caller(shop)
    address = f"codes/cod_{code.uid.hex}/redemptions"

    def post(number: int) -> int:
        while True:
            answer = key.post(address, {"basket": "1000.00"}, Idempotency_Key=f"k{number}")
            if answer.status_code != 503:  # the pool is smaller than the crowd: told to come back, it does
                return answer.status_code

    answers = at_once(50, post)
    assert (answers.count(201), answers.count(409)) == (10, 40)
    assert taken(shop, code) == (10, Decimal(2000))
