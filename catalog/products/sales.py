"""What was sold of products: delivered orders that hold them or one of their variants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from catalog.orders.delivered import IS_DELIVERED
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

SOLD = f"""
SELECT x.id, count(DISTINCT l.order_id), sum(l.quantity), sum(l.amount)
FROM unnest(%(ids)s::bigint[]) x(id)
JOIN catalog_product p ON p.shop_id = %(shop)s AND (p.id = x.id OR p.parent_id = x.id)
JOIN catalog_orderline l ON l.shop_id = p.shop_id AND l.product_id = p.id AND l.amount > 0
JOIN catalog_order o ON o.shop_id = l.shop_id AND o.id = l.order_id AND {IS_DELIVERED}
GROUP BY 1
"""
BACK = """
SELECT x.id, sum(l.quantity)
FROM unnest(%(ids)s::bigint[]) x(id)
JOIN catalog_product p ON p.shop_id = %(shop)s AND (p.id = x.id OR p.parent_id = x.id)
JOIN catalog_refundline l ON l.shop_id = p.shop_id AND l.product_id = p.id
GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Sold:
    """Delivered orders, their pieces, and what these cost before discounts on the whole order."""

    orders: int = 0
    pieces: int = 0
    amount: Decimal = Decimal(0)


def sold(shop: ShopContext, ids: Iterable[int]) -> dict[int, Sold]:
    """By product id, in one query; a product that was never sold is not in the answer."""
    values: dict[str, Any] = {"ids": list(ids), "shop": shop.id, "currency": shop.currency}
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(SOLD, values)
        return {
            product: Sold(orders, pieces, amount) for product, orders, pieces, amount in cursor.fetchall()
        }


def pieces_back(shop_id: int, product_id: int) -> int:
    """Pieces of a product or its variants that were given back."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(BACK, {"ids": [product_id], "shop": shop_id})
        row = cursor.fetchone()
    return int(row[1]) if row else 0
