"""The page of trends: each rise with what chance would give, silence with its reason, the raw counts always."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from shop_ai.lib.tenancy import shop_scope
from signals.trends.services import find_trends
from tests.catalog.pages import Desk, make_desk
from tests.factories import join, log_in, make_api_key, make_category, make_product, make_user
from tests.signals.trend_shops import FIRST, NEW, RISING, SUNDAY, look_at, search, usual_searches
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
WEDNESDAY = SUNDAY + timedelta(days=3)


@pytest.fixture
def desk() -> Desk:
    """A shop where one term is a trend and one is to watch."""
    desk = make_desk()
    usual_searches(desk.shop)
    search(desk.shop, "robe kabyle", RISING)
    search(desk.shop, "burnous", NEW)
    find_trends(desk.shop.id, WEDNESDAY)
    return desk


def titles(page: str) -> list[str]:
    return re.findall(r"<h3><bdi>([^<]+)</bdi></h3>", page)


def test_the_page_shows_what_is_confirmed_before_what_is_to_watch(desk: Desk) -> None:
    page = desk.get("trends")
    assert titles(page) == ["robe kabyle", "burnous"]
    assert page.index("Confirmed</h2>") < page.index("robe kabyle") < page.index("To watch</h2>")
    assert "60 searches, by 10 visitors" in page
    assert re.search(
        r"Expected from the weeks before: [\d.]+; chance alone stays between \d+ and \d+\.", page
    )
    assert "Search terms (2)" in page


def test_each_rise_has_its_weeks_as_bars_and_as_rows(desk: Desk) -> None:
    page = desk.get("trends")
    card = page[page.index("robe kabyle") : page.index("burnous</bdi></h3>")]
    assert card.count('class="multiple__bar') == 8
    assert card.count("multiple__bar--now") == 2
    rows = re.findall(r'<td class="cell--number">(\d+)</td>', card)
    assert [int(count) for count in rows] == RISING
    assert "p = " in card


def test_arabic_reads_the_weeks_from_the_right(desk: Desk) -> None:
    def first_bar(page: str) -> float:
        return float(re.findall(r'class="multiple__bar[^"]*" x="([\d.]+)"', page)[0])

    english = first_bar(desk.get("trends"))
    reader = make_user("reader@example.com", language="ar")
    join(desk.shop, reader)
    arabic = first_bar(desk.get("trends", by=log_in(reader)))
    assert (english, arabic) == (1.5, 141.5)


def test_the_decision_behind_the_list_can_be_opened(desk: Desk) -> None:
    found = re.search(r"/decisions/([0-9a-f-]{36})/", desk.get("trends", by=desk.manager))
    assert found
    page = desk.get("decision", by=desk.manager, uid=found[1])
    assert "A week held more than chance explains" in page


def test_the_raw_counts_can_be_searched_and_sorted(desk: Desk) -> None:
    page = desk.get("trends", "sort=label&q=article 00")
    found = re.findall(r"<bdi>(article \d+)</bdi>", page)
    assert found == [f"article {number:03d}" for number in range(10)]
    assert "No row fits this search" in desk.get("trends", "q=nothing")


def test_the_sheet_holds_every_series_with_its_weeks(desk: Desk) -> None:
    lines = desk.agent.get(f"{desk.url('trends-csv')}?raw").content.decode().strip().split("\n")
    assert len(lines) == 1 + 22
    assert "2026-11-09" in lines[0]
    (kabyle,) = [line for line in lines if line.startswith("robe kabyle")]
    assert kabyle.startswith("robe kabyle,Trend,2,3,2,3,2,3,55,60,10,")
    assert desk.agent.get(f"{desk.url('trends-csv')}?measure=theme_orders").status_code == 404


def test_too_few_searches_list_nothing_and_say_why() -> None:
    desk = make_desk()
    usual_searches(desk.shop, terms=2)
    search(desk.shop, "robe kabyle", RISING)
    find_trends(desk.shop.id, WEDNESDAY)
    page = desk.get("trends")
    assert titles(page) == []
    assert "Not enough data (100 searches this week, 200 needed)." in page
    assert "<bdi>robe kabyle</bdi>" in page


def test_too_few_weeks_say_how_many_are_missing() -> None:
    desk = make_desk()
    usual_searches(desk.shop, first=FIRST + timedelta(days=14))
    find_trends(desk.shop.id, SUNDAY)
    assert "Not enough data (6 whole weeks of 8)." in desk.get("trends")


def test_a_shop_without_records_is_told_what_is_needed() -> None:
    desk = make_desk()
    assert "Trends need eight whole weeks" in desk.get("trends", "measure=nonsense&week=never&page=x")


def test_switched_off_the_page_says_so(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        set_switch("trends", is_on=False, by="user:1")
    assert "Looking for trends is switched off" in desk.get("trends")


def test_a_product_leads_to_its_page_and_a_theme_to_its_products() -> None:
    desk = make_desk()
    product = make_product(desk.shop, title="ROBE", category=make_category(desk.shop, name="Robes"))
    look_at(desk.shop, product, [9] * 8)
    find_trends(desk.shop.id, WEDNESDAY)
    assert f"/products/{product.uid}/" in desk.get("trends", "measure=product_views")
    theme = desk.get("trends", "measure=theme_views")
    assert f"/products/?category={product.category.uid.hex}" in theme


def test_an_earlier_week_can_be_looked_at_again(desk: Desk) -> None:
    search(desk.shop, "robe kabyle", [70], first=SUNDAY + timedelta(days=1))
    find_trends(desk.shop.id, SUNDAY + timedelta(days=7))
    assert "16/11/2026" in desk.get("trends")
    page = desk.get("trends", "week=2026-11-09")
    assert titles(page) == ["robe kabyle", "burnous"]


def test_the_page_takes_the_same_queries_for_few_rows_and_for_many(desk: Desk) -> None:
    few = desk.queries("trends")
    for number in range(60):
        search(desk.shop, f"nouveau {number:03d}", RISING)
    find_trends(desk.shop.id, WEDNESDAY)
    assert len(titles(desk.get("trends"))) > 2
    assert desk.queries("trends") == few <= 14


def test_the_api_gives_the_lists_and_why_there_is_none(desk: Desk) -> None:
    _key, secret = make_api_key(desk.shop, ["trends:read"])

    def ask(query: str) -> dict[str, object]:
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        found: dict[str, object] = log_in(None).get(f"/api/v1/trends?{query}", headers=headers).json()
        return found

    body = ask("found=true")
    assert (body["measure"], body["week"], body["state"], body["reason"]) == (
        "searches",
        "2026-11-09",
        "judged",
        None,
    )
    rows = body["data"]
    assert isinstance(rows, list)
    assert [(row["label"], row["verdict"], row["now"]) for row in rows] == [
        ("robe kabyle", "trend", 60),
        ("burnous", "watch", 60),
    ]
    assert rows[0]["counts"] == RISING
    whole = ask("")["data"]
    assert isinstance(whole, list)
    assert len(whole) == 22
    empty = ask("measure=theme_orders")
    assert (empty["data"], empty["week"]) == ([], None)
    assert "Nothing is counted yet." in str(empty["reason"])
