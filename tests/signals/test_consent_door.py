"""Consent by purpose: given and withdrawn with the same effort, kept with its history, obeyed by the intake."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.consent.selectors import consenting, has_consent, standing
from signals.consent.services import decide
from tests.api.conftest import caller, found, problem_of
from tests.signals.conftest import Post, event, open_shop, rows

VISITOR = "0190f0c0-1111-7aaa-8bbb-0123456789ab"


def choose(
    key: str, choices: Any, visitor: Any = VISITOR, headers: dict[str, str] | None = None, **more: Any
) -> Any:
    body = json.dumps({"visitor": visitor, "choices": choices, **more})
    return Client().post(f"/e/{key}/consent", body, content_type="text/plain", headers=headers or {})


def visitors(shop: ShopContext) -> list[str]:
    return [row[0] for row in rows(shop, "signals_inboxevent", "body->>'visitor', received_at", "2")]


def test_a_lasting_id_is_taken_only_between_giving_and_withdrawing(
    post: Post, shop: ShopContext, key: str
) -> None:
    sent = {"vid": VISITOR, "sid": "tab"}
    post(event(**sent))
    choose(key, {"measurement": True})
    post(event(**sent))
    choose(key, {"measurement": False})
    post(event(**sent))
    before, between, after = visitors(shop)
    assert between == VISITOR
    assert before == after != VISITOR
    sessions = rows(shop, "signals_inboxevent", "body->>'session', received_at", "2")
    assert [row[0] for row in sessions] == [None, "tab", None]


@pytest.mark.parametrize("purpose", ["recommendation", "messages", "coop"])
def test_no_other_purpose_lets_a_visitor_be_recognised(
    post: Post, shop: ShopContext, key: str, purpose: str
) -> None:
    choose(key, {purpose: True})
    post(event(vid=VISITOR))
    assert VISITOR not in visitors(shop)


def test_the_answer_says_what_stands(key: str) -> None:
    nothing = dict.fromkeys(Purpose.values, False)
    assert choose(key, {"measurement": True}).json() == {
        "visitor": VISITOR,
        "consents": nothing | {"measurement": True},
    }
    read = Client().get(f"/e/{key}/consent?visitor={VISITOR}")
    assert (read.json()["consents"]["measurement"], read["Cache-Control"]) == (True, "no-store")
    assert choose(key, dict.fromkeys(Purpose.values, False)).json()["consents"] == nothing


def test_yes_is_for_being_recognised_alone_and_no_is_for_everything(key: str) -> None:
    choose(key, {"coop": True})
    assert [name for name, stands in choose(key, True).json()["consents"].items() if stands] == [
        "measurement",
        "coop",
    ]
    assert not any(choose(key, False).json()["consents"].values())


def test_the_history_stays_with_wording_and_proof(shop: ShopContext, key: str) -> None:
    given = {"text_version": "2026-10", "language": "fr", "page": "/panier?email=a@b.example"}
    choose(key, {"messages": True}, headers={"Origin": "https://robes.example"}, **given)
    choose(key, {"messages": False})
    choose(key, {"messages": True})
    with shop_scope(shop.id):
        first, second = Consent.objects.order_by("pk")
    assert (first.text_version, first.language, second.withdrawn_at) == ("2026-10", "fr", None)
    assert first.given_at <= first.withdrawn_at <= second.given_at
    assert first.proof["given"] == {
        "door": "page",
        "site": "https://robes.example",
        "page": "/panier",
        "text_version": "2026-10",
        "language": "fr",
    }
    assert "127.0.0.1" not in json.dumps(first.proof)


def test_saying_it_again_changes_nothing(shop: ShopContext, key: str) -> None:
    for _ in range(3):
        choose(key, {"coop": True})
    for _ in range(2):
        choose(key, {"coop": False})
    assert rows(shop, "signals_consent", "count(*)") == [(1,)]


@pytest.mark.parametrize("said", [{"Sec-GPC": "1"}, {"DNT": "1"}])
def test_a_browser_that_asks_not_to_be_tracked_can_only_withdraw(
    shop: ShopContext, key: str, said: dict[str, str]
) -> None:
    choose(key, {"coop": True})
    answer = choose(key, {"measurement": True, "coop": False}, headers=said)
    assert not any(answer.json()["consents"].values())


@pytest.mark.parametrize(
    ("visitor", "choices"),
    [
        ("short", {"coop": True}),
        (None, {"coop": True}),
        ("x" * 41, {"coop": True}),
        ("a'; DROP TABLE--aaaaaaa", {"coop": True}),
        (VISITOR, {}),
        (VISITOR, {"everything": True}),
        (VISITOR, {"coop": "yes"}),
        (VISITOR, []),
    ],
)
def test_an_unclear_choice_is_refused_whole(shop: ShopContext, key: str, visitor: Any, choices: Any) -> None:
    problem_of(choose(key, choices, visitor), 422)
    assert rows(shop, "signals_consent", "count(*)") == [(0,)]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"visitor": "\xff"}', b"[" * 4000, b" " * 5000])
def test_no_body_breaks_the_door(key: str, body: bytes) -> None:
    answer = Client().post(f"/e/{key}/consent", body, content_type="text/plain")
    problem_of(answer, 422)


def test_unknown_keys_sites_and_methods_are_refused(key: str) -> None:
    problem_of(Client().get(f"/e/pk_nobody/consent?visitor={VISITOR}"), 404)
    problem_of(Client().put(f"/e/{key}/consent"), 405)
    assert Client().options(f"/e/{key}/consent").status_code == 204


def test_consents_of_one_shop_mean_nothing_in_another(shop: ShopContext) -> None:
    other = open_shop("bijoux")
    decide(shop.id, VISITOR, {Purpose.MEASUREMENT: True})
    assert consenting(shop.id, [VISITOR, "other"], Purpose.MEASUREMENT) == {VISITOR}
    assert not has_consent(other.id, VISITOR, Purpose.MEASUREMENT)
    assert not any(standing(other.id, VISITOR).values())


@pytest.mark.django_db(transaction=True)
def test_twenty_pages_giving_at_once_leave_one_consent() -> None:
    shop = open_shop("courses")

    def one() -> None:
        decide(shop.id, VISITOR, {Purpose.COOP: True})
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(shop, "signals_consent", "count(*)") == [(1,)]


def test_a_server_may_note_and_read_choices(shop: ShopContext) -> None:
    api = caller(shop)
    body = {"visitor": VISITOR, "choices": {"messages": True, "coop": True}, "language": "ar"}
    assert found(api.post("consents", body))["consents"]["messages"] is True
    found(api.post("consents", {"visitor": VISITOR, "choices": {"coop": False}}))
    listed = found(api.get(f"consents?visitor={VISITOR}"))["data"]
    assert [(row["purpose"], row["withdrawn_at"] is None) for row in listed] == [
        ("coop", False),
        ("messages", True),
    ]
    assert [row["purpose"] for row in found(api.get("consents?standing=true"))["data"]] == ["messages"]
    problem_of(caller(shop, ["consents:read"]).post("consents", body), 403)
    problem_of(api.post("consents", {"visitor": "short", "choices": {}}), 422)


def test_a_server_reads_the_words_and_gets_their_hash_noted(shop: ShopContext) -> None:
    api = caller(shop, ["consents:read", "consents:write"])
    (shown,) = [one for one in found(api.get("consents/texts"))["data"] if one["purpose"] == "messages"]
    assert set(shown["texts"]) == {"fr", "ar", "en"}
    choice = {"visitor": VISITOR, "choices": {"messages": True}, "text_version": shown["version"]}
    found(api.post("consents", choice))
    (row,) = found(api.get(f"consents?visitor={VISITOR}"))["data"]
    assert row["proof"]["given"]["sha256"] == shown["sha256"]
    assert found(api.get(f"consents/{row['id']}")) == row
    problem_of(api.get("consents/con_0123456789abcdef0123456789abcdef"), 404)


def test_the_public_door_takes_no_customers_id(key: str) -> None:
    assert choose(key, {"messages": True}, visitor="cus_0123456789abcdef0123456789abcdef").status_code == 422
