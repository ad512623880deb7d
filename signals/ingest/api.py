"""``POST /e/<public_key>``: shape, limits and consent are checked, one durable write, then 202."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase

from shop_ai.lib.limits import client_address, counted_address
from shop_ai.lib.prepared import is_open
from shop_ai.problems import problem
from signals.ingest import choices
from signals.ingest.body import MOST_BYTES, MOST_EVENTS, Body, Unreadable, read_body
from signals.ingest.bots import is_robot, is_unseen_load
from signals.ingest.callers import Caller, caller_of
from signals.ingest.channels import channel_of_app
from signals.ingest.devices import device_of_browser
from signals.ingest.events import Sender
from signals.ingest.limits import Buckets
from signals.ingest.models import Outcome
from signals.ingest.services import Receipt, recognise, sort, take_in
from signals.ingest.visitors import daily_visitor

logger = logging.getLogger(__name__)

LONGEST_USER_AGENT = 500
LONGEST_LENGTH = 9  # digits: Python refuses to read thousands of them
CONSENT = "/consent"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
JSON = {"Content-Type": "application/json"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "86400",
}
# The address of this machine is not a visitor's: a proxy that does not pass the address on would make all of
# them one, and the limit would then refuse the shop's own visitors.
OWN_MACHINE = frozenset({"", "127.0.0.1", "::1"})

_share = 1 / max(1, settings.WEB_PROCESSES)
shop_limit = Buckets(
    settings.INGEST_EVENTS_PER_SECOND * _share, max(100, settings.INGEST_EVENTS_BURST * _share)
)
address_limit = Buckets(
    settings.INGEST_REQUESTS_PER_SECOND * _share, max(1, 2 * settings.INGEST_REQUESTS_PER_SECOND * _share)
)


class RequestRefused(Exception):
    """The request as a whole is not taken; its events are counted under ``outcome``."""

    def __init__(self, status: int, outcome: Outcome, count: int = 1, retry_after: float = 0) -> None:
        super().__init__(outcome)
        self.status, self.outcome, self.count = status, outcome, count
        self.headers = {"Retry-After": str(math.ceil(retry_after))} if retry_after else {}


class Said(NamedTuple):
    """An answer before it takes the form of a web server or of Django."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def receive(request: HttpRequest, public_key: str) -> HttpResponseBase:
    """Answer a page's events. 202 means committed to disk; anything else means that nothing was stored."""
    said = _safely(lambda: _answer(request, public_key))
    return HttpResponse(said.body, status=said.status, headers=said.headers)


def events(meta: Mapping[str, Any], read: Callable[[], bytes], public_key: str) -> Said:
    """The same for a request that was not made into one of Django's: its environment, and the way to its body.

    A connection that the database has closed meanwhile is found out by the statement itself, not asked before it: then
    the request is answered once more, on a new one.
    """
    kept = cache(read)  # its second reading finds nothing left
    return _safely(lambda: _again_if_closed(lambda: _answer_events(meta, kept, public_key)))


def _safely(answer: Callable[[], Said]) -> Said:
    try:
        said = answer()
    except DatabaseError:
        logger.warning("event intake: the database is away", exc_info=True)
        said = _problem(503, headers={"Retry-After": "2"})
    # No other middleware runs after us.
    return said._replace(headers={**said.headers, **CORS, "Content-Length": str(len(said.body))})


def _again_if_closed(answer: Callable[[], Said]) -> Said:
    had_one = connection.connection is not None
    try:
        return answer()
    except DatabaseError:
        if connection.in_atomic_block or not had_one or is_open():
            raise
        connection.close()
        return answer()


def _plain(response: HttpResponse) -> Said:
    return Said(response.status_code, response.headers, response.content)


def _problem(status: int, **more: Any) -> Said:
    return _plain(problem(status, **more))


def _answer(request: HttpRequest, public_key: str) -> Said:
    if request.method == "OPTIONS":
        return Said(204, PREFLIGHT, b"")
    if public_key.endswith(CONSENT):
        return _plain(_answer_choice(request, public_key.removesuffix(CONSENT)))
    if request.method != "POST":
        return _problem(405, headers={"Allow": "POST, OPTIONS"})
    return _answer_events(request.META, lambda: request.body, public_key)


def _answer_events(meta: Mapping[str, Any], read: Callable[[], bytes], public_key: str) -> Said:
    caller = caller_of(public_key)
    if caller is None:
        return _problem(404)
    try:
        receipt = _take_request(meta, read, caller)
    except RequestRefused as refusal:
        dropped = {refusal.outcome.value: refusal.count}
        take_in(caller.shop_id, [], dropped)
        return _problem(refusal.status, headers=refusal.headers, dropped=dropped)
    told = {"stored": receipt.stored, "duplicate": receipt.duplicate, "dropped": receipt.dropped}
    return Said(202, JSON, json.dumps(told).encode())


def _answer_choice(request: HttpRequest, public_key: str) -> HttpResponse:
    if request.method not in ("GET", "POST"):
        return problem(405, headers={"Allow": "GET, POST, OPTIONS"})
    caller = caller_of(public_key)
    if caller is None:
        return problem(404)
    if not caller.may_send_from(request.META.get("HTTP_ORIGIN", "")):
        return problem(403)
    try:
        _check_address(_address(request.META), 1)
    except RequestRefused as refusal:
        return problem(refusal.status, headers=refusal.headers)
    return choices.answer(request, caller)


def _address(meta: Mapping[str, Any]) -> str:
    return client_address(
        meta.get("REMOTE_ADDR", ""),
        meta.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )


def _take_request(meta: Mapping[str, Any], read: Callable[[], bytes], caller: Caller) -> Receipt:
    body = _events_of(meta, read)
    raw = body.events
    address = _address(meta)
    _check_address(address, len(raw))
    if not caller.may_send_from(meta.get("HTTP_ORIGIN", "")):
        raise RequestRefused(403, Outcome.FOREIGN_SITE, len(raw))
    silent = _reason_not_to_count(meta, caller)
    if silent is not None:
        return take_in(caller.shop_id, [], {silent.value: len(raw)} if raw else {})
    sender = _sender(meta, caller, address)
    kept, dropped = sort(raw, sender, is_checked=body.is_plain)
    recognise(caller.shop_id, kept)
    wait = shop_limit.wait_for(str(caller.shop_id), len(kept))
    if wait:
        raise RequestRefused(429, Outcome.OVER_LIMIT, len(raw), wait)
    return take_in(caller.shop_id, kept, dropped)


def _events_of(meta: Mapping[str, Any], read: Callable[[], bytes]) -> Body:
    """The raw events; a request that cannot be read counts as one unreadable event."""
    announced = meta.get("CONTENT_LENGTH") or ""
    if announced.isdecimal() and (len(announced) > LONGEST_LENGTH or int(announced) > MOST_BYTES):
        raise RequestRefused(413, Outcome.INVALID)
    try:
        body = read_body(read())
    except (Unreadable, UnreadablePostError) as error:
        raise RequestRefused(400, Outcome.INVALID) from error
    if len(body.events) > MOST_EVENTS:
        raise RequestRefused(413, Outcome.INVALID, len(body.events))
    return body


def _check_address(address: str, count: int) -> None:
    wait = 0.0 if address in OWN_MACHINE else address_limit.wait_for(counted_address(address), 1)
    if wait:
        raise RequestRefused(429, Outcome.OVER_LIMIT, count, wait)


def _user_agent(meta: Mapping[str, Any]) -> str:
    return str(meta.get("HTTP_USER_AGENT", ""))[:LONGEST_USER_AGENT]


def _reason_not_to_count(meta: Mapping[str, Any], caller: Caller) -> Outcome | None:
    if not caller.is_collecting:
        return Outcome.SWITCHED_OFF
    if meta.get("HTTP_SEC_GPC") == "1" or meta.get("HTTP_DNT") == "1":
        return Outcome.OPTED_OUT
    if is_robot(_user_agent(meta)) or is_unseen_load(meta):
        return Outcome.BOT
    return None


def _sender(meta: Mapping[str, Any], caller: Caller, address: str) -> Sender:
    user_agent = _user_agent(meta)
    day = datetime.now(caller.zone).date()
    return Sender(
        daily_visitor=daily_visitor(caller.shop_id, day, address, user_agent),
        device=device_of_browser(user_agent),
        app_channel=channel_of_app(user_agent),
    )
