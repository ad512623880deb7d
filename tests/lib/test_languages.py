"""In which language a page that anybody may open speaks to its reader."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from shop_ai.lib.languages import visitor_language


def _language(accept: str, address: str = "/", cookie: str = "", offered: tuple[str, ...] = ()) -> str:
    request = RequestFactory().get(address, headers={"Accept-Language": accept} if accept else {})
    if cookie:
        request.COOKIES["django_language"] = cookie
    return visitor_language(request, "fr", offered=offered)


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "fr"),
        ("ar-DZ,ar;q=0.9,fr;q=0.8", "ar"),
        ("fr;q=0.5, en-GB", "en"),
        ("de, kab;q=0.9", "fr"),
        ("ar;q=0, *", "fr"),
        ("nonsense;;q=x", "fr"),
    ],
)
def test_the_browsers_first_wish_that_is_spoken_counts(accept: str, language: str) -> None:
    assert _language(accept) == language


def test_only_what_the_page_is_written_in_is_offered() -> None:
    assert _language("en, ar;q=0.5", offered=("fr", "ar")) == "ar"
    assert _language("en", offered=("fr", "ar")) == "fr"


def test_a_choice_goes_before_the_browser() -> None:
    assert _language("ar", "/?lang=en") == "en"
    assert _language("ar", cookie="en") == "en"
    assert _language("ar", "/?lang=fr", cookie="en") == "fr"
