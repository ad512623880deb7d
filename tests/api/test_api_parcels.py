"""Parcels by REST: said once or twice, found by their courier's number, and followed by their orders."""

from __future__ import annotations

from typing import Any

from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, found, problem_of
from tests.attribution.scene import an_order

SENT: dict[str, Any] = {
    "courier": "yalidine",
    "tracking": "yal-000AAA",
    "order_number": "1041",
    "wilaya": "Alger",
    "cash": "9500.00",
    "events": [
        {"at": "2026-05-14T12:00:00+01:00", "word": "Expédié"},
        {"at": "2026-05-18T14:02:10+01:00", "word": "Livré"},
    ],
}


def test_a_parcel_is_said_and_its_order_follows(api: Caller, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        from datetime import date

        an_order(shop.id, date(2026, 5, 13), number="1041", amount=9500)
    created = api.post("parcels", SENT)
    parcel = found(created, 201)
    assert (parcel["state"], parcel["wilaya"], parcel["cash"]) == ("delivered", "alger", "9500.00")
    assert [event["word"] for event in parcel["events"]] == ["Livré", "Expédié"]
    assert created["Location"] == f"/api/v1/parcels/{parcel['id']}"
    assert found(api.get(f"parcels/{parcel['id']}")) == parcel
    with shop_scope(shop.id):
        assert Order.objects.get(number="1041").parcel_state == "delivered"
    again = api.post("parcels", SENT)
    assert found(again, 200) == parcel


def test_parcels_are_listed_by_state_courier_and_number(api: Caller) -> None:
    found(api.post("parcels", SENT), 201)
    found(api.post("parcels", {"tracking": "N-1", "courier": "noest"}), 201)
    assert [one["tracking"] for one in found(api.get("parcels?state=held"))["data"]] == ["yal-000AAA"]
    assert [one["tracking"] for one in found(api.get("parcels?courier=noest"))["data"]] == ["N-1"]
    assert [one["tracking"] for one in found(api.get("parcels?tracking=YAL"))["data"]] == ["yal-000AAA"]


def test_what_cannot_be_kept_is_pointed_at(api: Caller) -> None:
    problem = problem_of(api.post("parcels", SENT | {"wilaya": "Atlantide"}), 422)
    assert [error["pointer"] for error in problem["errors"]] == ["#/wilaya"]
    problem_of(api.get("parcels/pcl_00000000000000000000000000000000"), 404)
