"""Many at once: identical requests store once, and counters lose nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from signals.rollups.services import fold_waiting
from tests.signals.conftest import PHONE, counts, event, open_shop, rows, stored

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, work: Callable[[int], Any]) -> list[Any]:
    """Run ``work`` in as many threads, which begin together."""
    gate = threading.Barrier(times)

    def run(number: int) -> Any:
        try:
            gate.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def sender(shop: ShopContext) -> Callable[[list[dict[str, Any]]], Any]:
    address = f"/e/{ensure_public_key(shop.id)}"
    Client().post(address, b'{"events": []}', content_type="text/plain", headers={"User-Agent": PHONE})

    def send(events: list[dict[str, Any]]) -> Any:
        body = json.dumps({"events": events})
        while True:
            answer = Client().post(address, body, content_type="text/plain", headers={"User-Agent": PHONE})
            if answer.status_code != 503:  # the pool is smaller than the crowd: told to come back, it does
                return answer.json()

    return send


def test_fifty_identical_requests_at_once_store_one_event() -> None:
    shop = open_shop("robes")
    send, one = sender(shop), event()
    answers = at_once(50, lambda _number: send([one]))
    assert sorted(answer["stored"] for answer in answers) == [0] * 49 + [1]
    fold_waiting()
    assert (stored(shop), counts(shop)) == (1, {"stored": 1, "duplicate": 49})
    assert rows(shop, "signals_dailysignal", "count") == [(1,)]


def test_the_same_events_in_another_order_do_not_deadlock() -> None:
    shop = open_shop("robes")
    send, batch = sender(shop), [event() for _ in range(40)]
    answers = at_once(12, lambda number: send(batch if number % 2 else batch[::-1]))
    assert sum(answer["stored"] for answer in answers) == 40
    assert (stored(shop), counts(shop)) == (40, {"duplicate": 11 * 40})


def test_several_drains_at_once_count_each_event_once() -> None:
    shop, other = open_shop("robes"), open_shop("bijoux")
    for send in (sender(shop), sender(other)):
        for _ in range(4):
            send([event() for _ in range(100)])

    def drain(_number: int) -> int:
        return sum(fold_waiting(limit=60) for _ in range(10))

    assert sum(at_once(4, drain)) + fold_waiting() == 800
    for each in (shop, other):
        assert rows(each, "signals_dailysignal", "sum(count)::int") == [(400,)]
        assert rows(each, "signals_event", "count(*)::int") == [(400,)]
