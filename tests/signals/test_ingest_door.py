"""The door of the intake: what is stored, what is refused, and that every event is counted somewhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.keys.models import PublicKey
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.ingest import api, callers
from signals.ingest.limits import Buckets
from tests.signals.conftest import Post, agree, counts, event, open_shop, rows, stored
from transparency.ledger.switches import set_switch


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def body_of_first(shop: ShopContext) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rows(shop, "signals_inboxevent", "body::text")[0][0])
    return found


def test_an_event_is_stored_and_acknowledged(post: Post, shop: ShopContext) -> None:
    answer = post(event())
    assert (answer.status_code, answer.json()) == (202, {"stored": 1, "duplicate": 0, "dropped": {}})
    assert stored(shop) == 1


def test_an_event_sent_again_is_a_duplicate(post: Post, shop: ShopContext) -> None:
    first = event()
    post(first)
    assert post(first, event()).json() == {"stored": 1, "duplicate": 1, "dropped": {}}
    assert (stored(shop), counts(shop)) == (2, {"duplicate": 1})


def test_the_same_event_twice_in_one_request_is_stored_once(post: Post, shop: ShopContext) -> None:
    first = event()
    assert post(first, first).json() == {"stored": 1, "duplicate": 1, "dropped": {}}


def test_another_shop_may_use_the_same_event_id(post: Post, shop: ShopContext) -> None:
    from catalog.keys.services import ensure_public_key

    other = open_shop("bijoux")
    shared = event()
    post(shared, to=ensure_public_key(other.id))
    assert post(shared).json()["stored"] == 1
    assert (stored(shop), stored(other)) == (1, 1)


POISON = [
    '{"id": "%s", "type": "view", "time": "%s", "page": "a\\u0000b"}',
    '{"id": "%s", "type": "view", "time": "%s", "page": "\\ud800"}',
    '{"id": "%s", "type": "view", "time": "%s", "value": NaN}',
    '{"id": "%s", "type": "view", "time": "%s", "value": 1e400}',
    '{"id": "%s", "type": "view", "time": "%s", "value": -Infinity}',
    '{"id": "%s", "type": "view", "time": "%s", "extra": ' + "9" * 5000 + "}",
    '{"id": "%s", "type": "view", "time": "%s", "extra": ' + "[" * 3000 + "]" * 3000 + "}",
    '{"id": "%s", "type": "view", "time": "%s", "extra": [{"a\\u0000": 1}]}',
    '{"id": "%s", "type": "purchase", "time": "%s"}',
    '{"id": "%s", "type": ["view"], "time": "%s"}',
    '{"id": "x%s", "type": "view", "time": "%s"}',
    '{"id": "%s", "type": "view", "time": "tomorrow %s"}',
    '{"id": "%s", "type": "view", "time": "%s", "utm": "facebook"}',
    '{"id": "%s", "type": "view", "time": "%s", "sku": {"a": 1}}',
    '{"id": "%s", "type": "view", "time": "%s", "value": -1}',
    '"%s %s"',
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
def test_one_poisoned_event_fails_alone(post: Post, shop: ShopContext, poison: str) -> None:
    bad = event()
    others = [json.dumps(event()) for _ in range(99)]
    others.insert(50, poison % (bad["id"], bad["time"]))
    answer = post(body=('{"events": [' + ",".join(others) + "]}").encode())
    assert answer.json() == {"stored": 99, "duplicate": 0, "dropped": {"invalid": 1}}
    assert (stored(shop), counts(shop)) == (99, {"invalid": 1})


def test_bytes_that_are_not_text_fail_alone(post: Post, shop: ShopContext) -> None:
    bad = json.dumps(event(sku="SKU")).encode().replace(b"SKU", b"\xff\xfe")
    answer = post(body=b'{"events": [' + json.dumps(event()).encode() + b", " + bad + b"]}")
    assert answer.json() == {"stored": 1, "duplicate": 0, "dropped": {"invalid": 1}}


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"events": 3}', b"null", b'{"events": [1,', b"[" * 5000]
)
def test_a_body_without_events_is_refused_and_counted(post: Post, shop: ShopContext, body: bytes) -> None:
    answer = post(body=body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert counts(shop) == {"invalid": 1}


def test_no_event_is_no_error(post: Post, shop: ShopContext) -> None:
    assert post().json() == {"stored": 0, "duplicate": 0, "dropped": {}}


def test_more_than_a_hundred_events_are_refused_and_counted(post: Post, shop: ShopContext) -> None:
    assert post(*[event() for _ in range(101)]).status_code == 413
    assert (stored(shop), counts(shop)) == (0, {"invalid": 101})


def test_more_than_64_kilobytes_are_refused_and_counted(post: Post, shop: ShopContext) -> None:
    assert post(body=b" " * (64 * 1024 + 1)).status_code == 413
    assert counts(shop) == {"invalid": 1}


def test_a_length_of_thousands_of_digits_is_refused(key: str, shop: ShopContext) -> None:
    answer = Client().generic("POST", f"/e/{key}", b"{}", CONTENT_LENGTH="9" * 5000)
    assert (answer.status_code, counts(shop)) == (413, {"invalid": 1})


def test_times_outside_the_window_are_not_kept(post: Post, shop: ShopContext) -> None:
    old, young = event(time=ago(hours=49)), event(time=ago(hours=47))
    ahead, slightly_ahead = event(time=ago(minutes=-11)), event(time=ago(minutes=-9))
    assert post(old, young, ahead, slightly_ahead).json() == {
        "stored": 2,
        "duplicate": 0,
        "dropped": {"too_old": 1, "invalid": 1},
    }


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01", 17, None]
)
def test_strange_times_are_no_error(post: Post, shop: ShopContext, time: object) -> None:
    answer = post(event(time=time))
    assert (answer.status_code, sum(answer.json()["dropped"].values())) == (202, 1)


@pytest.mark.parametrize("said", [{"Sec-GPC": "1"}, {"DNT": "1"}])
def test_a_visitor_who_said_no_is_not_stored(post: Post, shop: ShopContext, said: dict[str, str]) -> None:
    answer = post(event(), event(), **said)
    assert (answer.status_code, answer.json()["dropped"]) == (202, {"opted_out": 2})
    assert (stored(shop), counts(shop)) == (0, {"opted_out": 2})


@pytest.mark.parametrize(
    "said",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0"},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_loads_ahead_are_not_stored(post: Post, shop: ShopContext, said: dict[str, str]) -> None:
    assert post(event(), **said).json()["dropped"] == {"bot": 1}
    assert (stored(shop), counts(shop)) == (0, {"bot": 1})


def test_an_unknown_key_is_not_found(post: Post) -> None:
    for unknown in ("pk_nobody", "x" * 61, "a%00b", "é"):
        answer = post(event(), to=unknown)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_revoked_key_stops(
    post: Post, shop: ShopContext, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(event()).status_code == 202
    with shop_scope(shop.id):
        PublicKey.objects.update(is_active=False)
    monkeypatch.setattr(callers, "REMEMBERED_SECONDS", 0)
    callers.forget_callers()
    assert post(event()).status_code == 404


def test_what_is_remembered_of_a_key_is_asked_again_within_five_seconds() -> None:
    assert callers.REMEMBERED_SECONDS <= 5


def test_a_switched_off_measurement_stores_nothing(post: Post, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch("measurement", is_on=False, by="owner")
    assert post(event()).json()["dropped"] == {"switched_off": 1}
    assert stored(shop) == 0
    with shop_scope(shop.id):
        set_switch("measurement", is_on=True, by="owner")
    callers.forget_callers()
    assert post(event()).json()["stored"] == 1


def test_pages_of_other_sites_may_not_use_a_key_that_names_its_own(post: Post, shop: ShopContext) -> None:
    with shop_scope(shop.id):
        PublicKey.objects.update(origins=["https://Robes.example/"])
    assert post(event(), Origin="https://robes.example").status_code == 202
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {}):
        assert post(event(), **headers).status_code == 403
    assert (stored(shop), counts(shop)) == (1, {"foreign_site": 3})


def test_any_page_may_read_the_answer_and_none_with_credentials(
    post: Post, shop: ShopContext, key: str
) -> None:
    for answer in (post(event()), post(event(), to="pk_nobody"), post(body=b"{")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Expose-Headers"] == "Retry-After"
        assert "Access-Control-Allow-Credentials" not in answer
        assert not answer.cookies
    ahead = Client().options(f"/e/{key}", headers={"Access-Control-Request-Headers": "content-type"})
    assert (ahead.status_code, ahead["Access-Control-Allow-Headers"]) == (204, "Content-Type")


def test_other_methods_are_not_offered(key: str) -> None:
    answer = Client().get(f"/e/{key}")
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")


def test_a_shop_over_its_rate_is_asked_to_wait_and_nothing_is_stored(
    post: Post, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "shop_limit", Buckets(rate=1, burst=3))
    assert post(event(), event()).status_code == 202
    refused = post(event(), event())
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    assert (stored(shop), counts(shop)) == (2, {"over_limit": 2})


def test_an_address_over_its_rate_is_asked_to_wait_whatever_it_claims(
    key: str, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "address_limit", Buckets(rate=1, burst=2))
    statuses = [
        Client(REMOTE_ADDR="41.96.0.9")
        .post(
            f"/e/{key}",
            json.dumps({"events": [event()]}),
            content_type="text/plain",
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )
        .status_code
        for number in range(4)
    ]
    assert statuses == [202, 202, 429, 429]
    assert counts(shop) == {"over_limit": 2}


def test_a_database_that_is_away_is_503_with_a_time_to_come_back(
    post: Post, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(api, "take_in", away)
    answer = post(event())
    assert (answer.status_code, answer["Retry-After"], answer["Access-Control-Allow-Origin"]) == (
        503,
        "2",
        "*",
    )


def test_neither_address_nor_browser_nor_query_is_kept(post: Post, shop: ShopContext) -> None:
    post(event(page="/merci?email=a@b.example#c", query="robe", ref="https://l.instagram.com/?u=x"))
    body = body_of_first(shop)
    assert set(body) == {"time", "type", "channel", "page", "device", "visitor"}
    assert (body["page"], body["channel"], body["device"]) == ("/merci", "instagram", "mobile")
    assert not any(part in json.dumps(body) for part in ("127.0.0.1", "Mozilla", "@"))


def test_the_lasting_visitor_is_kept_while_a_consent_stands(post: Post, shop: ShopContext) -> None:
    agree(shop, "v-1")
    post(event(vid="v-1", sid="s-1"))
    body = body_of_first(shop)
    assert (body["visitor"], body["session"]) == ("v-1", "s-1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = "id type time page ref sku utm click lang w vid sid value recommendation_id playlist".split()
EVENTS = (
    st.builds(event)
    | st.builds(lambda given: event() | given, st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5))
    | JSON
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, max_size=8), ascii_only=st.booleans())
def test_received_is_stored_plus_duplicate_plus_dropped(
    post: Post, shop: ShopContext, events: list[Any], ascii_only: bool
) -> None:
    before, counted = stored(shop), sum(counts(shop).values())
    body = json.dumps({"events": events}, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    answer = post(body=body)
    assert answer.status_code == 202
    told = answer.json()
    assert told["stored"] + told["duplicate"] + sum(told["dropped"].values()) == len(events)
    assert stored(shop) - before == told["stored"]
    assert sum(counts(shop).values()) - counted == told["duplicate"] + sum(told["dropped"].values())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_breaks_the_door(post: Post, shop: ShopContext, body: bytes) -> None:
    assert post(body=body).status_code in {202, 400, 413}
