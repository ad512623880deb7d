"""The door before Django answers as Django does, and leaves to it what is not a plain post of events."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.ingest import api
from signals.ingest.door import with_intake
from signals.ingest.limits import Buckets
from tests.signals.conftest import PHONE, at_the_door, counts, event, stored


def _through_django(path: str, content: bytes, **headers: str) -> Any:
    return Client().post(path, content, content_type="text/plain", headers=headers)


def _events(count: int, **fields: Any) -> bytes:
    return json.dumps({"events": [event(**fields) for _ in range(count)]}).encode()


def _twice() -> bytes:
    one = event()
    return json.dumps({"events": [one, one, event()]}).encode()


BODIES: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    "one": (lambda: _events(1), {}),
    "a hundred": (lambda: _events(100), {}),
    "none": (lambda: _events(0), {}),
    "too many": (lambda: _events(101), {}),
    "twice": (_twice, {}),
    "one of a type that is not there": (lambda: _events(2, type="purchase"), {}),
    "unreadable": (lambda: b"{", {}),
    "not to be followed": (lambda: _events(3), {"Sec-GPC": "1"}),
    "a robot": (lambda: _events(3), {"User-Agent": "Googlebot/2.1"}),
    "not yet seen": (lambda: _events(3), {"Sec-Purpose": "prefetch"}),
    "surrogates": (lambda: b'{"events": ["\\ud800", "\xff"]}', {}),
}


@pytest.mark.parametrize("name", BODIES)
def test_both_doors_say_and_count_the_same(key: str, shop: ShopContext, name: str) -> None:
    make, headers = BODIES[name]
    headers = {"User-Agent": PHONE} | headers
    told = []
    for send in (_through_django, at_the_door):
        kept, counted = stored(shop), counts(shop)
        answer = send(f"/e/{key}", make(), **headers)
        more = {outcome: n - counted.get(outcome, 0) for outcome, n in counts(shop).items()}
        told.append((answer.status_code, dict(answer.headers), answer.content, stored(shop) - kept, more))
    assert told[0] == told[1]


@pytest.mark.parametrize("limit", ["shop_limit", "address_limit"])
def test_both_doors_ask_to_wait(
    key: str, shop: ShopContext, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for send in (_through_django, at_the_door):
        monkeypatch.setattr(api, limit, Buckets(rate=0.001, burst=1))
        answers = [
            send(f"/e/{key}", _events(1), **{"User-Agent": PHONE, "X-Forwarded-For": "41.96.0.9"})
            for _ in "ab"
        ]
        told.append(
            [(answer.status_code, answer.headers.get("Retry-After"), answer.content) for answer in answers]
        )
    assert told[0] == told[1]


def test_an_unknown_key_is_not_found_at_either(db: None) -> None:
    for send in (_through_django, at_the_door):
        answer = send("/e/nobody", _events(1))
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", "/e/key", {}),
        ("OPTIONS", "/e/key", {}),
        ("POST", "/e/key/consent", {}),
        ("POST", "/e/key", {"CONTENT_LENGTH": ""}),
        ("POST", "/e/key", {"CONTENT_LENGTH": "-1"}),
        ("POST", "/e/key", {"CONTENT_LENGTH": "9" * 5000}),
        ("POST", "/e/key", {"CONTENT_LENGTH": str(64 * 1024 + 1)}),
        ("POST", "/shops/", {}),
    ],
)
def test_everything_else_goes_to_django(method: str, path: str, more: dict[str, str]) -> None:
    environ = RequestFactory().generic(method, path, b"{}").environ | more
    assert with_intake(lambda _environ, _start: [b"Django"])(environ, None) == [b"Django"]


def test_what_nobody_foresaw_is_a_problem_and_not_a_page(
    key: str, shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(api, "take_in", breaks)
    answer = at_the_door(f"/e/{key}", _events(1), **{"User-Agent": PHONE})
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db(transaction=True)
def test_events_come_through_though_the_database_closed_the_connection(key: str, shop: ShopContext) -> None:
    content, headers = _events(3), {"User-Agent": PHONE}
    at_the_door(f"/e/{key}", _events(1), **headers)
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        first = cursor.fetchone()[0]
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    answer = at_the_door(f"/e/{key}", content, **headers)
    assert (answer.status_code, answer.json()["stored"]) == (202, 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != first
    assert (stored(shop), counts(shop)) == (4, {})
