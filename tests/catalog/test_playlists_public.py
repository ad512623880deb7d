"""The page that customers open: in its languages, with proof and prices as they are, and readable by programs."""

from __future__ import annotations

import gzip
import html
import json
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.history.models import RecordChange
from catalog.keys.services import ensure_public_key
from catalog.playlists.packs import make_pack
from catalog.playlists.placing import hide_until_back
from catalog.playlists.services import act_on, change_address, update_playlist
from catalog.products.holds import hold_back
from catalog.shops.directory import shop_by_slug
from catalog.shops.services import write_public_profile
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.offers import Offer, make_offer
from tests.design.conftest import ROOT
from tests.factories import join, log_in, make_shop, make_user

ARABIC = {"ar": {"title": "طقوس الحمّام", "intro": "ثلاث خطوات."}}


@pytest.fixture
def offer(db: None) -> Offer:
    shop = make_shop()
    write_public_profile(shop.id, {"contact": {"whatsapp": "+213550000001"}})
    found = shop_by_slug(shop.slug)
    assert found is not None
    made = make_offer(found, texts=ARABIC)
    act_on(shop.id, made.slug, "publish")
    return made


def _page(offer: Offer, query: str = "", **headers: str) -> str:
    answer = Client().get(f"/p/{offer.shop.slug}/{offer.path.slug}{query}", headers=headers)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def _item_list(page: str) -> dict[str, Any]:
    [script] = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(script)
    return found


def test_the_page_is_in_the_languages_that_it_has(offer: Offer) -> None:
    french, arabic = _page(offer), _page(offer, "?lang=ar")
    assert ("Le rituel du hammam" in french, 'dir="ltr"' in french) == (True, True)
    assert ("طقوس الحمّام" in arabic, 'lang="ar" dir="rtl"' in arabic) == (True, True)
    assert re.findall(r'href="\?lang=(\w+)"', french) == ["fr", "ar"]
    update_playlist(offer.shop.id, offer.slug, texts={})
    assert "?lang=" not in _page(offer).replace("hreflang", "").split("</head>")[1]


def test_a_first_visitor_reads_the_language_of_their_browser_where_the_page_has_it(offer: Offer) -> None:
    assert "طقوس الحمّام" in _page(offer, **{"Accept-Language": "en, ar;q=0.9"})
    assert "Le rituel du hammam" in _page(offer, **{"Accept-Language": "en"})
    assert "Le rituel du hammam" in _page(offer, "?lang=fr", **{"Accept-Language": "ar"})
    answer = Client().get(f"/p/{offer.shop.slug}/{offer.path.slug}")
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


def test_prices_pack_and_proof_stand_as_they_are(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, price_rule="rebate", rebate_percent=10)
    make_pack(offer.shop, offer.slug)
    offer.sell(offer.oil, 5)
    offer.sell(offer.soap, 4)
    page = _page(offer)
    assert ("3 060 DA" in page, "3 400 DA" in page, "340 DA" in page) == (True, True, True)
    assert page.count('class="proof"') == 1  # four orders are too few to be shown


def test_a_discount_stands_beside_the_lowest_price_of_the_month(offer: Offer) -> None:
    assert "in the last 30 days" not in _page(offer, "?lang=en")
    update_playlist(offer.shop.id, offer.slug, price_rule="rebate", rebate_percent=10)
    long_ago, lately = timezone.now() - timedelta(days=90), timezone.now() - timedelta(days=5)
    offer.change(offer.soap, created_at=long_ago, price=Decimal(1000))
    with shop_scope(offer.shop.id):
        RecordChange.objects.create(
            what="product", record=offer.soap.pk, act="changed", at=lately, before={"price": "100"}
        )
    page = _page(offer, "?lang=en")
    [low] = re.findall(r"in the last 30 days: ([\d,]+) DA", page)
    [total] = re.findall(r"instead of ([\d,]+) DA", page)
    assert Decimal(low.replace(",", "")) == Decimal(total.replace(",", "")) - 900


def test_what_is_sold_out_is_said_and_what_waits_is_not_shown(offer: Offer) -> None:
    offer.change(offer.glove, stock=0)
    page = _page(offer)
    assert ("Gant kessa" in page, "offer__out" in page) == (True, True)
    assert page.count("wa.me/213550000001?text=") == 4  # three products and the bar
    hide_until_back(offer.shop.id, offer.slug, offer.item("GANT").item_id)
    hold_back(offer.shop.id, offer.soap.uid, reason="rappel", by="test")
    page = _page(offer)
    assert ("Gant kessa" in page, "Savon noir" in page) == (False, False)
    assert 'data-step="1"' not in page


def test_an_order_begins_with_the_product_and_its_price(offer: Offer) -> None:
    links = re.findall(r'href="(https://wa\.me/213550000001\?text=[^"]*)"', _page(offer))
    assert "Savon%20noir%20%28650" in links[0]
    assert links[-1].endswith(offer.slug)


def test_the_item_list_is_what_schema_org_asks_for(offer: Offer) -> None:
    offer.change(offer.glove, stock=0)
    offer.change(offer.clay, price=None, image_url="https://example.com/a.jpg")
    found = _item_list(_page(offer))
    assert (found["@context"], found["@type"], found["numberOfItems"]) == (
        "https://schema.org",
        "ItemList",
        4,
    )
    items = found["itemListElement"]
    assert [one["position"] for one in items] == [1, 2, 3, 4]
    assert {one["@type"] for one in items} == {"ListItem"}
    soap, glove, _oil, clay = (one["item"] for one in items)
    assert soap["offers"] == {
        "@type": "Offer",
        "price": "650.00",
        "priceCurrency": "DZD",
        "availability": "https://schema.org/InStock",
        "seller": {"@type": "Organization", "name": offer.shop.name},
    }
    assert glove["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert "offers" not in clay
    assert found["image"] == clay["image"]


def test_a_title_cannot_end_the_script(offer: Offer) -> None:
    update_playlist(offer.shop.id, offer.slug, title="</script><script>alert(1)</script>")
    answer = Client().get(f"/p/{offer.shop.slug}/{offer.slug}").content.decode()
    assert "<script>alert" not in answer
    assert _item_list(answer)["name"] == "</script><script>alert(1)</script>"


def test_a_shared_link_has_its_card(offer: Offer) -> None:
    offer.change(offer.glove, image_url="https://example.com/gant.jpg")
    page = _page(offer)
    card = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', page))
    assert (card["title"], card["image"]) == ("Le rituel du hammam", "https://example.com/gant.jpg")
    assert card["url"].endswith(f"/p/{offer.shop.slug}/{offer.slug}")


def test_an_old_address_leads_on_with_the_marks_of_its_campaign(offer: Offer) -> None:
    first = offer.slug
    change_address(offer.shop.id, first, "hammam")
    answer = Client().get(f"/p/{offer.shop.slug}/{first}?utm_source=insta&code=H10")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/p/{offer.shop.slug}/hammam?utm_source=insta&code=H10",
    )


def test_a_draft_is_shown_to_its_people_only(offer: Offer) -> None:
    act_on(offer.shop.id, offer.slug, "unpublish")
    assert Client().get(f"/p/{offer.shop.slug}/{offer.slug}").status_code == 404
    viewer = make_user()
    join(offer.shop, viewer)
    preview = log_in(viewer).get(f"/shops/{offer.shop.slug}/playlists/{offer.slug}/preview/")
    assert preview.status_code == 200
    assert b"noindex" in preview.content


def test_visits_are_counted_by_the_public_key_and_never_in_a_preview(offer: Offer) -> None:
    assert "s.js" not in _page(offer)
    key = ensure_public_key(offer.shop.id)
    assert f'data-key="{key}"' in _page(offer)
    assert f'data-playlist="{offer.slug}"' in _page(offer)


def test_the_page_is_light_and_asks_little(offer: Offer) -> None:
    ensure_public_key(offer.shop.id)
    address = f"/p/{offer.shop.slug}/{offer.slug}"
    with CaptureQueriesContext(connection) as asked:
        page = Client().get(address).content.decode()
    control = ("SAVEPOINT", "RELEASE", "SELECT current_setting", "SELECT set_config")
    assert sum(not query["sql"].startswith(control) for query in asked.captured_queries) == 6
    files = [ROOT / "static" / name for name in re.findall(r'"/static/([\w/.-]+\.(?:css|js))', page)]
    files += [ROOT / "static/customer/tracker.js", ROOT / "static/vendor/lucide-1.62.0/icons.svg"]
    weight = len(gzip.compress(page.encode())) + sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(files) >= 7
    assert weight <= 60 * 1024


def test_a_product_without_a_price_says_so(offer: Offer) -> None:
    offer.change(offer.oil, price=None)
    update_playlist(offer.shop.id, offer.slug, price_rule="fixed", fixed_price=Decimal(3000))
    assert Client().get(f"/p/{offer.shop.slug}/{offer.slug}").status_code == 200
