"""Prepared answers before Django is asked: a thin WSGI callable around the application.

``./bench`` shows why: parsing a request and building a response costs Django more than looking an answer up. What this
door does not know at once – another method, a browser that cannot unpack, a question for one visitor, an answer that has
to be made – goes the ordinary way, to :func:`signals.widget.api.recommendations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import DatabaseError

from signals.widget.api import LOOKED, PUBLIC
from signals.widget.packing import end_of
from signals.widget.ready import ready

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
_FIRST, _LAST = "/w/", "/recommendations"
_LONGEST_KEY: Final = 60
_SAID: Final = [*PUBLIC.items(), ("Content-Encoding", "gzip")]


def with_ready_answers(application: Application) -> Application:
    """The application, answered for where the answer is ready."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(_FIRST) and path.endswith(_LAST) and environ["REQUEST_METHOD"] == "GET":
            body = _ready(environ, path[len(_FIRST) : -len(_LAST)])
            if body is not None:
                start_response("200 OK", [*_SAID, ("Content-Length", str(len(body)))])
                return [body]
        return application(environ, start_response)

    return answer


def _ready(environ: dict[str, Any], key: str) -> bytes | None:
    if len(key) > _LONGEST_KEY or "\0" in key or "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
        return None
    environ[LOOKED] = True
    try:
        found = ready(key, environ.get("QUERY_STRING", ""))
    except DatabaseError:
        return None  # the ordinary way says what is wrong
    return None if found is None else found.gzipped(end_of())
