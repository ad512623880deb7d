"""The two hot doors (event intake, widget rows) need no session, no cookie and no template.

They skip the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from signals.ingest.api import receive
from signals.widget.api import recommendations


class HotPathMiddleware:
    """Answers ``/e/<key>`` and ``/w/<key>/recommendations`` before any other middleware runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if path.startswith("/e/"):
            return receive(request, path[3:])
        if path.startswith("/w/") and path.endswith("/recommendations"):
            return recommendations(request, path[3 : -len("/recommendations")])
        return self.get_response(request)
