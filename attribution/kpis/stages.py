"""When an order counts as placed, confirmed, shipped and delivered: the one definition, as SQL.

Every expression is over ``catalog_order o`` or ``catalog_refund r``. Prepared rows, live reports and the list
of rows behind a figure are built from these, so that they cannot disagree.

An order is shipped once its parcel has left, whatever dates its source gave; a missing date is replaced by the
nearest one that is known. A parcel refused at the door was never delivered. Cancelled means cancelled before
shipping. Adjustments (documents of zero lines) and documents in another currency count nowhere but in their own
columns. Revenue is the lines less the discounts: fees and services count, the delivery fee stands apart.
"""

from __future__ import annotations

from typing import Final

IS_SHIPPED: Final = (
    "(o.parcel_state IN ('in_transit', 'delivered', 'refused', 'returned')"
    " OR o.shipped_on IS NOT NULL OR o.delivered_on IS NOT NULL)"
)
SHIPPED_ON: Final = f"CASE WHEN {IS_SHIPPED} THEN coalesce(o.shipped_on, o.delivered_on, o.placed_on) END"
CONFIRMED_ON: Final = (
    f"CASE WHEN o.order_state = 'confirmed' OR {IS_SHIPPED}"
    " THEN coalesce(o.confirmed_on, o.shipped_on, o.delivered_on, o.placed_on) END"
)
PLACED_ON: Final = "o.placed_on"

IS_CANCELLED: Final = f"o.order_state = 'cancelled' AND NOT {IS_SHIPPED}"
IS_REFUSED: Final = "o.parcel_state = 'refused'"
IS_RETURNED: Final = "o.parcel_state = 'returned'"

REVENUE: Final = "o.products_amount + o.services_amount - o.discount_amount"
PRODUCT_REVENUE: Final = "o.products_amount - o.discount_amount"

IS_SALE: Final = "o.kind = 'sale' AND o.currency = %(currency)s"
IS_COUNTED_REFUND: Final = "r.currency = %(currency)s"
IS_DELIVERED_SALE: Final = f"{IS_SALE} AND o.parcel_state <> 'refused' AND o.delivered_on IS NOT NULL"

# Money that came in: on the day when the courier handed it over, or on that of delivery where no other is known
# (a till, a paid web order). What was given back later had come in before.
IS_RECEIVED_SALE: Final = (
    f"{IS_DELIVERED_SALE} AND (o.received_on IS NOT NULL"
    " OR o.money_state IN ('paid_out', 'partially_refunded', 'refunded'))"
)
RECEIVED_ON: Final = "coalesce(o.received_on, o.delivered_on)"


def received_date(test: str) -> str:
    """Condition that the money's day passes ``test``, in the way that indexes can answer."""
    return f"((o.received_on {test} OR o.delivered_on {test}) AND {RECEIVED_ON} {test})"


def any_date(test: str) -> str:
    """Condition that one of the order's dates passes ``test`` (such as ``= ANY(%(days)s)``).

    Each arm can use an index: dates that only repeat the day of placing are left to the first one. The way in
    which "another day" is written is that of the partial indexes, which the planner recognises by it.
    """
    return (
        f"(o.placed_on {test} OR o.delivered_on {test}"
        f" OR (o.confirmed_on {test} AND (o.confirmed_on > o.placed_on OR o.confirmed_on < o.placed_on))"
        f" OR (o.shipped_on {test} AND (o.shipped_on > o.placed_on OR o.shipped_on < o.placed_on)))"
    )
