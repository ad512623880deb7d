"""The language of a page that customers open."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def reader_language(request: HttpRequest, otherwise: str) -> str:
    """What the address asks for (``?lang=``), else what the reader chose before, else the page's own language."""
    known = dict(settings.LANGUAGES)
    wanted = (request.GET.get("lang", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
    return next((language for language in wanted if language in known), otherwise)
