"""The owner's page of the widget in a real browser: the preview lives, the lines can be copied, nothing is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from signals.recommend.services import prepare
from signals.widget import api
from tests.factories import join, log_in, make_order, make_product, make_shop, make_user
from tests.signals.conftest import stored

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
TITLES = {
    "fr": [
        "Robe kabyle brodée main",
        "Hijab soie de Médine",
        "Parfum Oud 50 ml",
        "Sac en cuir",
        "Burnous laine",
    ],
    "ar": ["فستان قبائلي مطرز", "حجاب حرير المدينة", "عطر العود 50 مل", "حقيبة جلدية", "برنوس صوف"],
}


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


@pytest.fixture
def open_widget(shop: ShopContext, live_server: Any, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """The page in a language and width, of a shop where five products were bought together."""

    def open_page(language: str, width: int, query: str = "") -> Page:
        products = [
            make_product(shop, title=title, sku=f"SKU-{n}", price=1200 + 900 * n)
            for n, title in enumerate(TITLES[language])
        ]
        for n in range(6):
            make_order(shop, lines=[(product, 1, 100) for product in products[: 5 - n % 2]])
        prepare(shop.id, timezone.now().date())
        ensure_public_key(shop.id)
        api.forget_answers()
        person = make_user(language=language)
        join(shop, person, "owner")
        page = new_page(
            viewport={"width": width, "height": 900}, locale=language, bypass_csp=not query.endswith("cart")
        )
        cookies = {"session": log_in(person).cookies["session"].value, "django_language": language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(f"{live_server.url}/shops/{shop.slug}/signals/recommendations/widget/{query}")
        page.locator(".card[part=card]").first.wait_for()
        return page

    return open_page


@pytest.mark.parametrize(("language", "width"), [("fr", 390), ("ar", 390), ("fr", 1280), ("ar", 1280)])
def test_the_preview_is_the_widget_itself(
    shop: ShopContext, open_widget: Callable[..., Page], language: str, width: int
) -> None:
    page = open_widget(language, width, "?slot=home")
    assert sorted(page.locator(".shop-window .title").all_text_contents()) == sorted(TITLES[language])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    page.locator(".shop-window .title").first.scroll_into_view_if_needed()
    page.wait_for_timeout(1800)
    assert stored(shop) == 0, "the owner's own look is nobody's visit"


def test_a_choice_of_the_look_is_shown_at_once(open_widget: Callable[..., Page]) -> None:
    page = open_widget("fr", 1280, "?slot=cart")
    page.locator("#look-heading").fill("Nos idées pour l'été")
    page.locator("button[type=submit].button--primary").click()
    page.locator(".shop-window .heading", has_text="Nos idées pour l'été").wait_for()
    assert 'data-heading="Nos idées pour l&#x27;été"' in str(page.locator("#snippet").text_content())
