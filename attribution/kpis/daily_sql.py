"""The statement that sums orders and refunds by day and key; see :mod:`attribution.kpis.stages` for the terms.

Each stage is summed by its own day in its own pass. A single pass that groups by all four days at once is
slower: in cash on delivery the days of hardly two orders agree.
"""

from __future__ import annotations

from typing import Final

from attribution.kpis import stages
from attribution.kpis.merge_sql import merge

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
    "received_orders",
    "received",
)

_SALE: Final = f"FILTER (WHERE {stages.IS_SALE})"
_PLACED: Final = {
    "placed": f"count(*) {_SALE}",
    "cancelled": f"count(*) FILTER (WHERE {stages.IS_SALE} AND {stages.IS_CANCELLED})",
    "adjustments": "count(*) FILTER (WHERE o.kind = 'adjustment')",
    "other_currency": "count(*) FILTER (WHERE o.kind = 'sale' AND o.currency <> %(currency)s)",
    "revenue_ordered": f"coalesce(sum({stages.REVENUE}) {_SALE}, 0)",
}
_CONFIRMED: Final = {"confirmed": "count(*)", "revenue_confirmed": f"sum({stages.REVENUE})"}
_SHIPPED: Final = {"shipped": "count(*)", "refused": f"count(*) FILTER (WHERE {stages.IS_REFUSED})"}
_DELIVERED: Final = {
    "delivered": "count(*)",
    "returned": f"count(*) FILTER (WHERE {stages.IS_RETURNED})",
    "revenue_delivered": f"sum({stages.REVENUE})",
    "product_revenue_delivered": f"sum({stages.PRODUCT_REVENUE})",
    "basket_squares": f"sum(({stages.PRODUCT_REVENUE}) * ({stages.PRODUCT_REVENUE}))",
}
_RECEIVED: Final = {"received_orders": "count(*)", "received": f"sum({stages.REVENUE})"}
_OURS: Final = f"FILTER (WHERE {stages.IS_COUNTED_REFUND})"
_REFUNDED: Final = {
    "credit_notes": f"count(*) FILTER (WHERE r.is_credit_note AND {stages.IS_COUNTED_REFUND})",
    "other_currency": f"count(*) FILTER (WHERE NOT ({stages.IS_COUNTED_REFUND}))",
    "refunds": f"coalesce(sum(r.amount) {_OURS}, 0)",
    "product_refunds": f"coalesce(sum(r.products_amount) {_OURS}, 0)",
}


def _cells(day: str, key: str, table: str, condition: str, measures: dict[str, str]) -> str:
    columns = ", ".join(f"{measures.get(column, '0')} AS {column}" for column in COLUMNS)
    return f"SELECT {day} AS day, {key} AS key, {columns} FROM {table} WHERE {condition} GROUP BY 1, 2"


def daily_sums(
    *, test: str, order_key: str, refund_key: str, order_join: str = "", refund_join: str = ""
) -> str:
    """Common table expressions ending in ``daily(day, key, *COLUMNS)`` for the days that pass ``test``.

    ``test`` is the right-hand side of a condition on a day. The keys are SQL expressions over ``o`` and ``r``
    and what the joins add. Parameters: ``shop``, ``currency`` and those of ``test``.
    """
    orders = f"catalog_order o {order_join}"
    refunds = f"catalog_refund r {refund_join}"
    ours = "o.shop_id = %(shop)s"
    touched = f"{ours} AND {stages.IS_SALE} AND {stages.any_date(test)}"
    parts = (
        _cells(stages.PLACED_ON, order_key, orders, f"{ours} AND {stages.PLACED_ON} {test}", _PLACED),
        _cells(
            stages.CONFIRMED_ON, order_key, orders, f"{touched} AND {stages.CONFIRMED_ON} {test}", _CONFIRMED
        ),
        _cells(stages.SHIPPED_ON, order_key, orders, f"{touched} AND {stages.SHIPPED_ON} {test}", _SHIPPED),
        _cells(
            "o.delivered_on",
            order_key,
            orders,
            f"{ours} AND {stages.IS_DELIVERED_SALE} AND o.delivered_on {test}",
            _DELIVERED,
        ),
        _cells(
            stages.RECEIVED_ON,
            order_key,
            orders,
            f"{ours} AND {stages.IS_RECEIVED_SALE} AND {stages.received_date(test)}",
            _RECEIVED,
        ),
        _cells(
            "r.refunded_on", refund_key, refunds, f"r.shop_id = %(shop)s AND r.refunded_on {test}", _REFUNDED
        ),
    )
    return f"""
cells AS ({" UNION ALL ".join(parts)}),
daily AS (SELECT day, key, {", ".join(f"sum({column}) AS {column}" for column in COLUMNS)} FROM cells GROUP BY 1, 2)"""


_BY_CHANNEL_EVER: Final = daily_sums(test="IS NOT NULL", order_key="o.channel", refund_key="r.channel")
_BY_CHANNEL_ON_DAYS: Final = daily_sums(test="= ANY(%(days)s)", order_key="o.channel", refund_key="r.channel")

DELETE_DAYS: Final = "DELETE FROM attribution_dailykpi WHERE shop_id = %(shop)s AND day = ANY(%(days)s)"
INSERT_DAYS: Final = f"""
WITH {_BY_CHANNEL_ON_DAYS}
INSERT INTO attribution_dailykpi (shop_id, day, channel, {", ".join(COLUMNS)})
SELECT %(shop)s, day, key, {", ".join(COLUMNS)} FROM daily"""
MERGE_EVERY_DAY: Final = merge(
    table="attribution_dailykpi",
    source=f"WITH {_BY_CHANNEL_EVER} SELECT day, key AS channel, {', '.join(COLUMNS)} FROM daily",
    keys=("day", "channel"),
    columns=COLUMNS,
)
SELECT_BY_KEY: Final = (
    f"SELECT key, {', '.join(f'sum({column})' for column in COLUMNS)} FROM daily GROUP BY key"
)
