"""What shows that a product is good: customers who kept it. Counted, never claimed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from django.db import connection

from catalog.orders.delivered import IS_DELIVERED
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

DAYS: Final = 90
# Under five orders a count would point at people; a share needs the floor of every other share.
FEWEST_ORDERS: Final = 5
FEWEST_PARCELS: Final = 30

# Parcels count by the day of their order, so that the two ends of a share are the same orders.
COUNTED: Final = f"""
SELECT x.id,
    count(DISTINCT o.id) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(day)s),
    count(DISTINCT o.id) FILTER (WHERE o.parcel_state IN ('delivered', 'returned') AND o.placed_on >= %(since)s),
    count(DISTINCT o.id) FILTER (WHERE o.parcel_state = 'refused' AND o.placed_on >= %(since)s)
FROM unnest(%(ids)s::bigint[]) x(id)
JOIN catalog_product p ON p.shop_id = %(shop)s AND (p.id = x.id OR p.parent_id = x.id)
JOIN catalog_orderline l ON l.shop_id = p.shop_id AND l.product_id = p.id AND l.amount > 0
JOIN catalog_order o ON o.shop_id = l.shop_id AND o.id = l.order_id AND o.kind = 'sale'
    AND (o.placed_on >= %(since)s OR o.delivered_on >= %(since)s)
GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """``delivered`` orders of the last 90 days; ``kept`` and ``refused`` parcels of orders placed in them."""

    delivered: int = 0
    kept: int = 0
    refused: int = 0

    @property
    def is_shown(self) -> bool:
        return self.delivered >= FEWEST_ORDERS

    @property
    def parcels(self) -> int:
        return self.kept + self.refused

    @property
    def kept_share(self) -> Decimal | None:
        """Share (0…1) of parcels that customers took at the door; None under 30 parcels with a known end.

        In whole percents, cut and not rounded: customers read it, and 299 of 300 are not all.
        """
        if self.parcels < FEWEST_PARCELS:
            return None
        return (Decimal(self.kept) / self.parcels).quantize(Decimal("0.01"), ROUND_DOWN)


def proofs(shop: ShopContext, product_ids: Iterable[int], day: date) -> dict[int, Proof]:
    """By product id, variants counted with their product, in one query; a product without orders is not in it."""
    ids = list(product_ids)
    if not ids:
        return {}
    values: dict[str, Any] = {
        "ids": ids,
        "shop": shop.id,
        "currency": shop.currency,
        "day": day,
        "since": day - timedelta(days=DAYS - 1),
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(COUNTED, values)
        return {product: Proof(*counts) for product, *counts in cursor.fetchall()}
