"""Recommendations by REST: lists for whatever is known, their explanation, feedback that counts, and batches."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.models import InboxEvent
from signals.recommend.models import Dismissal, FeedbackDay
from signals.recommend.serving import recommend_for
from tests.api.conftest import Caller, caller, problem_of
from tests.factories import make_shop
from tests.signals.recommend_shop import buy, furnish_with_pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    shop = make_shop("paires", language="fr")
    furnish_with_pairs(shop)
    return shop


@pytest.fixture
def api(shop: ShopContext) -> Caller:
    return caller(shop)


def found(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_a_list_says_why_and_takes_its_scores_apart_when_asked(api: Caller) -> None:
    plain = found(api.get("recommendations?slot=product&sku=CUP"))
    assert "contributions" not in plain["data"][0]
    first = found(api.get("recommendations?slot=product&sku=CUP&explain=1", Accept_Language="en"))["data"][0]
    assert (first["sku"], first["reason_code"]) == ("SAUCER", "bought_together")
    assert first["reason"] == "Often bought by those who bought “Tasse bleue”"
    assert first["reasons"][0]["values"] == {"sku": "CUP", "title": "Tasse bleue"}
    total = sum(part["amount"] for part in first["contributions"])
    assert total == pytest.approx(first["score"], abs=1e-9)


@pytest.mark.parametrize(
    ("query", "sku", "code"),
    [
        ("slot=cart&cart=SCARF", "GLOVES", "because_in_cart"),
        ("seen=SCARF,SOAP", "GLOVES", "because_you_viewed"),
        ("slot=after_order&cart=SOAP", "TOWEL", "because_you_bought"),
    ],
)
def test_a_basket_visits_and_an_order_each_lead_to_their_list(
    api: Caller, query: str, sku: str, code: str
) -> None:
    shown = {one["sku"]: one for one in found(api.get(f"recommendations?{query}"))["data"][:2]}
    assert shown[sku]["reason_code"] == code


def test_a_customer_and_a_segment_have_lists_and_an_unknown_customer_has_none(
    api: Caller, shop: ShopContext
) -> None:
    (person,) = buy(shop, [("SCARF",)], at=timezone.now() - timedelta(days=200))
    answer = found(api.get(f"recommendations?customer=cus_{person.uid.hex}"))
    assert (answer["is_personal"], answer["data"][0]["sku"]) == (True, "GLOVES")
    problem_of(api.get(f"recommendations?customer=cus_{'0' * 32}"), 404)
    assert found(api.get("recommendations?segment=new"))["data"]
    problem_of(api.get("recommendations?segment=moon"), 422)


def test_an_id_leads_to_the_decision_and_what_would_be_without(api: Caller) -> None:
    first = found(api.get("recommendations?slot=cart&cart=CUP,SCARF"))["data"][0]
    told = found(api.get(f"recommendations/{first['recommendation_id']}"))
    assert (told["sku"], told["rank"], told["replays"]) == (first["sku"], 1, True)
    assert told["without"][0]["rank"] != 1
    assert told["dropped"]["CUP"] == "in_the_basket"
    for unknown in ("0" * 32 + "-p1", "junk", first["recommendation_id"][:-1] + "99"):
        problem_of(api.get(f"recommendations/{unknown}"), 404)


def test_what_is_dismissed_is_counted_and_not_shown_to_that_visitor_again(
    api: Caller, shop: ShopContext
) -> None:
    first = found(api.get("recommendations?slot=product&sku=CUP&visitor=v1"))["data"][0]
    told = {"recommendation_id": first["recommendation_id"], "sku": first["sku"], "visitor": "v1"}
    assert found(api.post("recommendations/feedback", told | {"action": "dismissed"}), 202) == {
        "counted": True
    }
    for query in ("slot=product&sku=CUP", "", "seen=CUP"):
        of_visitor = found(api.get(f"recommendations?{query}&visitor=v1&limit=12"))["data"]
        of_another = found(api.get(f"recommendations?{query}&visitor=v2&limit=12"))["data"]
        assert first["sku"] not in [one["sku"] for one in of_visitor]
        assert first["sku"] in [one["sku"] for one in of_another]
    with shop_scope(shop.id):
        assert FeedbackDay.objects.get().count == 1
        assert Dismissal.objects.get().visitor == "v1"


def test_what_was_shown_and_opened_becomes_one_event_each(api: Caller, shop: ShopContext) -> None:
    first = found(api.get("recommendations?slot=product&sku=CUP"))["data"][0]
    told = {"recommendation_id": first["recommendation_id"], "sku": first["sku"], "visitor": "v1"}
    for action in ("shown", "shown", "clicked"):
        found(api.post("recommendations/feedback", told | {"action": action}), 202)
    with shop_scope(shop.id):
        kinds = [event.body["type"] for event in InboxEvent.objects.order_by("pk")]
    assert sorted(kinds) == ["reco_click", "reco_impression"]


def test_feedback_on_what_was_never_given_out_is_refused(api: Caller, shop: ShopContext) -> None:
    neighbour = make_shop("voisin")
    furnish_with_pairs(neighbour)
    theirs = recommend_for(neighbour.id, slot="product", sku="CUP").items[0].recommendation_id
    told = {"sku": "CUP", "action": "dismissed"}
    for unknown in (theirs, "junk"):
        answer = api.post("recommendations/feedback", told | {"recommendation_id": unknown})
        assert problem_of(answer, 422)["errors"][0]["pointer"] == "#/recommendation_id"
    known = found(api.get("recommendations"))["data"][0]["recommendation_id"]
    answer = api.post("recommendations/feedback", told | {"recommendation_id": known, "sku": "NONE"})
    assert problem_of(answer, 422)["errors"][0]["pointer"] == "#/sku"


def test_a_batch_gives_each_customer_a_list(api: Caller, shop: ShopContext) -> None:
    people = buy(shop, [("SCARF",), ("CUP",)], at=timezone.now() - timedelta(days=200))
    asked = [f"cus_{person.uid.hex}" for person in people] + [f"cus_{'0' * 32}"]
    answer = found(api.post("recommendations/batch", {"customers": asked, "limit": 2}))
    firsts = [(one["is_known"], [item["sku"] for item in one["items"]][:1]) for one in answer["data"]]
    assert firsts == [(True, ["GLOVES"]), (True, ["SAUCER"]), (False, [])]
    problem_of(api.post("recommendations/batch", {"customers": asked * 200}), 422)


def test_a_batch_of_all_customers_comes_in_pages(api: Caller) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = found(api.get(f"recommendations/batch?limit=50&items=1&cursor={cursor}"))
        seen += [one["customer_id"] for one in page["data"]]
        cursor = page["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 120


def test_the_shops_word_by_rest_holds_at_once(api: Caller, shop: ShopContext) -> None:
    said = found(api.post("recommendations/choices", {"sku": "LAMP", "choice": "pin"}))
    assert [(one["sku"], one["choice"]) for one in said["data"]] == [("LAMP", "pin")]
    assert found(api.get("recommendations"))["data"][0]["sku"] == "LAMP"
    problem_of(api.post("recommendations/choices", {"sku": "NONE", "choice": "pin"}), 422)
    with shop_scope(shop.id):
        assert Product.objects.count() == 10


def test_writing_needs_its_permission(shop: ShopContext) -> None:
    reader = caller(shop, ["recommendations:read"])
    problem_of(reader.post("recommendations/feedback", {}), 403)
    problem_of(reader.post("recommendations/choices", {}), 403)
