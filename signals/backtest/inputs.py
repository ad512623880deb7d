"""Reading a shop's orders for models. Two statements; only the worker calls them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connection

from shop_ai.lib.period import local_day
from shop_ai.lib.streams import streamed
from shop_ai.lib.tenancy import shop_scope
from signals.backtest.histories import Orders
from signals.recommenders.interface import NO_CATEGORY, NOBODY, Numbers

# Two years hold every season twice; older baskets tell about a shop that is no more.
KNOWN_DAYS: Final = 730

# Six colours of one dress are one product. What was cancelled, refused or sent back is no taste.
ORDERS: Final = """
SELECT o.placed_on, coalesce(o.customer_id, %(nobody)s), array_agg(DISTINCT coalesce(p.parent_id, p.id))
FROM catalog_order o
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id AND NOT p.is_service
WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN %(since)s AND %(until)s AND o.kind = 'sale'
    AND o.order_state <> 'cancelled' AND o.parcel_state NOT IN ('refused', 'returned')
GROUP BY o.id, o.placed_on, o.customer_id ORDER BY o.placed_on, o.id
"""
# Of a pack the scarcest part counts, of a product without stock of its own its variants; none counted is enough.
PRODUCTS: Final = """
SELECT p.id, coalesce(p.category_id, %(none)s), p.created_at, p.is_active AND coalesce(
    (SELECT min(greatest(q.stock, 0) / k.quantity) FROM catalog_packpart k
        JOIN catalog_product q ON q.shop_id = k.shop_id AND q.id = k.part_id
        WHERE k.shop_id = p.shop_id AND k.pack_id = p.id AND q.stock IS NOT NULL),
    p.stock,
    (SELECT sum(v.stock) FROM catalog_product v WHERE v.shop_id = p.shop_id AND v.parent_id = p.id AND v.is_active),
    1) > 0
FROM catalog_product p
WHERE p.shop_id = %(shop)s AND p.parent_id IS NULL AND NOT p.is_service ORDER BY p.id
"""
COUNT: Final = """
SELECT count(*), max(placed_on) FROM catalog_order
WHERE shop_id = %(shop)s AND placed_on <= %(until)s AND kind = 'sale' AND order_state <> 'cancelled'
"""


def count_orders(shop_id: int, until: date) -> tuple[int, date | None]:
    """Orders known until a day, and the day of the last one; cheap, to see whether more reading is worth it."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(COUNT, {"shop": shop_id, "until": until})
        count, last = cursor.fetchone()
    return int(count), last


def orders_of(shop_id: int, until: date, zone: ZoneInfo) -> Orders:
    """The shop's orders of the two years that end on ``until``, and its products. ``zone`` is the shop's."""
    values: dict[str, Any] = {
        "shop": shop_id,
        "since": until - timedelta(days=KNOWN_DAYS),
        "until": until,
        "nobody": NOBODY,
        "none": NO_CATEGORY,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(PRODUCTS, values)
        return gather(cursor.fetchall(), streamed(ORDERS, values), zone)


def gather(products: list[tuple[Any, ...]], orders: Iterable[tuple[Any, ...]], zone: ZoneInfo) -> Orders:
    """Rows as arrays: products ``(id, category, created_at, can be had)``, orders ``(day, buyer, product ids)``."""
    ids = tuple(int(row[0]) for row in products)
    place = {product: number for number, product in enumerate(ids)}
    held: list[tuple[int, ...]] = []
    on, buyers = array("i"), array("q")
    for day, buyer, bought in orders:
        held.append(tuple(sorted(place[one] for one in bought if one in place)))
        on.append(day.toordinal())
        buyers.append(buyer)
    baskets, days = tuple(held), np.array(on, dtype=np.int32)
    return Orders(
        ids=ids,
        baskets=baskets,
        days=days,
        buyers=np.array(buyers, dtype=np.int64),
        categories=np.asarray([row[1] for row in products], dtype=np.int32),
        since=_since((row[2] for row in products), baskets, days, zone),
        can_be_had=np.asarray([row[3] for row in products], dtype=np.bool_),
    )


def _since(
    made: Iterable[datetime], baskets: tuple[tuple[int, ...], ...], days: Numbers, zone: ZoneInfo
) -> Numbers:
    """The day of a product's record, or of its first sale where an import came later than that."""
    first = [local_day(at, zone).toordinal() for at in made]
    for basket, day in zip(baskets, days.tolist(), strict=True):
        for item in basket:
            first[item] = min(first[item], day)
    return np.asarray(first, dtype=np.int32)
