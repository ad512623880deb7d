"""Picking orders in a real browser, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.catalog.pages import Desk, make_desk
from tests.factories import make_customer, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    for n in range(3):
        customer = make_customer(desk.shop, name=f"Cliente{n}")
        make_order(desk.shop, number=f"N{n}", delivered=False, customer=customer)
    return desk


@pytest.fixture
def open_orders(desk: Desk, live_server: Any, new_page: Callable[..., Page]) -> Callable[..., Page]:
    def open_page(**options: Any) -> Page:
        page = new_page(**({"viewport": {"width": 390, "height": 844}} | options))
        session = desk.agent.cookies["session"].value
        cookies = {"session": session, "django_language": "en"}
        page.context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page.goto(live_server.url + desk.url("orders"))
        return page

    return open_page


def test_one_box_picks_the_page_and_a_step_can_be_undone(open_orders: Callable[..., Page]) -> None:
    page = open_orders()
    page.get_by_label("All on this page").check()
    assert page.locator("[name=pick]:checked").count() == 3
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("3 orders confirmed.")).to_be_visible()
    expect(page.locator(".badge", has_text="Confirmed")).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 orders are as they were.")).to_be_visible()
    expect(page.locator(".badge", has_text="To confirm")).to_have_count(3)


def test_orders_are_picked_and_searched_without_scripts(open_orders: Callable[..., Page]) -> None:
    page = open_orders(java_script_enabled=False)
    page.get_by_label("Pick N1").check()
    page.get_by_role("button", name="Mark as shipped").click()
    expect(page.get_by_text("1 order marked as shipped.")).to_be_visible()
    page.get_by_role("searchbox").fill("Cliente1")
    page.get_by_role("button", name="Search").click()
    assert "Cliente1" not in page.url
    expect(page.locator(".table tbody tr")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value("Cliente1")
