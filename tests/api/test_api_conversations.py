"""``/api/v1/conversations``: sent once, completed later, judged by the rule or a person, forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.conversations.models import Conversation
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_order

BODY: dict[str, Any] = {
    "external_id": "wamid.1",
    "place": "whatsapp",
    "contact": {"name": "Amina", "phone": "0550 00 00 01"},
    "started_at": "2026-03-02T10:00:00+01:00",
    "messages": [{"at": "2026-03-02T10:00:00+01:00", "direction": "in", "text": "شحال السعر؟"}],
    "ad_id": "120210000000000009",
    "referral": {"source_type": "ad", "headline": "Discutez avec nous"},
}
ANSWER = {"at": "2026-03-02T10:20:00+01:00", "direction": "out", "text": "8900 دج"}
READ = ["conversations:read", "conversations:write"]


def test_a_conversation_is_sent_judged_and_completed(shop: ShopContext) -> None:
    key = caller(shop, [*READ, "customers:read"])
    made = found(key.post("conversations", BODY), 201)
    assert made["contact"] == {"name": "Amina", "phone": "+213550000001", "account": "", "external_id": ""}
    assert (made["topics"], made["is_qualified"], made["qualified_by"]) == (["price"], True, "rule")
    assert (made["origin"], made["ad_id"], made["first_reply_at"]) == ("ad", "120210000000000009", None)
    more = BODY | {"messages": [*BODY["messages"], ANSWER], "ad_id": "999"}
    again = found(key.post("conversations", more))
    assert again["id"] == made["id"]
    assert again["first_reply_at"].startswith("2026-03-02T")
    assert again["ad_id"] == "120210000000000009"  # the first touch is kept
    assert again["messages_out"] == 1


def test_names_need_the_scope_of_customers_and_words_are_never_given(shop: ShopContext) -> None:
    key = caller(shop, READ)
    key.post("conversations", BODY)
    (row,) = found(key.get("conversations"))["data"]
    assert row["contact"] is None
    assert "السعر" not in str(row)


def test_a_person_overrules_and_gives_back_and_says_what_became_of_it(api: Caller, shop: ShopContext) -> None:
    address = f"conversations/{found(api.post('conversations', BODY), 201)['id']}"
    assert found(api.patch(address, {"is_qualified": False}))["qualified_by"] == "person"
    back = found(api.patch(address, {"is_qualified": None}))
    assert (back["is_qualified"], back["qualified_by"]) == (True, "rule")
    make_order(shop, number="1041")
    ordered = found(api.patch(address, {"order_number": "1041"}))
    assert (ordered["outcome"], ordered["order"][:4]) == ("ordered", "ord_")
    problem_of(api.patch(address, {"order_number": "nope"}), 422)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"first_reply_at": "2026-03-02T09:00:00+01:00"}, "#/first_reply_at"),
        ({"contact": {"phone": "12"}}, "#/contact/phone"),
        ({"place": ""}, "#/place"),
        ({"colour": "red"}, "#/colour"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(api: Caller, change: dict[str, Any], pointer: str) -> None:
    document = problem_of(api.post("conversations", BODY | change), 422)
    assert [error["pointer"] for error in document["errors"]] == [pointer]


def test_words_are_forgotten_and_the_rest_stays(api: Caller, shop: ShopContext) -> None:
    made = found(api.post("conversations", BODY), 201)
    gone = found(api.post(f"conversations/{made['id']}/forget", {}))
    assert gone["text_forgotten_at"] is not None
    with shop_scope(shop.id):
        assert not Conversation.objects.get().messages.filter(text__isnull=False).exists()
