"""Prices now and before, the lowest of the last 30 days, promotions without the codes themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from catalog.codes.models import PlaylistCode
from catalog.history.models import RecordChange
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_product, a_shop
from transparency.public_page.prices import prices

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def priced(shop: ShopContext, sku: str, now: int, *before: tuple[int, int], **fields: object) -> Product:
    """A product of a year ago; ``before`` holds (days ago, the price until then), the oldest first."""
    with shop_scope(shop.id):
        product = a_product(shop.id, sku, price=Decimal(now), **fields)
        born = timezone.now() - timedelta(days=365)
        Product.objects.filter(pk=product.pk).update(created_at=born)
        for days, price in before:
            RecordChange.objects.create(
                what="product",
                record=product.pk,
                act="changed",
                at=timezone.now() - timedelta(days=days),
                before={"price": str(price)},
            )
    return product


def read(shop: ShopContext, words: str = "", page: int = 1) -> object:
    return prices(shop, words=words, page=page, now=timezone.now(), language="fr")


def test_a_price_stands_with_its_past(shop: ShopContext) -> None:
    priced(shop, "A", 900, (200, 1200), (10, 800))
    [line] = read(shop).lines  # type: ignore[attr-defined]
    assert (line.price, line.low, line.was_lower) == (Decimal(900), Decimal(800), True)
    assert [span.value for span in line.earlier] == [Decimal(800), Decimal(1200)]


def test_a_lower_price_of_long_ago_is_not_the_lowest_of_the_month(shop: ShopContext) -> None:
    priced(shop, "A", 900, (200, 100))
    [line] = read(shop).lines  # type: ignore[attr-defined]
    assert (line.low, line.was_lower) == (Decimal(900), False)


def test_only_what_is_sold_at_a_price_is_listed(shop: ShopContext) -> None:
    priced(shop, "A", 900, title="Savon")
    priced(shop, "B", 900, title="Caché", is_active=False)
    priced(shop, "C", 900, title="Port", is_service=True)
    with shop_scope(shop.id):
        a_product(shop.id, "D", title="Sur demande", price=None)
    assert [line.title for line in read(shop).lines] == ["Savon"]  # type: ignore[attr-defined]
    assert read(shop, "sav").pages.total == 1  # type: ignore[attr-defined]
    assert read(shop, "rien").lines == []  # type: ignore[attr-defined]


def test_a_promotion_names_the_lowest_price_of_its_products(shop: ShopContext, client: Client) -> None:
    soap = priced(shop, "A", 1000, (5, 700), title="Savon")
    balm = priced(shop, "B", 1000, title="Baume")
    with shop_scope(shop.id):
        offer = Playlist.objects.create(
            slug="soin", title="Soin", price_rule="rebate", rebate_percent=10, is_published=True
        )
        for place, product in enumerate((soap, balm)):
            PlaylistItem.objects.create(playlist=offer, step="discovery", position=place, product=product)
        Playlist.objects.create(slug="clos", title="Clos", price_rule="rebate", rebate_percent=10)
    [promotion] = read(shop).promotions  # type: ignore[attr-defined]
    assert (promotion.due, promotion.apart, promotion.low) == (Decimal(1800), Decimal(2000), Decimal(1700))
    page = client.get(f"/t/{shop.slug}/prices?lang=en").content.decode().replace("\u00a0", " ")
    assert "1,800 DA instead of 2,000 DA" in page
    assert "in the last 30 days: 1,700 DA" in page


def test_codes_are_counted_and_never_named(shop: ShopContext, client: Client) -> None:
    with shop_scope(shop.id):
        for number, discount in enumerate((10, 15)):
            PlaylistCode.objects.create(
                code=f"SECRET{number}",
                normalised=f"SECRET{number}",
                link=f"secret{number}-{shop.id}",
                discount_kind="percent",
                discount=discount,
                ends_on=None if number else datetime(2020, 1, 1, tzinfo=UTC).date(),
            )
    said = read(shop).codes  # type: ignore[attr-defined]
    assert (said.count, said.most_percent, said.most_amount) == (1, 15, None)
    page = client.get(f"/t/{shop.slug}/prices?lang=en").content.decode()
    assert "The largest takes 15 % off." in page
    assert "SECRET" not in page


def test_odd_pages_and_words_are_answered(shop: ShopContext, client: Client) -> None:
    for query in ("page=9999999", "page=-1", "q=%00", "q=" + "x" * 500):
        assert client.get(f"/t/{shop.slug}/prices?{query}").status_code == 200
