"""The statements that prepare one row a customer: first and next delivered order."""

from __future__ import annotations

from typing import Final

from attribution.kpis.merge_sql import merge
from attribution.kpis.stages import IS_DELIVERED_SALE

_COLUMNS: Final = ("channel", "first_on", "next_on", "last_on", "delivered_orders")


def _customers(condition: str) -> str:
    """The first order's channel is the customer's; among the orders of that day the first placed wins."""
    return f"""
SELECT customer_id, (array_agg(channel ORDER BY delivered_on, placed_at, id))[1] AS channel, first_on,
       min(delivered_on) FILTER (WHERE delivered_on > first_on) AS next_on, max(delivered_on) AS last_on,
       count(*) AS delivered_orders
FROM (
    SELECT o.id, o.customer_id, o.channel, o.placed_at, o.delivered_on, first_value(o.delivered_on) OVER w AS first_on
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED_SALE} AND {condition}
    WINDOW w AS (PARTITION BY o.customer_id ORDER BY o.delivered_on, o.placed_at, o.id)
) d
GROUP BY customer_id, first_on"""


DELETE_CUSTOMERS: Final = (
    "DELETE FROM attribution_customerrepurchase WHERE shop_id = %(shop)s AND customer_id = ANY(%(customers)s)"
)
INSERT_CUSTOMERS: Final = f"""
INSERT INTO attribution_customerrepurchase (shop_id, customer_id, {", ".join(_COLUMNS)})
SELECT %(shop)s, c.* FROM ({_customers("o.customer_id = ANY(%(customers)s)")}) c"""
MERGE_EVERYBODY: Final = merge(
    table="attribution_customerrepurchase",
    source=_customers("o.customer_id IS NOT NULL"),
    keys=("customer_id",),
    columns=_COLUMNS,
)
