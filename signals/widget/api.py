"""``GET /w/<public_key>/recommendations``: prepared rows, no computation."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop_ai.problems import problem


def recommendations(request: HttpRequest, public_key: str) -> HttpResponseBase:
    return problem(503)
