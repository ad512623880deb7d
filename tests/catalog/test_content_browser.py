"""Pages of content on a phone, in French and Arabic, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from catalog.content.models import ContentPiece, MetricSource
from catalog.content.services import add_product, create_piece, put_metrics
from catalog.imports.running import run_import
from catalog.imports.services import create_import
from catalog.shops.context import ShopContext
from tests.catalog.import_files import sample
from tests.factories import join, log_in, make_product, make_shop, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def shop() -> ShopContext:
    return make_shop(owner=make_user("content@example.com", language="fr"))


@pytest.fixture
def piece(shop: ShopContext) -> ContentPiece:
    """A reel with a long title, measured on two days."""
    made = create_piece(
        shop.id,
        {
            "channel": "instagram",
            "kind": "reel",
            "title": "Nouvelle robe kabyle brodée à la main, tailles du 36 au 52 ✨ #aid #robe_kabyle",
            "permalink": "https://www.instagram.com/reel/EXAMPLE1/",
            "external_id": "18000000000000001",
            "is_ai_assisted": True,
        },
    )
    product = make_product(shop, sku="ROBE-KAB-M-R", title="Robe kabyle")
    add_product(shop.id, made.uid, product.sku)
    for day, views in ((20, 15400), (27, 20100)):
        values = {"views": Decimal(views), "likes": Decimal(640)}
        put_metrics(shop.id, made.uid, day=date(2026, 9, day), values=values, source=MetricSource.HAND)
    return made


@pytest.fixture
def open_at(shop: ShopContext, live_server: Any, new_page: Callable[..., Page]) -> Callable[..., Page]:
    def open_page(rest: str, language: str = "fr", **options: Any) -> Page:
        owner = make_user(language=language)
        join(shop, owner, "owner")
        page = new_page(viewport=PHONE, locale=language, **options)
        cookies = {"session": log_in(owner).cookies["session"].value, "django_language": language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(f"{live_server.url}/shops/{shop.slug}/{rest}")
        return page

    return open_page


def _is_wider_than_the_phone(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_of_content_fits_a_phone(
    shop: ShopContext, piece: ContentPiece, open_at: Callable[..., Page], language: str
) -> None:
    for name in ("instagram_posts.csv", "online_shoppers_intention.csv.gz"):
        batch = create_import(shop, content=sample(name), file_name=name)
        run_import(shop, batch.pk)
    draft = create_import(shop, content=sample("tiktok_content.csv"), file_name="tiktok_content.csv")
    addresses = (
        f"content/{piece.uid}/?q=robe",
        "content/new/",
        f"content/{piece.uid}/edit/",
        "signals/imported-visits/",
        f"imports/{batch.uid}/",
        f"imports/{draft.uid}/",
    )
    for address in addresses:
        page = open_at(address, language)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert not _is_wider_than_the_phone(page), address


def test_values_are_typed_without_scripts(piece: ContentPiece, open_at: Callable[..., Page]) -> None:
    page = open_at(f"content/{piece.uid}/", "en", java_script_enabled=False)
    page.get_by_role("textbox", name="Views").fill("24.5K")
    page.get_by_role("button", name="Keep these values").click()
    assert "24,500" in page.locator("dl.stats").inner_text()
