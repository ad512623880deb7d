"""Who is there and for how long; and the language of the page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from catalog.people.models import User
from catalog.people.sessions import is_over, note_seen


class PersonMiddleware:
    """Ends sessions that lasted too long, and keeps a person's pages out of caches.

    The language is the cookie's, else the person's, else the browser's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_somebody = self.recognise(request)
        response = self.get_response(request)
        if is_somebody and not response.has_header("Cache-Control"):
            # Customers' names and phones must not wait in a shared computer's cache after the log-out.
            response["Cache-Control"] = "private, no-store"
        return response

    def recognise(self, request: HttpRequest) -> bool:
        """Whether somebody is logged in, whose session goes on."""
        if request.session.session_key and isinstance(request.user, User):
            now = timezone.now()
            if is_over(request.session, now):
                logout(request)
            else:
                note_seen(request.session, now)
                self.speak(request, request.user)
                return True
        return False

    def speak(self, request: HttpRequest, user: User) -> None:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
