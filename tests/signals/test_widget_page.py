"""The owner's page of the widget: the preview, and lines that can be copied as they are."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from catalog.keys.services import ensure_public_key
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.services import prepare
from signals.widget.asking import SLOTS
from signals.widget.snippets import PLATFORMS
from tests.catalog.pages import Desk, make_desk
from tests.factories import make_order, make_product
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    for sku in ("A", "B", "C"):
        product = make_product(desk.shop, title=sku, sku=sku)
        make_order(desk.shop, lines=[(product, 1, 100)])
    prepare(desk.shop.id, timezone.now().date())
    ensure_public_key(desk.shop.id)
    return desk


def lines(page: str) -> str:
    found = re.search(r'<code id="snippet">(.*?)</code>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def previewed(page: str) -> str:
    found = re.search(r"<div data-reco=.*?></div>", page)
    assert found
    return found[0]


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_slot_on_each_platform_has_its_lines(desk: Desk, slot: str, platform: str) -> None:
    page = desk.get("widget", f"slot={slot}&platform={platform}", by=desk.viewer)
    code = lines(page)
    if (platform, slot) == ("shopify", "after_order"):
        assert code == ""
        assert "Shopify admits no code" in page
        return
    assert f'data-reco="{slot}"' in code
    assert code.count("/w/v1.js") == 1
    assert previewed(page).startswith(f'<div data-reco="{slot}"')


def test_the_preview_shows_products_of_the_shop_and_counts_nothing(desk: Desk) -> None:
    page = desk.get("widget", "slot=product")
    assert re.search(r'data-sku="[ABC]"', previewed(page))
    assert re.search(r"<script async src=\"/w/v1.js\" data-key=\"[\w-]+\" data-preview>", page)
    assert re.search(r'data-cart="[ABC],[ABC]"', previewed(desk.get("widget", "slot=cart")))


def test_the_chosen_look_is_in_the_preview_and_in_the_lines(desk: Desk) -> None:
    page = desk.get("widget", "slot=home&lang=ar&accent=%23A8443A&heading=Nos+id%C3%A9es&width=phone")
    for text in (previewed(page), lines(page)):
        for part in ('data-accent="#a8443a"', 'data-heading="Nos idées"', 'data-locale="ar"'):
            assert part in text
    assert 'class="shop-window shop-window--phone" lang="ar" dir="rtl"' in page


@pytest.mark.parametrize(
    "query",
    [
        "slot=x&platform=y&lang=zz&width=9",
        "accent=red;}",
        "accent=%23ggg",
        "heading=%3Cscript%3E",
        "pinned=9",
    ],
)
def test_what_is_not_a_choice_is_no_choice(desk: Desk, query: str) -> None:
    page = desk.get("widget", query)
    assert "data-accent" not in lines(page)
    assert "<script>" not in page
    assert 'data-reco="product"' in lines(page)


def test_a_pinned_version_is_the_file_of_its_hash(desk: Desk) -> None:
    code = lines(desk.get("widget", "pinned=1"))
    found = re.search(r'src="[^"]*(/w/v1\.[0-9a-f]{12}\.js)" integrity="(sha384-[^"]+)"', code)
    assert found
    answer = Client().get(found[1])
    assert (answer.status_code, "immutable" in answer["Cache-Control"]) == (200, True)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/w/v1.000000000000.js").status_code == 404


def test_without_a_key_or_a_list_the_page_says_what_is_missing() -> None:
    bare = make_desk("nue")
    assert "Your pages need a public key first" in bare.get("widget")
    ensure_public_key(bare.shop.id)
    assert "Nothing to show yet" in bare.get("widget")


def test_a_widget_that_is_switched_off_says_so(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        set_switch("best_sellers", is_on=False, by="user:1")
    assert "customers see none" in desk.get("widget")


def test_the_page_takes_a_constant_number_of_queries(desk: Desk) -> None:
    few = desk.queries("widget")
    for _ in range(40):
        make_product(desk.shop)
    prepare(desk.shop.id, timezone.now().date())
    assert desk.queries("widget") == few <= 12
