"""Segments by REST: who is where, what is proposed, the answer to it, and what came of it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.segments.models import SegmentSettings
from signals.segments.services import compute_segments
from tests.api.conftest import Caller, found, problem_of
from tests.signals.segment_shop import AS_OF, NOW, a_street, agree


@pytest.fixture
def street(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> ShopContext:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    people = a_street(shop, new=2, regular=6, inactive=12)
    agree(shop, people["inactive"])
    with shop_scope(shop.id):
        SegmentSettings.objects.create(monthly_cap=100_000)
    compute_segments(shop.id, AS_OF)
    return shop


def test_segments_have_definition_people_and_value(api: Caller, street: ShopContext) -> None:
    answer = found(api.get("segments", Accept_Language="en"))
    assert (answer["as_of"], answer["inactive_after_days"]) == ("2026-11-19", 60)
    assert [(one["code"], one["customers"]) for one in answer["data"]] == [
        ("new", 2),
        ("regular", 6),
        ("inactive", 12),
    ]
    assert answer["data"][1]["net_value"] == "18000.00"
    assert sum(one["share"] for one in answer["data"]) == pytest.approx(1)


def test_customers_of_a_segment_are_named_by_id_only(api: Caller, street: ShopContext) -> None:
    page = found(api.get("segments/inactive/customers?limit=5"))
    assert len(page["data"]) == 5
    assert page["next"]
    assert set(page["data"][0]) == {
        "customer_id",
        "segment",
        "thirty_days_ago",
        "orders",
        "delivered_orders",
        "last_delivered_on",
        "net_value",
        "agreed_to_messages",
    }
    problem_of(api.get("segments/rich/customers"), 404)


def test_three_proposals_with_reason_bounds_and_drafts(api: Caller, street: ShopContext) -> None:
    answer = found(api.get("segments/inactive/recommendations", Accept_Language="en"))
    assert [one["slot"] for one in answer["proposals"]] == [1, 2, 3]
    discount = answer["proposals"][1]
    assert (discount["kind"], discount["discount"], discount["reason_code"]) == (
        "discount",
        0.1,
        "discount_untested",
    )
    assert discount["products"][0]["margin"] == pytest.approx(0.3)
    assert set(discount["messages"]) == {"fr", "ar", "en"}
    assert discount["effect"] == {"campaigns": 0, "held": 0}


def test_accepting_starts_an_offer_that_can_be_read_and_stopped(api: Caller, street: ShopContext) -> None:
    address = "segments/inactive/recommendations/2/decision"
    answer = found(api.post(address, {"answer": "accept", "window_days": 7}))
    assert answer["state"] == "accepted"
    problem_of(api.post(address, {"answer": "accept"}), 409)
    one = found(api.get(f"segment-campaigns/{answer['campaign_id']}"))
    assert (one["state"], one["is_final"], one["effect"]["reason"]) == ("running", False, "still counting")
    listed = found(api.get("segment-campaigns?segment=inactive"))["data"]
    assert [row["id"] for row in listed] == [answer["campaign_id"]]
    stopped = found(api.post(f"segment-campaigns/{answer['campaign_id']}/stop", {}))
    assert stopped["state"] == "stopped"
    problem_of(api.post(f"segment-campaigns/{answer['campaign_id']}/stop", {}), 409)


def test_refusing_and_putting_off_name_the_day(api: Caller, street: ShopContext) -> None:
    refused = found(
        api.post("segments/new/recommendations/1/decision", {"answer": "refuse", "cause": "no_stock"})
    )
    assert (refused["state"], refused["until"]) == ("refused", "2026-12-20")
    later = found(api.post("segments/inactive/recommendations/2/decision", {"answer": "later"}))
    assert (later["state"], later["until"]) == ("later", "2026-11-27")
    problem_of(api.post("segments/new/recommendations/1/decision", {"answer": "perhaps"}), 422)


def test_a_message_with_an_unknown_mark_is_refused(api: Caller, street: ShopContext) -> None:
    body = {"answer": "accept", "messages": {"fr": "Bonjour {prenom}"}}
    problem_of(api.post("segments/inactive/recommendations/2/decision", body), 422)
