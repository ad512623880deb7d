"""What could stand in a product's place: in stock, of the same kind, at nearly the same price; and what proves itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from catalog.orders.delivered import IS_DELIVERED
from catalog.playlists.paths import Path, PathItem
from catalog.playlists.proof import DAYS, FEWEST_ORDERS
from catalog.products.asked import with_stock
from catalog.products.models import Product, ProductHold
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

MOST_CANDIDATES: Final = 400

MOST_DELIVERED: Final = f"""
SELECT p.sku, p.title, count(DISTINCT o.id) AS orders
FROM catalog_order o
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND l.amount > 0
JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
JOIN catalog_product p ON p.shop_id = v.shop_id AND p.id = coalesce(v.parent_id, v.id)
WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(day)s
    AND p.is_active AND NOT p.is_service AND coalesce(p.stock, 1) > 0 AND p.id <> ALL(%(on_path)s)
    AND NOT EXISTS (
        SELECT FROM catalog_producthold h
        WHERE h.shop_id = p.shop_id AND h.product_id = p.id AND h.lifted_at IS NULL
    )
GROUP BY p.id, p.sku, p.title HAVING count(DISTINCT o.id) >= %(fewest)s
ORDER BY orders DESC, p.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that could stand on the path."""

    sku: str
    title: str
    price: Decimal | None
    category_id: int | None
    product_id: int


def nearest(item: PathItem, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate of the same category whose price is nearest by ratio; another category only when there is none.

    Without a price on either side the distance is that of a doubled price. Ties go to the older product.
    """

    def distance(one: Candidate) -> tuple[bool, float, int]:
        apart = math.log(2)
        if item.price and one.price:
            apart = abs(math.log(float(one.price) / float(item.price)))
        return (one.category_id != item.category_id or item.category_id is None, apart, one.product_id)

    return min(candidates, key=distance, default=None)


def candidates_for(shop_id: int, path: Path, items: Iterable[PathItem]) -> list[Candidate]:
    """What is sold, in stock and not on the path: of the items' categories first. One query."""
    kinds = {item.category_id for item in items}
    with shop_scope(shop_id):
        rows: Any = with_stock(
            Product.objects.filter(is_active=True, is_service=False, parent__isnull=True)
        ).filter(Q(sellable__isnull=True) | Q(sellable__gt=0))
        rows = rows.exclude(pk__in=[item.product_id for item in path.items])
        rows = rows.exclude(pk__in=ProductHold.objects.filter(lifted_at=None).values("product_id"))
        near = list(rows.filter(category_id__in=kinds - {None}).order_by("pk")[:MOST_CANDIDATES])
        found = near or list(rows.order_by("pk")[:MOST_CANDIDATES])
    return [Candidate(row.sku, row.title, row.price, row.category_id, row.pk) for row in found]


def best_proven(shop: ShopContext, path: Path, day: date) -> tuple[str, str, int] | None:
    """``(sku, title, delivered orders)`` of what customers kept most in 90 days and the path does not hold."""
    values: dict[str, Any] = {
        "shop": shop.id,
        "currency": shop.currency,
        "day": day,
        "since": day - timedelta(days=DAYS - 1),
        "fewest": FEWEST_ORDERS,
        "on_path": [item.product_id for item in path.items],
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(MOST_DELIVERED, values)
        row = cursor.fetchone()
    return (row[0], row[1], row[2]) if row else None
