"""``POST /e/<public_key>``: one durable write, then 202."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shop_ai.problems import problem


def receive(request: HttpRequest, public_key: str) -> HttpResponseBase:
    return problem(503)
