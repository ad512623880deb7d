"""The counts that scores are made from, as SQL. All read prepared sums or orders of the window, never raw events.

``w`` are the days of the window with their weights, as two arrays; sums of numerics are exact, so two runs over the same
rows give the same last digit. A variant counts as its product; fees and services are no products.
"""

from __future__ import annotations

from typing import Final

from catalog.orders.delivered import IS_DELIVERED, IS_SALE

WEIGHTS: Final = "w AS (SELECT * FROM unnest(%(days)s::date[], %(weights)s::numeric[]) w(day, weight))"
FAMILY: Final = "coalesce(p.parent_id, p.id)"
ONE: Final = f"(%(product)s::bigint IS NULL OR {FAMILY} = %(product)s)"

# Shown or seen by product.
SIGNALS: Final = f"""
WITH {WEIGHTS}
SELECT {FAMILY} AS product_id, {{bucket}} AS bucket,
    sum(d.shown), sum(d.shown * w.weight), sum(d.viewed), sum(d.viewed * w.weight)
FROM signals_dailyproduct d
JOIN w ON w.day = d.day
JOIN catalog_product p ON p.shop_id = d.shop_id AND p.id = d.product_ref
WHERE d.shop_id = %(shop)s AND d.day BETWEEN %(since)s AND %(until)s AND NOT p.is_service AND {ONE}
GROUP BY 1, 2
"""

# One row an order and product, however many pieces or variants: what became of it, and whether it came back.
_HELD: Final = f"""
held AS (
    SELECT o.id, o.placed_on, {FAMILY} AS product_id,
        bool_or({IS_DELIVERED}) AS is_delivered,
        bool_or({IS_DELIVERED} OR o.parcel_state = 'refused'
            OR (o.order_state = 'cancelled' AND o.shipped_on IS NULL
                AND o.parcel_state IN ('none', 'preparing'))) AS is_known,
        bool_or(o.parcel_state = 'refused') AS is_refused,
        bool_or({IS_DELIVERED} AND (o.parcel_state = 'returned' OR EXISTS (
            SELECT 1 FROM catalog_refund r
            JOIN catalog_refundline b ON b.shop_id = r.shop_id AND b.refund_id = r.id
            JOIN catalog_product q ON q.shop_id = b.shop_id AND q.id = b.product_id
            WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND coalesce(q.parent_id, q.id) = {FAMILY}
        ))) AS is_back,
        sum(l.amount) AS amount, sum(l.quantity) AS pieces
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN %(since)s AND %(until)s AND {IS_SALE}
        AND NOT l.is_service AND NOT p.is_service AND l.amount > 0 AND {ONE}
    GROUP BY o.id, 3
)"""

ORDERS: Final = f"""
WITH {WEIGHTS}, {_HELD}
SELECT h.product_id, {{bucket}} AS bucket,
    count(*), coalesce(sum(w.weight), 0),
    count(*) FILTER (WHERE h.is_known), coalesce(sum(w.weight) FILTER (WHERE h.is_known), 0),
    count(*) FILTER (WHERE h.is_delivered), coalesce(sum(w.weight) FILTER (WHERE h.is_delivered), 0),
    count(*) FILTER (WHERE h.is_back), coalesce(sum(w.weight) FILTER (WHERE h.is_back), 0),
    count(*) FILTER (WHERE h.is_refused),
    sum(h.amount), sum(h.pieces), min(h.placed_on)
FROM held h
JOIN w ON w.day = h.placed_on
GROUP BY 1, 2
"""

# Given back by a document that names no order: counted on its own day.
LOOSE_RETURNS: Final = f"""
WITH {WEIGHTS}
SELECT {FAMILY}, {{bucket}} AS bucket, count(DISTINCT r.id), sum(w.weight)
FROM catalog_refund r
JOIN (SELECT DISTINCT b.shop_id, b.refund_id, coalesce(q.parent_id, q.id) AS product_id
      FROM catalog_refundline b JOIN catalog_product q ON q.shop_id = b.shop_id AND q.id = b.product_id
      WHERE b.shop_id = %(shop)s AND NOT b.is_service AND NOT q.is_service) x
    ON x.shop_id = r.shop_id AND x.refund_id = r.id
JOIN w ON w.day = r.refunded_on
JOIN catalog_product p ON p.shop_id = r.shop_id AND p.id = x.product_id
WHERE r.shop_id = %(shop)s AND r.order_id IS NULL AND r.refunded_on BETWEEN %(since)s AND %(until)s AND {ONE}
GROUP BY 1, 2
"""

# The shop's own orders by day, for the share of them that a product takes.
SHOP_DAYS: Final = f"""
SELECT o.placed_on, count(*) FROM catalog_order o
WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN %(since)s AND %(until)s AND {IS_SALE} AND o.products_amount > 0
GROUP BY 1
"""

# Delivered orders that hold the product, by whole weeks back from the last day (0 is the newest).
WEEKS: Final = f"""
SELECT {FAMILY}, (%(until)s::date - o.delivered_on) / 7, count(DISTINCT o.id)
FROM catalog_order o
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(weeks_since)s AND %(until)s AND {IS_DELIVERED}
    AND o.parcel_state <> 'returned' AND NOT l.is_service AND NOT p.is_service AND l.amount > 0
GROUP BY 1, 2
"""
SHOP_WEEKS: Final = f"""
SELECT (%(until)s::date - o.delivered_on) / 7, o.channel, count(*)
FROM catalog_order o
WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(weeks_since)s AND %(until)s AND {IS_DELIVERED}
    AND o.parcel_state <> 'returned'
GROUP BY 1, 2
"""

PRODUCTS: Final = """
SELECT p.id, coalesce(p.category_id, 0), p.price, c.cost, (p.created_at AT TIME ZONE s.timezone)::date
FROM catalog_product p
JOIN catalog_shop s ON s.id = p.shop_id
LEFT JOIN signals_productcost c ON c.shop_id = p.shop_id AND c.product_id = p.id
WHERE p.shop_id = %(shop)s AND p.parent_id IS NULL AND p.is_active AND NOT p.is_service
ORDER BY p.id
"""

# Seen and followed from a post on the shop's own pages.
POST_SIGNALS: Final = f"""
WITH {WEIGHTS}
SELECT d.content_ref,
    coalesce(sum(d.count) FILTER (WHERE d.type IN ('impression', 'view') AND d.product_ref = 0), 0),
    coalesce(sum(d.count * w.weight) FILTER (WHERE d.type IN ('impression', 'view') AND d.product_ref = 0), 0),
    coalesce(sum(d.count * w.weight) FILTER (WHERE d.type = 'view' AND d.product_ref > 0), 0)
FROM signals_dailysignal d JOIN w ON w.day = d.day
WHERE d.shop_id = %(shop)s AND d.content_ref > 0 AND d.day BETWEEN %(since)s AND %(until)s
GROUP BY 1 ORDER BY 1
"""

LATEST: Final = """
SELECT greatest(
    (SELECT max(o.placed_on) FROM catalog_order o WHERE o.shop_id = %(shop)s AND o.placed_on <= %(as_of)s),
    (SELECT max(d.day) FROM signals_dailysignal d WHERE d.shop_id = %(shop)s AND d.day <= %(as_of)s)
)
"""

WHOLE: Final = "0"
BY_WEEK_OF_SIGNAL: Final = "(%(until)s::date - d.day) / 7"
BY_WEEK_OF_ORDER: Final = "(%(until)s::date - h.placed_on) / 7"
BY_WEEK_OF_REFUND: Final = "(%(until)s::date - r.refunded_on) / 7"
