"""The two scripts that strangers' pages load: small, cached, compressed once, and open to every site."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from signals.ingest.trimming import trimmed

FOLDER = Path(settings.BASE_DIR) / "static" / "customer"
# An hour, so that a new release reaches the shops on the same day; a day longer while our server is away.
# The widget holds a style sheet over many lines, and has room to spare.
TRIMMED = "tracker.js"
CACHED = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400"


@dataclass(frozen=True, slots=True)
class Script:
    plain: bytes
    packed: bytes
    etag: str


@cache
def script(name: str) -> Script:
    """One file of ``static/customer`` as it is served, read once a process."""
    text = (FOLDER / name).read_text()
    plain = (trimmed(text) if name == TRIMMED else text).encode()
    return Script(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:20])


def _serve(request: HttpRequest, name: str) -> HttpResponse:
    found = script(name)
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{found.etag}{"-gz" if is_packed else ""}"'
    known = {part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponse(content_type="text/javascript; charset=utf-8")
    if etag in known:
        response.status_code = 304
    else:
        response.content = found.packed if is_packed else found.plain
        if is_packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Cache-Control"] = CACHED
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def tracker(request: HttpRequest) -> HttpResponse:
    """``GET /s.js``: the page counter."""
    return _serve(request, "tracker.js")


@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """``GET /w/v1.js``: the recommendations."""
    return _serve(request, "widget.js")
