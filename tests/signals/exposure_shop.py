"""A shop with tests, and people who see and take what is in test."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureTest
from signals.rollups.models import Event
from signals.rollups.services import make_months
from tests.shops import a_product, a_shop

# Late in the morning in Algiers, so that a test's events of "today" all lie in the past.
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def a_shop_with(*skus: str, **fields: Any) -> ShopContext:
    """A shop whose products are new today."""
    make_months({TODAY.replace(day=1)})
    shop = a_shop()
    with shop_scope(shop.id):
        for sku in skus:
            product = a_product(shop.id, sku, **fields)
            Product.objects.filter(pk=product.pk).update(created_at=NOW - timedelta(days=1))
    return shop


def test_of(shop: ShopContext, sku: str) -> ExposureTest:
    with shop_scope(shop.id):
        found: ExposureTest = ExposureTest.objects.get(product__sku=sku, is_current=True)
        return found


def people(
    shop: ShopContext,
    test: ExposureTest | None,
    shown: int,
    taken: int = 0,
    *,
    product: str = "",
    **more: Any,
) -> None:
    """``shown`` people see the test (or, without one, a usual recommendation), the first ``taken`` take it."""
    recommendation = test.recommendation_id if test else f"{uuid.uuid4().hex}-1"
    with shop_scope(shop.id):
        ref = test.product_id if test else Product.objects.get(sku=product).pk
        kinds = [("reco_impression", shown), ("reco_click", taken)]
        mark = uuid.uuid4().hex[:12]
        Event.objects.bulk_create(
            Event(
                shop_id=shop.id,
                event_id=uuid.uuid4(),
                **{
                    "occurred_at": NOW,
                    "day": local_day(more.get("occurred_at", NOW), shop.zone),
                    "type": kind,
                    "product_id": ref,
                    "recommendation_id": recommendation,
                    "visitor": f"{mark}{number}",
                }
                | more,
            )
            for kind, count in kinds
            for number in range(count)
        )


test_of.__test__ = False  # type: ignore[attr-defined]  # a helper, in spite of its name
