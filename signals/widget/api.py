"""``GET /w/<public_key>/recommendations``: what is prepared as it is, the rest made from prepared rows.

An answer for everybody is looked up (:mod:`signals.widget.ready`) and made when it is not there. One that follows a choice
made by hand is kept in the process for three seconds; one for a single visitor is not kept at all.
"""

from __future__ import annotations

from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from psycopg_pool import PoolTimeout

from catalog.keys.models import PublicKey
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from shop_ai.lib.tenancy import local_setting
from shop_ai.problems import problem
from signals.widget.addresses import plain_of
from signals.widget.answers import answer_now
from signals.widget.asking import Asked, asked
from signals.widget.lists import find, forget_shops
from signals.widget.memory import Memory
from signals.widget.packing import Packed, end_of
from signals.widget.personal import forget_personal, is_for_one, personal, worded
from signals.widget.ready import forget_ready, ready

# With what is kept below (shops by key, offers, tests) an answer follows a change within five seconds.
ANSWERS: Final = 3.0
SHOPS: Final = 1.5
MOST_KEPT: Final = 1000
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
# A refusal must not outlive its cause in a browser's cache.
REFUSED = {**HEADERS, "Cache-Control": "no-store"}
PUBLIC = {**HEADERS, "Cache-Control": "public, max-age=3", "Content-Type": "application/json"}
PRIVATE = {**HEADERS, "Cache-Control": "private, no-store", "Content-Type": "application/json"}
LONGEST_KEPT = 400
LOOKED: Final = "shop_ai.widget_looked"  # set by the door before Django, which looked in vain
_answers: Memory[tuple[str, str], Packed] = Memory(ANSWERS, MOST_KEPT)  # by public key and query as sent
_shops: Memory[str, ShopContext] = Memory(SHOPS, MOST_KEPT)


def shop_of_public_key(key: str) -> ShopContext | None:
    """The shop whose pages carry this key; None when it is unknown or switched off."""
    with local_setting("app.lookup", key):
        found = PublicKey.unscoped.filter(key=key, is_active=True).values_list("shop_id", flat=True).first()
    return shop_by_id(found) if found else None


def _answer(question: Asked) -> Packed | None:
    if is_for_one(question):
        return personal(question)
    shop = _shops.of(question.key, lambda: shop_of_public_key(question.key))
    if shop is None:
        return None
    plain = plain_of(question)
    if plain is not None:
        return answer_now(shop.id, plain)
    return worded(shop, question, find(shop, question, timezone.now()))


def forget_answers() -> None:
    """Answer everything anew; for tests, where a shop changes within a second."""
    _answers.forget()
    _shops.forget()
    forget_shops()
    forget_ready()
    forget_personal()


def recommendations(request: HttpRequest, public_key: str) -> HttpResponseBase:
    """200 with the items (perhaps none), 404 for an unknown key, 503 when the database is away."""
    if request.method not in {"GET", "HEAD"}:
        return problem(405, headers={"Allow": "GET, HEAD", **REFUSED})
    if "\x00" in public_key or len(public_key) > 60:
        return problem(404, headers=REFUSED)
    query = request.META.get("QUERY_STRING", "")
    question = asked(public_key, request.GET)
    try:
        body = _answers.get((public_key, query)) or _prepared(request, public_key, query) or _answer(question)
    except (DatabaseError, PoolTimeout):
        return problem(503, headers={"Retry-After": "2", **REFUSED})
    if body is None:
        return problem(404, headers=REFUSED)
    if not question.is_personal and plain_of(question) is None and len(query) <= LONGEST_KEPT:
        _answers.keep((public_key, query), body)
    return _response(request, body, PRIVATE if question.is_personal else PUBLIC)


def _prepared(request: HttpRequest, public_key: str, query: str) -> Packed | None:
    return None if LOOKED in request.META else ready(public_key, query)


def _response(request: HttpRequest, body: Packed, cached: dict[str, str]) -> HttpResponse:
    """The answer; its length is said here, since the middleware that would is not on this way."""
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        content, encoding = body.gzipped(end_of()), {"Content-Encoding": "gzip"}
    else:
        content, encoding = body.plain(end_of()), {}
    return HttpResponse(content, headers={**cached, **encoding, "Content-Length": str(len(content))})
