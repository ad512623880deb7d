"""A shop whose pages send events, and short ways to send and to read."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from catalog.shops.services import create_shop
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide
from signals.ingest import api, callers, visitors
from signals.ingest.door import with_intake
from signals.ingest.limits import Buckets
from signals.rollups import services as rollups

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"

Post = Callable[..., Any]


def event(kind: str = "view", **fields: Any) -> dict[str, Any]:
    """An event as the page script sends it."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"id": str(uuid.uuid4()), "type": kind, "time": now, "page": "/p/robe", **fields}


def rows(shop: ShopContext, table: str, columns: str, order: str = "1") -> list[tuple[Any, ...]]:
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        return list(cursor.fetchall())


def counts(shop: ShopContext) -> dict[str, int]:
    """The intake's counters over all hours."""
    return dict(
        rows(shop, "signals_intakecount", "DISTINCT outcome, sum(count) OVER (PARTITION BY outcome)::int")
    )


def stored(shop: ShopContext) -> int:
    return int(rows(shop, "signals_inboxevent", "count(*)")[0][0])


@pytest.fixture(autouse=True)
def fresh_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a web process remembers between requests must not pass from one test to the next."""
    monkeypatch.setattr(api, "shop_limit", Buckets(1e6, 1e6))
    monkeypatch.setattr(api, "address_limit", Buckets(1e6, 1e6))
    callers.forget_callers()
    visitors._salts.clear()
    rollups._months.clear()
    yield
    callers.forget_callers()


def open_shop(slug: str, timezone: str = "Africa/Algiers") -> ShopContext:
    return create_shop(slug=slug, name=slug, currency="DZD", timezone=timezone, language="fr", owner=None)


@pytest.fixture
def shop(db: None) -> ShopContext:
    return open_shop("robes")


@pytest.fixture
def key(shop: ShopContext) -> str:
    return ensure_public_key(shop.id)


def agree(shop: ShopContext, *visitors: str) -> None:
    """Let the visitors' consents to being recognised stand."""
    for visitor in visitors:
        decide(shop.id, visitor, {Purpose.MEASUREMENT: True})


def at_the_door(path: str, content: bytes, **headers: str) -> Any:
    """A POST as the web server hands it over: what is not answered before Django is an error."""
    given = RequestFactory().post(path, content, content_type="text/plain", headers=headers)
    begun: list[Any] = []
    parts = with_intake(_nobody)(given.environ, lambda status, told: begun.extend((status, told)))
    return Answer(b"".join(parts), status=int(begun[0].split()[0]), headers=dict(begun[1]))


class Answer(HttpResponse):
    """A response with what Django's own client adds to it."""

    def json(self) -> Any:
        return json.loads(self.content)


def _nobody(_environ: Any, _start_response: Any) -> list[bytes]:
    raise AssertionError("this request went past the door")


@pytest.fixture
def post(key: str) -> Post:
    """Send events (or a whole body as bytes) to the shop; ``headers`` are those of the request."""

    def send(*events: Any, body: bytes | None = None, to: str = "", **headers: str) -> Any:
        content = body if body is not None else json.dumps({"events": list(events)}).encode()
        headers = {"User-Agent": PHONE} | headers
        return Client().post(f"/e/{to or key}", content, content_type="text/plain", headers=headers)

    return send
