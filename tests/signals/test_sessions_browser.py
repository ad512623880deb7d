"""The page of the visits on a phone: nothing wider than the screen, and the last events come by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from catalog.shops.context import ShopContext
from signals.rollups.services import fold_waiting
from tests.factories import join, log_in, make_shop, make_user
from tests.signals.conftest import Post, event
from tests.signals.test_sessions_counting import Sent, send

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


@pytest.fixture
def open_signals(shop: ShopContext, live_server: Any, new_page: Callable[..., Page]) -> Callable[[str], Page]:
    def open_page(language: str) -> Page:
        person = make_user(language=language)
        join(shop, person, "owner")
        page = new_page(viewport=PHONE, locale=language)
        cookies = {"session": log_in(person).cookies["session"].value, "django_language": language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(f"{live_server.url}/shops/{shop.slug}/signals/")
        return page

    return open_page


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_is_no_wider_than_a_phone(
    shop: ShopContext, open_signals: Callable[[str], Page], language: str
) -> None:
    send(shop, [Sent(1, f"v{number}", channel="instagram") for number in range(40)])
    send(shop, [Sent(1, f"w{number}", "add_to_cart") for number in range(3)])
    page = open_signals(language)
    assert page.locator(".tabs a[aria-current]").first.is_visible()
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width == 0


def test_the_last_events_come_by_themselves(
    post: Post, shop: ShopContext, open_signals: Callable[[str], Page]
) -> None:
    page = open_signals("fr")
    page.locator("details", has=page.locator("[data-live]")).locator("summary").first.click()
    post(event(page="/p/just-now"))
    fold_waiting()
    page.get_by_text("/p/just-now").first.wait_for(timeout=15_000)
