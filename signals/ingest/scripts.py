"""The two scripts that strangers' pages load: small, cached, compressed once, and open to every site."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from signals.ingest.trimming import trimmed

FOLDER = Path(settings.BASE_DIR) / "static" / "customer"
# An hour, so that a new release reaches the shops on the same day; a day longer while our server is away.
CACHED = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400"
# A name that holds its content's hash never means anything else.
CACHED_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Script:
    plain: bytes
    packed: bytes
    etag: str

    @property
    def integrity(self) -> str:
        """The value of a script tag's ``integrity``: SHA-384, as browsers ask for."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.plain).digest()).decode()}"


@cache
def script(name: str) -> Script:
    """One file of ``static/customer`` as it is served, read once a process."""
    plain = trimmed((FOLDER / name).read_text()).encode()
    return Script(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:20])


@cache
def widget_versions() -> dict[str, Script]:
    """The widget by version name: the present one, and those of earlier releases that are kept for pages that pin one.

    ``static/customer/kept/<version>.js`` holds an earlier release as it was served.
    """
    found = [script("widget.js")]
    for path in sorted((FOLDER / "kept").glob("*.js")):
        plain = path.read_bytes()
        found.append(Script(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:20]))
    return {one.etag[:12]: one for one in found}


def _serve(request: HttpRequest, found: Script, cached: str = CACHED) -> HttpResponse:
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
    response["Cache-Control"] = cached
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def tracker(request: HttpRequest) -> HttpResponse:
    """``GET /s.js``: the page counter."""
    return _serve(request, script("tracker.js"))


@require_safe
def widget(request: HttpRequest) -> HttpResponse:
    """``GET /w/v1.js``: the recommendations."""
    return _serve(request, script("widget.js"))


@require_safe
def pinned_widget(request: HttpRequest, version: str) -> HttpResponse:
    """``GET /w/v1.<version>.js``: the recommendations exactly as they were released, for pages that pin a hash."""
    found = widget_versions().get(version)
    if found is None:
        raise Http404
    return _serve(request, found, CACHED_FOR_GOOD)
