"""``GET /health``: 200 when web, database and queue answer, else the name of the part that does not."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from shop_ai import health
from shop_ai.celery import app
from tests.api.conftest import problem_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_health_is_good_when_every_part_answers() -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("part", ["database", "queue"])
def test_a_part_that_fails_is_named(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ConnectionError

    monkeypatch.setitem(health.PARTS, part, fail)
    document = problem_of(Client().get("/health"), 503)
    assert (document["detail"], document["away"]) == (part, [part])


def test_a_part_that_hangs_is_named_after_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health.PARTS, "database", lambda: time.sleep(6))
    monkeypatch.setitem(health.PARTS, "queue", lambda: time.sleep(6))
    began = time.monotonic()
    document = problem_of(Client().get("/health"), 503)
    assert document["away"] == ["database", "queue"]
    assert 1.9 < time.monotonic() - began < 4


def test_a_queue_that_is_not_there_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis+socket:///nowhere/valkey.sock")
    monkeypatch.setattr(app.conf, "broker_read_url", "redis+socket:///nowhere/valkey.sock")
    assert problem_of(Client().get("/health"), 503)["away"] == ["queue"]
