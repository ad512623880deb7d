"""The public page of a code: small, in three languages, honest, and silent about codes that are not open."""

from __future__ import annotations

import gzip
import html
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.translation import gettext

from catalog.codes.models import PlaylistCode
from catalog.codes.services import set_state
from catalog.keys.services import ensure_public_key
from catalog.landing.services import write_landing
from catalog.playlists.models import Playlist
from catalog.playlists.services import act_on
from catalog.products.holds import hold_back
from catalog.shops.directory import shop_by_slug
from catalog.shops.services import write_public_profile
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.code_shop import make_code
from tests.catalog.offers import Offer, make_offer
from tests.factories import join, log_in, make_shop, make_user

MARKS = "?utm_source=instagram&utm_medium=code&code=RAMADAN20"


@pytest.fixture
def offer(db: None) -> Offer:
    shop = make_shop()
    write_public_profile(shop.id, {"contact": {"whatsapp": "+213550000001"}})
    found = shop_by_slug(shop.slug)
    assert found is not None
    return make_offer(found)


@pytest.fixture
def code(offer: Offer) -> PlaylistCode:
    with shop_scope(offer.shop.id):
        playlist = Playlist.objects.get(slug=offer.slug)
    made = make_code(offer.shop, playlist=playlist)
    write_landing(offer.shop.id, made, is_open=True)
    return made


def _get(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def _page(query: str = MARKS) -> str:
    answer = _get(f"/l/ramadan20{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def test_the_short_link_puts_the_marks_where_the_counter_reads_them(code: PlaylistCode) -> None:
    answer = _get("/l/ramadan20")
    assert (answer.status_code, answer["Location"]) == (302, MARKS)
    assert "utm_medium=print" in _get("/l/ramadan20?via=qr")["Location"]
    assert "lang=ar" in _get("/l/ramadan20?lang=ar")["Location"]


def test_a_page_speaks_three_languages_with_the_words_of_its_template(
    offer: Offer, code: PlaylistCode
) -> None:
    french, arabic, english = _page(), _page(f"{MARKS}&lang=ar"), _page(f"{MARKS}&lang=en")
    assert "20 % off" in english or "20% off" in english
    assert ('dir="rtl"' in arabic, "اطلبوا عبر واتساب" in arabic) == (True, True)
    assert ("Commander sur WhatsApp" in french, "Le rituel du hammam" in french) == (True, True)
    browser = _get(f"/l/ramadan20{MARKS}", **{"Accept-Language": "ar-DZ, fr;q=0.8"})
    assert 'lang="ar" hreflang="ar" aria-current="true"' in browser.content.decode()
    assert {"Accept-Language", "Cookie"} <= set(browser["Vary"].split(", "))
    write_landing(
        offer.shop.id, code, template="gift", texts={"ar": {"headline": "عرض العيد", "x": "y"}, "en": {}}
    )
    assert "عرض العيد" in _page(f"{MARKS}&lang=ar")
    assert "Un cadeau tout trouvé" in _page()


def test_prices_with_and_without_the_code_and_the_word_in_the_message(code: PlaylistCode) -> None:
    page = _page()
    assert ("520 DA" in page, "650 DA" in page) == (True, True)
    assert "https://wa.me/213550000001?text=" in page
    assert page.count("RAMADAN20") >= 3


def test_proof_is_counted_and_hidden_where_it_is_too_small_or_unwanted(
    offer: Offer, code: PlaylistCode
) -> None:
    offer.sell(offer.soap, 4)
    assert 'class="proof' not in _page()
    offer.sell(offer.oil, 5)
    assert 'class="proof' in _page()
    write_landing(offer.shop.id, code, show_proof=False)
    assert 'class="proof' not in _page()


def test_own_products_come_instead_of_the_playlists_and_unsafe_ones_never(
    offer: Offer, code: PlaylistCode
) -> None:
    write_landing(offer.shop.id, code, skus=[offer.clay.sku, offer.oil.sku])
    page = _page()
    assert (page.count('class="good"'), offer.soap.title in page) == (2, False)
    hold_back(offer.shop.id, offer.clay.uid, reason="rappel", by="test")
    assert _page().count('class="good"') == 1
    with pytest.raises(Invalid, match="NOPE"):
        write_landing(offer.shop.id, code, skus=["NOPE"])


@pytest.mark.parametrize("state", ["over", "planned", "paused", "archived", "unknown"])
def test_every_code_that_is_not_open_answers_alike(offer: Offer, code: PlaylistCode, state: str) -> None:
    today = timezone.now().date()
    dates: dict[str, Any]
    if state == "over":
        dates = {"starts_on": today - timedelta(9), "ends_on": today - timedelta(3)}
    else:
        dates = {"starts_on": today + timedelta(3), "ends_on": None} if state == "planned" else {}
    with shop_scope(offer.shop.id):
        PlaylistCode.objects.filter(pk=code.pk).update(**dates)
    if state in {"paused", "archived"}:
        set_state(offer.shop.id, code.uid, state.removesuffix("d").removesuffix("e") + "e")
    answer = _get("/l/none" if state == "unknown" else f"/l/ramadan20{MARKS}")
    assert answer.status_code == 404
    body = answer.content.decode()
    assert offer.shop.name not in body
    assert "RAMADAN20" not in body


def test_guessing_addresses_is_stopped_for_the_hour(code: PlaylistCode) -> None:
    for number in range(20):
        assert _get(f"/l/guess{number}").status_code == 404
    assert _get(f"/l/ramadan20{MARKS}").status_code == 404


def test_a_used_up_code_says_so_and_orders_go_on(offer: Offer, code: PlaylistCode) -> None:
    with shop_scope(offer.shop.id):
        PlaylistCode.objects.filter(pk=code.pk).update(most_uses=1, uses=1)
    page = _page(f"{MARKS}&lang=en")
    assert ("All uses of this code are taken" in page, "520 DA" in page) == (True, False)


def test_without_a_landing_page_the_link_leads_on_with_its_marks(offer: Offer, code: PlaylistCode) -> None:
    write_landing(offer.shop.id, code, is_open=False)
    assert "Le rituel du hammam" in _page()  # the playlist is a draft: the template's own page
    act_on(offer.shop.id, offer.slug, "publish")
    assert _get("/l/ramadan20")["Location"] == f"/p/{offer.shop.slug}/{offer.slug}{MARKS}"
    with shop_scope(offer.shop.id):
        PlaylistCode.objects.filter(pk=code.pk).update(target="https://boutique.example/a?code=own#x")
    location = _get("/l/ramadan20")["Location"]
    assert location == ("https://boutique.example/a?utm_source=instagram&utm_medium=code&code=own#x")


def test_the_page_and_all_it_loads_stay_under_sixty_kilobytes(offer: Offer, code: PlaylistCode) -> None:
    ensure_public_key(offer.shop.id)
    answer = _get(f"/l/ramadan20{MARKS}", Accept_Encoding="gzip")
    page = answer.content.decode()
    names = [
        *("css/tokens.css", "css/base.css", "css/public.css", "css/landing.css"),
        *("customer/landing.js", "customer/tracker.js", "vendor/lucide-1.62.0/icons.svg"),
    ]
    assert "data-key" in page
    files = [Path(finders.find(name) or "").read_bytes() for name in names]
    sizes = [len(gzip.compress(part)) for part in (page.encode(), *files)]
    assert sum(sizes) < 60_000
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _get(f"/l/ramadan20{MARKS}")
    assert len([one for one in asked if "set_config" not in one["sql"]]) <= 25


def test_the_editor_shows_what_customers_will_see_and_keeps_what_is_written(
    offer: Offer, code: PlaylistCode
) -> None:
    user = make_user(language="en")
    join(offer.shop, user, "manager")
    browser, base = log_in(user), f"/shops/{offer.shop.slug}/codes/{code.uid}/landing/"
    page = html.unescape(browser.get(base).content.decode())
    assert 'placeholder="Commander sur WhatsApp"' in page
    body = {
        "template": "story",
        "language": "ar",
        "skus": f"{offer.oil.sku}\n",
        "headline_ar": "زيت",
        "is_open": "on",
    }
    assert browser.post(f"{base}save/", body).status_code == 302
    assert "زيت" in _page()
    again = html.unescape(browser.get(base).content.decode())
    assert ('value="زيت"' in again, offer.oil.sku in again) == (True, True)
    bad = browser.post(f"{base}save/", {**body, "skus": "NOPE"})
    assert (bad.status_code, "NOPE" in bad.content.decode()) == (422, True)
    preview = browser.get(f"{base}preview/").content.decode()
    assert "data-key" not in preview
    with translation.override("ar"):
        assert gettext("A preview: customers see it once you show the page.") in html.unescape(preview)
