"""What sold: delivered orders by product, counted for each of the night's lists in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.customers.segments import SEGMENT_SQL
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.compute import WINDOW_DAYS
from signals.recommend.filters import CHOICE, EXCLUDED, SHOWABLE

# Counted by parent, so that six colours of one dress are one product. Service codes are no products. An order is a
# buyer's first or a later one among all delivered orders of that customer; without a customer it is neither.
_COUNTS: Final = f"""
WITH delivered AS (
    SELECT o.id, o.customer_id, o.delivered_on,
        CASE WHEN o.customer_id IS NOT NULL THEN
            row_number() OVER (PARTITION BY o.customer_id ORDER BY o.placed_at, o.id) END AS number
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND o.delivered_on <= %(until)s AND o.parcel_state NOT IN ('refused', 'returned')
        AND o.kind = 'sale'
), customers AS (
    SELECT customer_id, count(*) AS delivered, max(delivered_on) AS last_on
    FROM delivered WHERE customer_id IS NOT NULL GROUP BY 1
), told AS (SELECT customer_id, {SEGMENT_SQL} AS segment FROM customers),
sold AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, count(DISTINCT d.id) AS n,
        count(DISTINCT d.id) FILTER (WHERE d.number = 1) AS firsts,
        count(DISTINCT d.id) FILTER (WHERE d.number > 1) AS laters,
        count(DISTINCT d.id) FILTER (WHERE t.segment = 'new') AS new,
        count(DISTINCT d.id) FILTER (WHERE t.segment = 'regular') AS regular,
        count(DISTINCT d.id) FILTER (WHERE t.segment = 'inactive') AS inactive
    FROM delivered d
    JOIN catalog_orderline l ON l.shop_id = %(shop)s AND l.order_id = d.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN told t ON t.customer_id = d.customer_id
    WHERE d.delivered_on >= %(since)s
    GROUP BY 1
), back AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, count(DISTINCT l.refund_id) AS n
    FROM catalog_refund r
    JOIN catalog_refundline l ON l.shop_id = r.shop_id AND l.refund_id = r.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    WHERE r.shop_id = %(shop)s AND r.refunded_on BETWEEN %(since)s AND %(until)s AND NOT l.is_service
    GROUP BY 1
)
SELECT p.id, p.title, p.price, coalesce(p.category_id, 0), {CHOICE}, {EXCLUDED},
    p.is_active AND NOT p.is_service AND {SHOWABLE},
    coalesce(sold.n, 0), coalesce(back.n, 0), coalesce(sold.firsts, 0), coalesce(sold.laters, 0),
    coalesce(sold.new, 0), coalesce(sold.regular, 0), coalesce(sold.inactive, 0)
FROM catalog_product p
LEFT JOIN sold ON sold.product_id = p.id
LEFT JOIN back ON back.product_id = p.id
WHERE p.shop_id = %(shop)s AND p.is_active AND NOT p.is_service AND p.parent_id IS NULL
ORDER BY p.id
"""
_LATEST: Final = "SELECT max(delivered_on) FROM catalog_order WHERE shop_id = %s AND delivered_on <= %s"


@dataclass(frozen=True, slots=True)
class Counted:
    """A product that is sold, with delivered orders of the window: all, a customer's first, a later one, by segment.

    ``back`` counts refunds that gave it back; ``is_showable``: nothing keeps it from customers now.
    """

    id: int
    title: str
    price: Decimal | None
    category: int
    choice: str
    is_excluded: bool
    is_showable: bool
    orders: int
    back: int
    firsts: int
    laters: int
    new: int
    regular: int
    inactive: int

    @property
    def net(self) -> int:
        return max(self.orders - self.back, 0)


def latest_sale_day(shop_id: int, until: date) -> date:
    """The last day with a delivery, so that a shop whose records end earlier still has a window."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_LATEST, [shop_id, until])
        (latest,) = cursor.fetchone()
    return latest or until


def counted(shop: ShopContext, until: date) -> list[Counted]:
    """Every product that is sold, by id, counted over the window that ends on ``until``."""
    values: dict[str, Any] = {
        "shop": shop.id,
        "until": until,
        "as_of": until,
        "since": until - timedelta(days=WINDOW_DAYS - 1),
        "inactive": shop.inactive_after_days,
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(_COUNTS, values)
        return [Counted(*row) for row in cursor.fetchall()]
