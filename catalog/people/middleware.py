"""The language of a page: the cookie chosen just now, else the person's own, else what the browser asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from catalog.people.models import User


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.session.session_key:
            user = request.user
            if isinstance(user, User):
                translation.activate(user.language)
                request.LANGUAGE_CODE = user.language
        return self.get_response(request)
