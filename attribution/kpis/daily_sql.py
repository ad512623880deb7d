"""The statement that sums orders and refunds by day and key; see :mod:`attribution.kpis.stages` for the terms.

One pass groups the orders by their four days, which leaves few rows; only these are spread over the stages.
"""

from __future__ import annotations

from typing import Final

from attribution.kpis import stages

COLUMNS: Final = (
    "placed",
    "confirmed",
    "shipped",
    "delivered",
    "cancelled",
    "refused",
    "returned",
    "adjustments",
    "credit_notes",
    "other_currency",
    "revenue_ordered",
    "revenue_confirmed",
    "revenue_delivered",
    "product_revenue_delivered",
    "basket_squares",
    "refunds",
    "product_refunds",
)

# Column of the facts that is summed, stage whose day it takes, and what kind of document it counts.
_FROM_ORDERS: Final = {
    "placed": ("n", "placed", "sale"),
    "confirmed": ("n", "confirmed", "sale"),
    "shipped": ("n", "shipped", "sale"),
    "delivered": ("n", "delivered", "sale"),
    "cancelled": ("cancelled", "placed", "sale"),
    "refused": ("refused", "shipped", "sale"),
    "returned": ("returned", "delivered", "sale"),
    "adjustments": ("n", "placed", "adjustment"),
    "other_currency": ("n", "placed", "other"),
    "revenue_ordered": ("revenue", "placed", "sale"),
    "revenue_confirmed": ("revenue", "confirmed", "sale"),
    "revenue_delivered": ("revenue", "delivered", "sale"),
    "product_revenue_delivered": ("products", "delivered", "sale"),
    "basket_squares": ("squares", "delivered", "sale"),
}
_FROM_REFUNDS: Final = {
    "credit_notes": f"count(*) FILTER (WHERE r.is_credit_note AND {stages.IS_COUNTED_REFUND})",
    "other_currency": f"count(*) FILTER (WHERE NOT ({stages.IS_COUNTED_REFUND}))",
    "refunds": f"coalesce(sum(r.amount) FILTER (WHERE {stages.IS_COUNTED_REFUND}), 0)",
    "product_refunds": f"coalesce(sum(r.products_amount) FILTER (WHERE {stages.IS_COUNTED_REFUND}), 0)",
}


def _order_cell(column: str) -> str:
    if column not in _FROM_ORDERS:
        return f"0 AS {column}"
    fact, stage, document = _FROM_ORDERS[column]
    return f"coalesce(sum(f.{fact}) FILTER (WHERE s.stage = '{stage}' AND f.document = '{document}'), 0) AS {column}"


def _refund_cell(column: str) -> str:
    return f"{_FROM_REFUNDS.get(column, '0')} AS {column}"


def daily_sums(
    *, test: str, order_key: str, refund_key: str, order_join: str = "", refund_join: str = ""
) -> str:
    """Common table expressions ending in ``daily(day, key, *COLUMNS)`` for the days that pass ``test``.

    ``test`` is the right-hand side of a condition on a day. The keys are SQL expressions over ``o`` and ``r``
    and what the joins add. Parameters: ``shop``, ``currency`` and those of ``test``.
    """
    return f"""
facts AS (
    SELECT {order_key} AS key,
           CASE WHEN o.kind <> 'sale' THEN 'adjustment' WHEN {stages.IS_SALE} THEN 'sale' ELSE 'other' END AS document,
           o.placed_on, {stages.CONFIRMED_ON} AS confirmed_on, {stages.SHIPPED_ON} AS shipped_on,
           {stages.DELIVERED_ON} AS delivered_on,
           count(*) AS n,
           count(*) FILTER (WHERE {stages.IS_CANCELLED}) AS cancelled,
           count(*) FILTER (WHERE {stages.IS_REFUSED}) AS refused,
           count(*) FILTER (WHERE {stages.IS_RETURNED}) AS returned,
           sum({stages.REVENUE}) AS revenue,
           sum({stages.PRODUCT_REVENUE}) AS products,
           sum(({stages.PRODUCT_REVENUE}) * ({stages.PRODUCT_REVENUE})) AS squares
    FROM catalog_order o {order_join}
    WHERE o.shop_id = %(shop)s AND {stages.any_date(test)}
    GROUP BY 1, 2, 3, 4, 5, 6
), cells AS (
    SELECT s.day, f.key, {", ".join(_order_cell(column) for column in COLUMNS)}
    FROM facts f CROSS JOIN LATERAL (VALUES
        ('placed', f.placed_on), ('confirmed', f.confirmed_on), ('shipped', f.shipped_on), ('delivered', f.delivered_on)
    ) s (stage, day)
    WHERE s.day {test} AND (f.document = 'sale' OR s.stage = 'placed')
    GROUP BY 1, 2
    UNION ALL
    SELECT r.refunded_on, {refund_key}, {", ".join(_refund_cell(column) for column in COLUMNS)}
    FROM catalog_refund r {refund_join}
    WHERE r.shop_id = %(shop)s AND r.refunded_on {test}
    GROUP BY 1, 2
), daily AS (
    SELECT day, key, {", ".join(f"sum({column}) AS {column}" for column in COLUMNS)}
    FROM cells GROUP BY day, key
)"""


BY_CHANNEL_ON_DAYS: Final = daily_sums(test="= ANY(%(days)s)", order_key="o.channel", refund_key="r.channel")
BY_CHANNEL_EVER: Final = daily_sums(test="IS NOT NULL", order_key="o.channel", refund_key="r.channel")
INSERT_DAILY: Final = f"""
INSERT INTO attribution_dailykpi (shop_id, day, channel, {", ".join(COLUMNS)})
SELECT %(shop)s, day, key, {", ".join(COLUMNS)} FROM daily
"""
SELECT_BY_KEY: Final = (
    f"SELECT key, {', '.join(f'sum({column})' for column in COLUMNS)} FROM daily GROUP BY key"
)
