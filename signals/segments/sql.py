"""The statements of the partition and of what proposals are made from. Parameters are named; all read one shop."""

from __future__ import annotations

from typing import Final

from catalog.customers.segments import segment_sql
from catalog.orders.delivered import IS_DELIVERED, REVENUE
from signals.recommend.filters import SELLABLE, SHOWABLE

LATEST: Final = """
SELECT greatest(
    (SELECT max(placed_on) FROM catalog_order WHERE shop_id = %(shop)s AND placed_on <= %(as_of)s),
    (SELECT max(delivered_on) FROM catalog_order WHERE shop_id = %(shop)s AND delivered_on <= %(as_of)s)
)"""

# One row a customer, now and as of ``then``. The sums are those of the list of customers: the two always agree.
_KNOWN: Final = f"""
WITH bought AS (
    SELECT o.customer_id, count(*) AS orders, min(o.placed_on) AS first_placed_on,
           count(*) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(as_of)s) AS delivered,
           max(o.delivered_on) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(as_of)s) AS last_on,
           count(*) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(then)s) AS delivered_then,
           max(o.delivered_on) FILTER (WHERE {IS_DELIVERED} AND o.delivered_on <= %(then)s) AS last_then,
           sum({REVENUE}) FILTER (WHERE {IS_DELIVERED}) AS revenue
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND o.kind = 'sale' AND o.customer_id IS NOT NULL
    GROUP BY 1
), back AS (
    SELECT r.customer_id, sum(r.amount) AS amount FROM catalog_refund r
    WHERE r.shop_id = %(shop)s AND r.currency = %(currency)s AND r.customer_id IS NOT NULL GROUP BY 1
), known AS (
    SELECT c.id AS customer_id, coalesce(b.orders, 0) AS orders, coalesce(b.delivered, 0) AS delivered, b.last_on,
           coalesce(b.delivered_then, 0) AS delivered_then, b.last_then,
           coalesce(b.first_placed_on, (c.created_at AT TIME ZONE %(zone)s)::date) AS known_on,
           coalesce(b.revenue, 0) - coalesce(back.amount, 0) AS net
    FROM catalog_customer c
    LEFT JOIN bought b ON b.customer_id = c.id
    LEFT JOIN back ON back.customer_id = c.id
    WHERE c.shop_id = %(shop)s
)"""
_THEN: Final = segment_sql(as_of="%(then)s", last="last_then", delivered="delivered_then")
_COLUMNS: Final = ("segment", "was", "orders", "delivered", "last_on", "net")


def _of(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in _COLUMNS)


# Only rows that differ are written; most nights that is the few who ordered, and those whose silence grew long.
MERGE_MEMBERS: Final = f"""
MERGE INTO signals_segmentmember t USING (
    {_KNOWN}
    SELECT customer_id, {segment_sql()} AS segment,
           CASE WHEN known_on > %(then)s THEN '' ELSE {_THEN} END AS was, orders, delivered, last_on, net
    FROM known
) s ON t.shop_id = %(shop)s AND t.customer_id = s.customer_id
WHEN MATCHED AND ({_of("t")}) IS DISTINCT FROM ({_of("s")})
    THEN UPDATE SET {", ".join(f"{column} = s.{column}" for column in _COLUMNS)}
WHEN NOT MATCHED THEN INSERT (shop_id, customer_id, {", ".join(_COLUMNS)})
    VALUES (%(shop)s, s.customer_id, {_of("s")})
WHEN NOT MATCHED BY SOURCE AND t.shop_id = %(shop)s THEN DELETE"""

CELLS: Final = """
SELECT segment, was, count(*), sum(net) FROM signals_segmentmember WHERE shop_id = %(shop)s GROUP BY 1, 2"""

# Days between two deliveries on different days, and days since the last: (days, came back, how often).
GAPS: Final = f"""
WITH days AS (
    SELECT DISTINCT o.customer_id, o.delivered_on FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on <= %(as_of)s AND o.customer_id IS NOT NULL
), gaps AS (
    SELECT delivered_on, lead(delivered_on) OVER (PARTITION BY customer_id ORDER BY delivered_on) AS next_on FROM days
)
SELECT coalesce(next_on, %(as_of)s::date) - delivered_on, next_on IS NOT NULL, count(*) FROM gaps GROUP BY 1, 2"""

MONEY: Final = f"""
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY o.products_amount - o.discount_amount)
           FILTER (WHERE o.products_amount > 0),
       count(*) FILTER (WHERE o.products_amount > 0),
       coalesce(sum({REVENUE}) FILTER (WHERE o.delivered_on > %(as_of)s::date - 30), 0)
FROM catalog_order o
WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(as_of)s"""

# What may be offered at all, by product (a variant counts as its product): price, stock, cost, place among the scores, and
# what became of its orders. What the shop's lists never show is no offer either.
SHELF: Final = f"""
WITH sold AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, count(DISTINCT o.id) AS delivered,
           count(DISTINCT o.id) FILTER (WHERE o.parcel_state = 'returned' OR b.refund_id IS NOT NULL) AS back
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN catalog_refund r ON r.shop_id = o.shop_id AND r.order_id = o.id
    LEFT JOIN catalog_refundline b ON b.shop_id = r.shop_id AND b.refund_id = r.id AND b.product_id = l.product_id
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(as_of)s
    GROUP BY 1
), first AS (
    SELECT coalesce(p.parent_id, p.id) AS product_id, min(o.placed_on) AS day
    FROM catalog_orderline l
    JOIN catalog_order o ON o.shop_id = l.shop_id AND o.id = l.order_id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    WHERE l.shop_id = %(shop)s GROUP BY 1
)
SELECT p.id, p.price, {SELLABLE}, coalesce(p.category_id, 0),
       coalesce(k.name, ''), c.cost, s.percentile, coalesce(sold.delivered, 0), coalesce(sold.back, 0),
       least((p.created_at AT TIME ZONE %(zone)s)::date, first.day)
FROM catalog_product p
LEFT JOIN catalog_category k ON k.shop_id = p.shop_id AND k.id = p.category_id
LEFT JOIN signals_productcost c ON c.shop_id = p.shop_id AND c.product_id = p.id
LEFT JOIN signals_productscore s ON s.shop_id = p.shop_id AND s.product_id = p.id
LEFT JOIN sold ON sold.product_id = p.id
LEFT JOIN first ON first.product_id = p.id
WHERE p.shop_id = %(shop)s AND p.parent_id IS NULL AND p.price > 0 AND {SHOWABLE}
ORDER BY p.id"""

# Bought by the same people within the window, among the products with most buyers: (one, other, people, people of one).
PAIRS: Final = f"""
WITH had AS (
    SELECT DISTINCT o.customer_id, coalesce(p.parent_id, p.id) AS product_id
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id AND NOT p.is_service
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(as_of)s
      AND o.customer_id IS NOT NULL
), best AS (
    SELECT product_id, count(*) AS people FROM had GROUP BY 1 HAVING count(*) >= %(fewest)s
    ORDER BY 2 DESC, 1 LIMIT %(most)s
), kept AS (SELECT h.* FROM had h JOIN best b ON b.product_id = h.product_id)
SELECT a.product_id, b.product_id, count(*), (SELECT people FROM best WHERE product_id = a.product_id),
       (SELECT people FROM best WHERE product_id = b.product_id), (SELECT count(DISTINCT customer_id) FROM had)
FROM kept a JOIN kept b ON b.customer_id = a.customer_id AND b.product_id <> a.product_id
GROUP BY 1, 2 HAVING count(*) >= %(fewest)s ORDER BY 1, 2"""

# Those of a segment, with what they own and what an estimate of their next orders needs.
BUYERS: Final = f"""
WITH member AS (
    SELECT m.customer_id, m.delivered, m.last_on, m.net FROM signals_segmentmember m
    JOIN catalog_customer c ON c.shop_id = m.shop_id AND c.id = m.customer_id AND c.erased_at IS NULL
    WHERE m.shop_id = %(shop)s AND m.segment = %(segment)s
), lines AS (
    SELECT o.customer_id, o.id AS order_id, o.delivered_on, coalesce(p.parent_id, p.id) AS product_id,
           coalesce(p.category_id, q.category_id, 0) AS category_id, l.amount
    FROM catalog_order o
    JOIN member m ON m.customer_id = o.customer_id
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id AND NOT p.is_service
    LEFT JOIN catalog_product q ON q.shop_id = p.shop_id AND q.id = p.parent_id
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on <= %(as_of)s
), owned AS (
    SELECT customer_id, array_agg(DISTINCT product_id) AS products,
           array_agg(DISTINCT product_id) FILTER (WHERE delivered_on = last_day) AS last_products
    FROM (SELECT l.*, max(delivered_on) OVER (PARTITION BY customer_id) AS last_day FROM lines l) x GROUP BY 1
), liked AS (
    SELECT customer_id, array_agg(category_id ORDER BY amount DESC, category_id) AS categories
    FROM (SELECT customer_id, category_id, sum(amount) AS amount FROM lines WHERE category_id > 0 GROUP BY 1, 2) x
    GROUP BY 1
), pace AS (
    SELECT o.customer_id, min(o.delivered_on) AS first_on, count(*) AS delivered,
           count(*) FILTER (WHERE o.placed_on > %(as_of)s::date - %(before)s) AS before
    FROM catalog_order o JOIN member m ON m.customer_id = o.customer_id
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(as_of)s
    GROUP BY 1
)
SELECT m.customer_id, coalesce(w.products, '{{}}'), coalesce(w.last_products, '{{}}'), coalesce(k.categories, '{{}}'),
       m.net, m.last_on, coalesce(%(as_of)s::date - p.first_on, 0), coalesce(p.delivered, 0), coalesce(p.before, 0)
FROM member m
LEFT JOIN owned w ON w.customer_id = m.customer_id
LEFT JOIN liked k ON k.customer_id = m.customer_id
LEFT JOIN pace p ON p.customer_id = m.customer_id
ORDER BY m.customer_id"""

# The shop's pace: delivered orders, and days since each customer's first, both within the window.
PACE: Final = f"""
SELECT coalesce(sum(n), 0), coalesce(sum(%(as_of)s::date - first_on), 0) FROM (
    SELECT count(*) AS n, min(o.delivered_on) AS first_on FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(since)s AND %(as_of)s
      AND o.customer_id IS NOT NULL GROUP BY o.customer_id
) x"""

# Busy: in a campaign whose window is open, or given a discount less than so many days ago.
BUSY: Final = """
SELECT a.customer_id, bool_or(g.state = 'running' AND g.ends_on >= %(today)s),
       bool_or(g.kind = 'discount' AND NOT a.is_held AND g.starts_on > %(today)s::date - %(rest)s)
FROM signals_segmentassignment a
JOIN signals_segmentcampaign g ON g.shop_id = a.shop_id AND g.id = a.campaign_id
WHERE a.shop_id = %(shop)s AND g.starts_on > %(today)s::date - 400 GROUP BY 1"""

# What became of everybody in a campaign: orders placed within its days and delivered by now, their margin, and whether
# each of their lines has a cost. Refused parcels were never delivered.
OUTCOMES: Final = f"""
WITH bought AS (
    SELECT o.customer_id, o.id, {REVENUE} - sum(l.quantity * c.cost) AS margin, bool_and(c.cost IS NOT NULL) AS is_known
    FROM signals_segmentassignment a
    JOIN catalog_order o ON o.shop_id = a.shop_id AND o.customer_id = a.customer_id
    LEFT JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service
    LEFT JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN signals_productcost c ON c.shop_id = p.shop_id AND c.product_id = coalesce(p.parent_id, p.id)
    WHERE a.shop_id = %(shop)s AND a.campaign_id = %(campaign)s AND {IS_DELIVERED}
      AND o.placed_on BETWEEN %(since)s AND %(until)s AND o.delivered_on <= %(as_of)s
    GROUP BY o.customer_id, o.id, o.products_amount, o.services_amount, o.discount_amount
)
SELECT a.customer_id, a.is_held, a.before, count(b.id), coalesce(sum(b.margin) FILTER (WHERE b.is_known), 0),
       count(b.id) FILTER (WHERE b.is_known)
FROM signals_segmentassignment a
LEFT JOIN bought b ON b.customer_id = a.customer_id
WHERE a.shop_id = %(shop)s AND a.campaign_id = %(campaign)s AND a.is_contactable
GROUP BY a.customer_id, a.is_held, a.before ORDER BY a.customer_id"""
