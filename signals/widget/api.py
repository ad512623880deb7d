"""``GET /w/<public_key>/recommendations``: prepared rows, worded in the reader's language, no computation.

An answer is kept in the process for three seconds: under load most requests touch nothing, and a switch, a
sold-out product or a revoked key still shows within the five seconds that manual mode promises.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from psycopg_pool import PoolTimeout

from catalog.keys.models import PublicKey
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import local_setting
from shop_ai.problems import problem
from signals.widget.asking import Asked, asked
from signals.widget.lists import find
from signals.widget.payload import payload

KEPT_SECONDS = 3.0
KEPT_ANSWERS = 2000
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
}
# A refusal must not outlive its cause in a browser's cache.
REFUSED = {**HEADERS, "Cache-Control": "no-store"}
_kept: dict[Asked, tuple[float, bytes]] = {}


def shop_of_public_key(key: str) -> ShopContext | None:
    """The shop whose pages carry this key; None when it is unknown or switched off."""
    with local_setting("app.lookup", key):
        found = PublicKey.unscoped.filter(key=key, is_active=True).values_list("shop_id", flat=True).first()
    return shop_by_id(found) if found else None


def _language(wanted: str, shop: ShopContext) -> str:
    known = {code for code, _name in settings.LANGUAGES}
    short = wanted.split("-", maxsplit=1)[0].lower()
    return short if short in known else shop.language


def _answer(question: Asked) -> bytes | None:
    shop = shop_of_public_key(question.key)
    if shop is None:
        return None
    found = find(shop, question, timezone.now())
    spoken = _language(question.language, shop)
    with translation.override(spoken):
        body: dict[str, Any] = payload(shop, question, found, language=spoken)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def forget_answers() -> None:
    """Answer everything anew; for tests, where a shop changes within a second."""
    _kept.clear()


def _keep(question: Asked, body: bytes) -> None:
    if question.is_personal:
        return
    if len(_kept) >= KEPT_ANSWERS:
        _kept.clear()
    _kept[question] = (time.monotonic() + KEPT_SECONDS, body)


def recommendations(request: HttpRequest, public_key: str) -> HttpResponseBase:
    """200 with the items (perhaps none), 404 for an unknown key, 503 when the database is away."""
    if request.method not in {"GET", "HEAD"}:
        return problem(405, headers={"Allow": "GET, HEAD", **REFUSED})
    if "\x00" in public_key or len(public_key) > 60:
        return problem(404, headers=REFUSED)
    question = asked(public_key, request.GET)
    until, body = _kept.get(question, (0.0, b""))
    if until < time.monotonic():
        try:
            fresh = _answer(question)
        except (DatabaseError, PoolTimeout):
            return problem(503, headers={"Retry-After": "2", **REFUSED})
        if fresh is None:
            return problem(404, headers=REFUSED)
        body = fresh
        _keep(question, body)
    cached = "private, no-store" if question.is_personal else "public, max-age=3"
    return HttpResponse(body, content_type="application/json", headers={"Cache-Control": cached, **HEADERS})
