"""What customers bought, summed per customer: one statement for a page, one for its totals."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from catalog.customers.segments import SEGMENT_SQL
from catalog.orders.delivered import IS_DELIVERED, REVENUE
from catalog.shops.context import ShopContext
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope

# Records that end this long ago are history: the segments are then those of their last day, as the figures are.
HISTORY_AFTER = timedelta(days=30)

LISTED: Final = f"""
WITH bought AS (
    SELECT o.customer_id,
           count(*) AS orders,
           count(*) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(as_of)s) AS delivered,
           max(o.delivered_on) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(as_of)s) AS last_on,
           max(o.placed_on) AS last_placed_on,
           sum({REVENUE}) FILTER (WHERE {IS_DELIVERED}) AS revenue
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND o.kind = 'sale' AND o.customer_id IS NOT NULL
      AND (%(ids)s::bigint[] IS NULL OR o.customer_id = ANY(%(ids)s))
    GROUP BY 1
), back AS (
    SELECT r.customer_id, sum(r.amount) AS amount
    FROM catalog_refund r
    WHERE r.shop_id = %(shop)s AND r.currency = %(currency)s AND r.customer_id IS NOT NULL
      AND (%(ids)s::bigint[] IS NULL OR r.customer_id = ANY(%(ids)s))
    GROUP BY 1
), known AS (
    SELECT c.id, c.uid, coalesce(b.orders, 0) AS orders, coalesce(b.delivered, 0) AS delivered, b.last_on,
           b.last_placed_on, coalesce(b.revenue, 0) - coalesce(back.amount, 0) AS net
    FROM catalog_customer c
    LEFT JOIN bought b ON b.customer_id = c.id
    LEFT JOIN back ON back.customer_id = c.id
    WHERE c.shop_id = %(shop)s AND (%(ids)s::bigint[] IS NULL OR c.id = ANY(%(ids)s))
), listed AS (
    SELECT id, uid, orders, delivered, last_placed_on, net, {SEGMENT_SQL} AS segment FROM known
)"""

TOTALS: Final = f"{LISTED} SELECT segment, count(*), sum(orders), sum(net) FROM listed GROUP BY 1"
SORTS: Final = {"orders": "orders", "last": "last_placed_on", "net": "net"}


@dataclass(frozen=True, slots=True)
class Purchases:
    """One customer's orders: all of them, those delivered, the day of the last, delivered less refunds."""

    customer_id: int
    uid: uuid.UUID
    orders: int
    delivered: int
    last_on: date | None
    net: Decimal
    segment: str


@dataclass(frozen=True, slots=True)
class SegmentSums:
    count: int = 0
    orders: int = 0
    net: Decimal = Decimal(0)

    def __add__(self, other: SegmentSums) -> SegmentSums:
        return SegmentSums(self.count + other.count, self.orders + other.orders, self.net + other.net)


def segments_as_of(shop: ShopContext) -> date:
    """Yesterday; for records that ended long ago, their last day."""
    yesterday = last_complete_day(timezone.now(), shop.zone)
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(max(placed_on), max(delivered_on)) FROM catalog_order WHERE shop_id = %s",
            [shop.id],
        )
        (latest,) = cursor.fetchone()
    return latest if latest is not None and yesterday - latest > HISTORY_AFTER else yesterday


def _values(shop: ShopContext, as_of: date, ids: Sequence[int] | None) -> dict[str, Any]:
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "as_of": as_of,
        "inactive": shop.inactive_after_days,
        "ids": None if ids is None else list(ids),
    }


def segment_sums(
    shop: ShopContext, *, as_of: date, ids: Sequence[int] | None = None
) -> dict[str, SegmentSums]:
    """Customers, orders and net value of each segment that has any; of ``ids`` only, when given."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(TOTALS, _values(shop, as_of, ids))
        return {
            segment: SegmentSums(count, int(orders), net) for segment, count, orders, net in cursor.fetchall()
        }


def purchases(
    shop: ShopContext,
    *,
    as_of: date,
    ids: Sequence[int] | None = None,
    segment: str = "",
    sort: str = "-last",
    first: int = 0,
    limit: int | None = None,
) -> list[Purchases]:
    """Customers with what they bought, in the order of ``sort`` (a key of SORTS, "-" before it for descending)."""
    direction = "DESC" if sort.startswith("-") else "ASC"
    statement = f"""{LISTED}
        SELECT id, uid, orders, delivered, last_placed_on, net, segment FROM listed
        WHERE %(segment)s = '' OR segment = %(segment)s
        ORDER BY {SORTS[sort.removeprefix("-")]} {direction} NULLS LAST, id {direction}
        LIMIT %(limit)s OFFSET %(first)s"""
    values = _values(shop, as_of, ids) | {"segment": segment, "limit": limit, "first": first}
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Purchases(*row) for row in cursor.fetchall()]
