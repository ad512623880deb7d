"""No page shows an English word to an Arabic reader."""

from __future__ import annotations

import pytest
from django.test import Client

from catalog.people.models import User
from tests.cast import Cast
from tests.factories import canary, log_in
from tests.i18n.test_languages_wording import LATIN_IN_ARABIC
from tests.i18n.visible import latin_words, visible_texts
from tests.routes import FRAGMENTS, all_routes

# Names of channels and firms, as everybody in Algeria reads them.
# A language is named in its own script, a platform as its own pages write it.
OWN = {"English", "Français", "Shopify", "WooCommerce"}
NAMES = (
    {
        "Facebook",
        # What is to be typed letter by letter in a ready reply.
        "name",
        "number",
        "shop",
        "Messenger",
        "Instagram",
        "TikTok",
        "WhatsApp",
        "Google",
        "SMS",
        "Excel",
        "utm_campaign",
        "https",
    }
    | OWN
    | LATIN_IN_ARABIC
)


def test_the_reader_of_pages_sees_what_is_not_marked() -> None:
    page = '<p>نص English <bdi>Karim</bdi></p><input placeholder="Search"><code>x y</code><p lang="fr">Bonjour</p>'
    assert latin_words(page) == ["English", "Search"]
    assert latin_words(page, "English") == ["Search"]
    assert visible_texts("<br><b>أ</b><bdi>a<br>b</bdi>ب") == ["أ", "ب"]


def _pages(client: Client, cast: Cast) -> dict[str, str]:
    """Pattern → HTML, of every route that answers a plain GET with a page."""
    found = {}
    for route in all_routes():
        response = client.get(route.address(cast.shop), headers={"accept-language": "ar"})
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found[route.pattern] = response.content.decode()
    return found


@pytest.mark.parametrize("who", ["owner", "anonymous"])
def test_no_english_word_is_left_on_an_arabic_page(cast: Cast, who: str) -> None:
    User.objects.update(language="ar")
    person = cast.person(who)
    if person is not None:
        person.refresh_from_db()
    pages = _pages(log_in(person), cast)
    assert len(pages) >= (20 if who == "owner" else 3)
    mark = canary(cast.shop)
    given = {mark[:3], *cast.shop.name.split()}  # a currency, and the shop itself in a letter's title
    found = {pattern: sorted(set(latin_words(page, mark)) - NAMES - given) for pattern, page in pages.items()}
    assert {pattern: words for pattern, words in found.items() if words} == {}


def test_every_page_states_its_language_and_direction(cast: Cast) -> None:
    User.objects.update(language="ar")
    cast.owner.refresh_from_db()
    # A preview shows what customers see, in the language that they see it in.
    fragments = {
        route.pattern
        for route in all_routes()
        if route.name in FRAGMENTS | {"playlist-preview", "landing-preview"}
    }
    for pattern, page in _pages(log_in(cast.owner), cast).items():
        if pattern.startswith("shops/") and pattern not in fragments:
            assert '<html lang="ar" dir="rtl"' in page, pattern
