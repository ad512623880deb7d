"""The language of a page that customers open."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


def reader_language(request: HttpRequest, otherwise: str) -> str:
    """What the address asks for (``?lang=``), else what the reader chose before, else the page's own language."""
    known = dict(settings.LANGUAGES)
    wanted = (request.GET.get("lang", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    return next((language for language in wanted if language in known), otherwise)


def visitor_language(request: HttpRequest, own: str, *, offered: Collection[str] = ()) -> str:
    """The same for a page that anybody may open: who chose nothing yet is read from their browser.

    ``offered`` are the languages that the page is written in, all by default; ``own`` is spoken where the browser asks for
    none of them. Such an answer varies by Accept-Language, which Django's middleware says, and by the cookie.
    """
    return reader_language(request, _browsers(request, offered or dict(settings.LANGUAGES)) or own)


def _browsers(request: HttpRequest, offered: Collection[str]) -> str:
    """The first language of ``offered`` in the order of the browser's wishes, whatever the country; else empty."""
    wishes = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    asked = (name.partition("-")[0] for name, weight in wishes if weight > 0)
    return next((language for language in asked if language in offered), "")
