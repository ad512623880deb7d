"""A shop whose last eight weeks of searches, views and orders are as a test says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySearch, DailySignal

SUNDAY: Final = date(2026, 11, 15)
FIRST: Final = SUNDAY - timedelta(days=55)
RISING: Final = [2, 3, 2, 3, 2, 3, 55, 60]
NEW: Final = [2, 3, 2, 3, 2, 3, 2, 60]
FLAT: Final = [20] * 8


def search(shop: ShopContext, term: str, weeks: list[int], *, by: int = 10, first: date = FIRST) -> None:
    """So many searches each week, on its Wednesday, spread over ``by`` visitors."""
    rows = []
    for week, count in enumerate(weeks):
        day = first + timedelta(days=7 * week + 2)
        for visitor in range(min(by, count)):
            times = count // by + (visitor < count % by) if count >= by else 1
            rows.append(DailySearch(shop_id=shop.id, day=day, term=term, visitor=f"v{visitor}", count=times))
    with shop_scope(shop.id):
        DailySearch.objects.bulk_create(rows)


def usual_searches(shop: ShopContext, terms: int = 20, first: date = FIRST) -> None:
    """Terms that are searched as often every week, far enough apart in spelling not to be one."""
    with shop_scope(shop.id):
        # A record before the first week, so that all eight are known to be whole.
        DailySearch.objects.create(
            shop_id=shop.id, day=first - timedelta(days=1), term="debut", visitor="v0", count=1
        )
    for number in range(terms):
        search(shop, f"article {number:03d}", FLAT, first=first)


def look_at(shop: ShopContext, product: Product, weeks: list[int], first: date = FIRST) -> None:
    with shop_scope(shop.id):
        DailySignal.objects.bulk_create(
            DailySignal(
                shop_id=shop.id,
                day=first + timedelta(days=7 * week + 2),
                type="view",
                product_ref=product.pk,
                count=count,
            )
            for week, count in enumerate(weeks)
            if count
        )
