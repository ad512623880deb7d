"""Prepared answers before Django is asked: a thin WSGI callable around the application.

``./bench`` shows why: parsing a request and building a response costs Django more than looking an answer up, and so it is
with the answers for one visitor, which are made from what the process remembers (:mod:`signals.widget.personal`). What this
door does not know at once – another method, a browser that cannot unpack, a choice made by hand, an answer for everybody
that has to be made – goes the ordinary way, to :func:`signals.widget.api.recommendations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qsl

from django.db import DatabaseError

from signals.widget.addresses import plain_question
from signals.widget.api import LOOKED, PRIVATE, PUBLIC
from signals.widget.asking import asked
from signals.widget.packing import Packed, end_of
from signals.widget.personal import is_for_one, personal
from signals.widget.ready import ready

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
_FIRST, _LAST = "/w/", "/recommendations"
_LONGEST_KEY: Final = 60
_ENCODED: Final = ("Content-Encoding", "gzip")
_FOR_ALL: Final = [*PUBLIC.items(), _ENCODED]
_FOR_ONE: Final = [*PRIVATE.items(), _ENCODED]


def with_ready_answers(application: Application) -> Application:
    """The application, answered for where the answer is ready."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(_FIRST) and path.endswith(_LAST) and environ["REQUEST_METHOD"] == "GET":
            found, said = _found(environ, path[len(_FIRST) : -len(_LAST)])
            if found is not None:
                body = found.gzipped(end_of())
                start_response("200 OK", [*said, ("Content-Length", str(len(body)))])
                return [body]
        return application(environ, start_response)

    return answer


def _found(environ: dict[str, Any], key: str) -> tuple[Packed | None, list[tuple[str, str]]]:
    """The answer, None when it goes the ordinary way, and what is said before it."""
    if len(key) > _LONGEST_KEY or "\0" in key or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
        return None, _FOR_ALL
    environ[LOOKED] = True
    query = environ.get("QUERY_STRING", "")
    try:
        if plain_question(query) is not None:
            return ready(key, query), _FOR_ALL
        question = asked(key, dict(parse_qsl(query, keep_blank_values=True, errors="replace")))
        return personal(question) if is_for_one(question) else None, _FOR_ONE
    except DatabaseError:
        return None, _FOR_ALL  # the ordinary way says what is wrong
