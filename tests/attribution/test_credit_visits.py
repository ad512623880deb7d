"""Visits that led to no order: all of a usual shop, those of a drawn part of the visitors where there are very many."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from attribution.credit import reading
from attribution.credit.reading import HASHES, parts_drawn, read_nulls
from attribution.credit.rules import MOST_VISITS
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.sessions.models import DailySession
from tests.attribution.credit_scene import a_visit
from tests.shops import a_shop

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def shop() -> ShopContext:
    return a_shop()


def visited(shop: ShopContext, visitor: str, *channels: str, orders: int = 0, days: int = 1) -> None:
    for number, channel in enumerate(channels):
        a_visit(shop.id, visitor, NOW - timedelta(days=days - number / 10), channel, orders=orders)


def counted(shop: ShopContext, sessions: int, day: date = TODAY) -> None:
    DailySession.objects.create(shop_id=shop.id, day=day, channel="tiktok", sessions=sessions)


def test_ways_are_whole_in_their_order_and_end_without_an_order(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        visited(shop, "a", "tiktok", "instagram")
        visited(shop, "b", "tiktok", "instagram")
        visited(shop, "c", "tiktok", orders=1)
        visited(shop, "d", "tiktok", days=60)
        counted(shop, 5)
        assert read_nulls(shop.id, "DZD", TODAY, 30) == {("tiktok", "instagram"): 2}
        assert read_nulls(shop.id, "DZD", TODAY, 90) == {("tiktok", "instagram"): 2, ("tiktok",): 1}


def test_of_very_many_visits_the_same_part_of_the_visitors_is_counted_up(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shop_scope(shop.id):
        for number in range(600):
            visited(shop, f"v{number}", "tiktok" if number % 4 else "instagram")
        counted(shop, 600)
        whole = read_nulls(shop.id, "DZD", TODAY, 30)
        monkeypatch.setattr(reading, "MOST_VISITS", 150)
        drawn = read_nulls(shop.id, "DZD", TODAY, 30)
        assert drawn == read_nulls(shop.id, "DZD", TODAY, 30)
    assert whole == {("tiktok",): 450, ("instagram",): 150}
    assert all(count % 4 == 0 for count in drawn.values())
    assert 480 <= sum(drawn.values()) <= 720
    assert drawn.keys() == whole.keys()


@pytest.mark.parametrize(
    ("visits", "parts"), [(0, HASHES), (MOST_VISITS, HASHES), (2 * MOST_VISITS, 128), (10**9, 1)]
)
def test_no_more_parts_than_the_most_visits_need(visits: int, parts: int) -> None:
    assert parts_drawn(visits) == parts
