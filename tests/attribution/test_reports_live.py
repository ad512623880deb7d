"""Pages ask cheaply whether something new was computed; the report goes to paper with everything on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from attribution.kpis.models import DailyKpi
from attribution.nightly.models import NightlyRun
from catalog.people.models import User
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import log_in, make_shop, make_user
from tests.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

NIGHT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
LIVE = "/shops/live/reports/live"
DAYS = "?from=2026-04-01&to=2026-04-09"


@pytest.fixture
def owner(db: None) -> User:
    return make_user("live@example.com", language="en")


@pytest.fixture
def shop(owner: User) -> ShopContext:
    shop = make_shop("live", owner=owner)
    a_night(shop, NIGHT)
    with shop_scope(shop.id):
        for place in range(9):
            DailyKpi.objects.create(
                shop_id=shop.id, day=date(2026, 4, 1) + timedelta(days=place), placed=7, delivered=7,
                revenue_ordered=7000, revenue_delivered=7000,
            )  # fmt: skip
    return shop


def a_night(shop: ShopContext, at: datetime) -> None:
    with shop_scope(shop.id):
        NightlyRun.objects.create(
            shop_id=shop.id, mode="full", version="1", as_of=at.date(), started_at=at, finished_at=at
        )


@pytest.fixture
def client(shop: ShopContext, owner: User) -> Client:
    return log_in(owner)


def test_unchanged_is_answered_with_nothing_until_a_new_computation(
    shop: ShopContext, client: Client
) -> None:
    first = client.get(LIVE)
    tag = first["ETag"]
    assert (first.status_code, first.json()["tag"]) == (200, tag.strip('"'))
    again = client.get(LIVE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    a_night(shop, NIGHT + timedelta(days=1))
    changed = client.get(LIVE, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_a_night_that_still_runs_is_nothing_new(shop: ShopContext, client: Client) -> None:
    tag = client.get(LIVE)["ETag"]
    with shop_scope(shop.id):
        NightlyRun.objects.create(
            shop_id=shop.id,
            mode="full",
            version="1",
            as_of=NIGHT.date(),
            started_at=NIGHT + timedelta(days=1),
        )
    assert client.get(LIVE, headers={"If-None-Match": tag}).status_code == 304


def test_the_question_reads_one_row_beside_the_door(shop: ShopContext, client: Client) -> None:
    asked = [sql for sql in queries_of(client, LIVE) if "attribution_" in sql or "catalog_order" in sql]
    assert len(asked) == 1
    assert "nightlyrun" in asked[0]
    assert "LIMIT 1" in asked[0]


def test_without_a_script_a_link_asks_again(shop: ShopContext, client: Client) -> None:
    page = client.get(f"/shops/live/kpis/{DAYS}").content.decode()
    assert 'href="/shops/live/kpis/?from=2026-04-01&amp;to=2026-04-09" data-refresh' in page
    assert f'data-computed="{LIVE}"' in page


def test_the_report_holds_figures_charts_tables_and_says_what_changed(
    shop: ShopContext, client: Client
) -> None:
    page = client.get(f"/shops/live/reports/{DAYS}").content.decode()
    for words in (
        "Net sales",
        "Average basket",
        "Sales over time",
        "Orders over time",
        "By channel",
        "data-print",
    ):
        assert words in page
    assert len(queries_of(client, f"/shops/live/reports/{DAYS}")) <= 15


@pytest.mark.django_db(transaction=True)
def test_an_open_page_is_renewed_in_place_when_a_night_is_done(
    live_server: LiveServer, new_page: Callable[..., Page]
) -> None:
    owner = make_user("live@example.com", language="en")
    shop = make_shop("live", owner=owner)
    a_night(shop, NIGHT)
    with shop_scope(shop.id):
        DailyKpi.objects.create(shop_id=shop.id, day=date(2026, 4, 1), placed=7, revenue_ordered=7000)
    cookie = log_in(owner).cookies["session"].value
    page = new_page()
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    with page.expect_response("**/reports/live"):  # what the page knows before the night
        page.goto(f"{live_server.url}/shops/live/{DAYS}")
    page.evaluate("window.isSamePage = true")
    page.locator("#figure-ordered", has_text="7,000").wait_for()
    with shop_scope(shop.id):
        DailyKpi.objects.update(placed=9, revenue_ordered=9000)
    a_night(shop, NIGHT + timedelta(days=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#figure-ordered", has_text="9,000").wait_for()
    assert page.evaluate("window.isSamePage") is True
    assert page.locator("[data-refreshed]").inner_text() == "The figures were just renewed."
    page.locator("canvas[data-drawn='1']").first.wait_for(state="attached")
