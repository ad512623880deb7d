"""``GET /w/<key>/recommendations``: what strangers ask for never becomes our failure, and what is said is true."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from catalog.keys.services import ensure_public_key
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import BEST_SELLERS
from signals.recommend.models import MerchantChoice
from signals.recommend.services import prepare
from signals.widget import api
from tests.signals.recommend_shop import TODAY, a_pairing_shop
from transparency.ledger.automations import automation
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    api.forget_answers()
    yield
    api.forget_answers()


@pytest.fixture
def pairing() -> ShopContext:
    return a_pairing_shop()


def ask(shop: ShopContext, query: str = "", **headers: str) -> Any:
    api.forget_answers()
    return Client().get(f"/w/{ensure_public_key(shop.id)}/recommendations?lang=en&{query}", headers=headers)


def told(shop: ShopContext, query: str = "") -> dict[str, Any]:
    answer = ask(shop, query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def skus(answer: dict[str, Any]) -> list[str]:
    return [item["sku"] for item in answer["items"]]


def on_a_playlist(shop: ShopContext, use: str, *names: str) -> None:
    with shop_scope(shop.id):
        playlist = Playlist.objects.create(
            shop_id=shop.id, slug=f"for-{use}", title=use, use=use, is_published=True
        )
        for position, product in enumerate(Product.objects.filter(sku__in=names).order_by("sku"), 1):
            PlaylistItem.objects.create(
                shop_id=shop.id, playlist=playlist, step="proof", position=position, product=product
            )


@pytest.mark.parametrize(
    "query", ["sku=a%00", "sku=%ED%A0%80", "lang=%00", "slot=%00", "limit=-1", "cart=%00,%00"]
)
def test_whatever_is_asked_for_is_answered(key: str, query: str) -> None:
    answer = Client().get(f"/w/{key}/recommendations?{query}")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_a_product_page_says_what_goes_with_it(pairing: ShopContext) -> None:
    answer = told(pairing, "slot=product&sku=CUP")
    assert "CUP" not in skus(answer)
    assert (answer["items"][0]["sku"], answer["items"][0]["reason_code"]) == ("SAUCER", "bought_together")
    assert answer["personalised"] is False
    assert "Everybody sees the same list: nothing about you was used." in answer["why"]["body"]
    assert "The product of this page" in answer["why"]["excluded"]
    assert [item["rank"] for item in answer["items"]] == list(range(1, len(answer["items"]) + 1))


def test_a_cart_counts_and_is_named_and_stays_out_of_the_list(pairing: ShopContext) -> None:
    answer = told(pairing, "slot=cart&cart=SCARF,SOAP")
    assert set(skus(answer)[:2]) == {"GLOVES", "TOWEL"}
    assert not {"SCARF", "SOAP"} & set(skus(answer))
    assert "Used of you: the 2 products in your cart." in answer["why"]["body"]
    assert "What is in your cart already" in answer["why"]["excluded"]
    after = told(pairing, "slot=after_order&cart=SCARF")
    assert "SCARF" not in skus(after)
    assert "Used of you: the 1 product of your order." in after["why"]["body"]


def test_browsing_counts_only_where_it_is_sent_and_then_it_is_said(pairing: ShopContext) -> None:
    plain, seen = told(pairing, "slot=home"), told(pairing, "slot=home&seen=SOAP")
    assert (plain["personalised"], seen["personalised"]) == (False, True)
    assert skus(seen)[0] == "TOWEL"
    assert any(
        text.startswith("Used of you: the last 1 product that you looked at") for text in seen["why"]["body"]
    )
    with shop_scope(pairing.id):
        set_switch("personal_recommendations", is_on=False, by="user:1")
    off = told(pairing, "slot=home&seen=SOAP")
    assert (off["personalised"], skus(off)) == (False, skus(plain))
    assert not any("looked at here" in text for text in off["why"]["body"])


def test_what_is_said_of_the_machine_comes_from_the_registry(pairing: ShopContext) -> None:
    why = told(pairing, "slot=home&seen=SOAP")["why"]
    with translation.override("en"):
        for one in (BEST_SELLERS, automation("personal_recommendations")):
            assert str(one.purpose) in why["body"]
            assert {str(text) for text in one.data_used} <= set(why["data_used"])
    weights = [one["weight_words"] for one in why["criteria"]]
    order = ["counts most", "counts a lot", "counts a little"]
    assert weights == sorted(weights, key=order.index)


def test_what_the_shop_put_forward_is_marked(pairing: ShopContext) -> None:
    with shop_scope(pairing.id):
        for sku, choice in (("LADDER", "pin"), ("LAMP", "boost"), ("CUP", "hide")):
            MerchantChoice.objects.create(
                shop_id=pairing.id, product=Product.objects.get(sku=sku), choice=choice
            )
        prepare(pairing.id, TODAY)
    answer = told(pairing, "slot=home&limit=12")
    labels = {item["sku"]: item["label"] for item in answer["items"]}
    assert labels["LADDER"] == "Picked by the shop"
    assert "CUP" not in labels
    assert labels["SAUCER"] == ""
    assert any("Picked by the shop" in text for text in answer["why"]["body"])


def test_only_choices_that_change_something_are_offered_and_they_do(pairing: ShopContext) -> None:
    assert told(pairing)["filters"] == []
    on_a_playlist(pairing, "to_host", "CUP", "SAUCER", "TEAPOT")
    on_a_playlist(pairing, "to_give", "SCARF", "GLOVES")
    with shop_scope(pairing.id):
        for n, product in enumerate(Product.objects.order_by("sku")):
            product.price = 500 * (n + 1)
            product.save()
    answer = told(pairing, "limit=12")
    offered = {group["name"]: [one["value"] for one in group["options"]] for group in answer["filters"]}
    assert offered == {
        "use": ["to_host"],
        "budget": ["2000", "3000", "5000"][: len(offered["budget"])],
        "gift": ["1"],
    }
    assert set(skus(told(pairing, "limit=12&use=to_host"))) == {"CUP", "SAUCER", "TEAPOT"}
    assert set(skus(told(pairing, "limit=12&gift=1"))) == {"SCARF", "GLOVES"}
    cheap = told(pairing, "limit=12&budget=2000")
    assert all(float(item["price"]) <= 2000 for item in cheap["items"])
    assert len(cheap["items"]) >= 3
    assert "Used of you: what you chose above the list." in cheap["why"]["body"]


def test_a_person_is_one_tap_from_every_list(pairing: ShopContext) -> None:
    assert told(pairing)["why"]["adviser_url"].endswith(f"/t/{pairing.slug}/adviser?from=widget")


def test_a_personal_answer_is_nobodys_else_and_is_never_kept(pairing: ShopContext) -> None:
    assert ask(pairing, "slot=home&budget=9000")["Cache-Control"] == "public, max-age=3"
    assert len(api._answers) == 1
    for query in ("cart=CUP", "seen=CUP", "visitor=0190f0c0-1111-7aaa-8bbb-0123456789ab"):
        assert ask(pairing, query)["Cache-Control"] == "private, no-store"
        assert len(api._answers) == 0


def test_a_refusal_is_never_kept_by_a_browser(pairing: ShopContext) -> None:
    answer = Client().get("/w/pk_unknown/recommendations")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert Client().post("/w/pk_unknown/recommendations")["Cache-Control"] == "no-store"


def test_twelve_products_are_at_most_6_kb(pairing: ShopContext) -> None:
    with shop_scope(pairing.id):
        for n in range(12):
            Product.objects.create(
                shop_id=pairing.id,
                sku=f"BURNOUS-{n}",
                title=f"برنوس صوف رفيع للرجال بقصة طويلة وقلنسوة مبطنة {n}",
                price=15400,
                stock=9,
                page_url=f"https://boutique.example/produits/burnous-laine-{n}",
                image_url=f"https://cdn.boutique.example/images/burnous-{n}-800.webp",
            )
        prepare(pairing.id, TODAY)
    for lang in ("fr", "ar"):
        answer = ask(pairing, f"limit=12&lang={lang}", accept_encoding="gzip")
        packed = answer.content if answer.get("Content-Encoding") == "gzip" else gzip.compress(answer.content)
        assert len(packed) <= 6000
        assert (answer["Vary"], answer["Content-Length"]) == ("Accept-Encoding", str(len(answer.content)))
