"""Events of pages before Django is asked: a thin WSGI callable around the application.

``./bench`` shows why: a request and a response of Django, and the question whether the connection still lives, cost as much as
reading, checking and packing twenty events. Whatever is not a plain POST of events – consents, another method, a length that is missing or too large – goes the ordinary way, to
:func:`signals.ingest.api.receive`, which answers the same.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from shop_ai.problems import problem
from signals.ingest.api import CORS, Said, events
from signals.ingest.body import MOST_BYTES

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
FIRST = "/e/"
LENGTH = re.compile(r"[0-9]{1,9}")

logger = logging.getLogger(__name__)


def with_intake(application: Application) -> Application:
    """The application, with plain posts of events taken in at the door."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(FIRST) or environ["REQUEST_METHOD"] != "POST":
            return application(environ, start_response)
        key, length = path[len(FIRST) :], environ.get("CONTENT_LENGTH") or ""
        if "/" in key or not LENGTH.fullmatch(length) or int(length) > MOST_BYTES:
            return application(environ, start_response)
        said = _said(environ, key, int(length))
        start_response(f"{said.status} {HTTPStatus(said.status).phrase}", list(said.headers.items()))
        return [said.body]

    return answer


def _said(environ: dict[str, Any], key: str, length: int) -> Said:
    try:
        return events(environ, lambda: bytes(environ["wsgi.input"].read(length)), key)
    except Exception:
        logger.exception("event intake: unforeseen")
        broken = problem(500)
        return Said(
            500, {**broken.headers, **CORS, "Content-Length": str(len(broken.content))}, broken.content
        )
