"""What proposals are made from, as SQL. A variant counts as its product; fees and services are no products."""

from __future__ import annotations

from typing import Final

from catalog.orders.delivered import IS_DELIVERED, IS_SALE
from signals.recommend.filters import SELLABLE, SHOWABLE

FAMILY: Final = "coalesce(v.parent_id, v.id)"

# Products that may be shown now, those with most delivered orders first; ``keep`` names products that must be in it.
PRODUCTS: Final = f"""
WITH came_back AS MATERIALIZED (
    SELECT DISTINCT r.order_id, {FAMILY} AS product_id FROM catalog_refund r
    JOIN catalog_refundline l ON l.shop_id = r.shop_id AND l.refund_id = r.id
    JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
    WHERE r.shop_id = %(shop)s AND r.order_id IS NOT NULL AND r.refunded_on >= %(proof_since)s
), sold AS (
    SELECT {FAMILY} AS product_id, count(DISTINCT o.id) AS orders,
        count(DISTINCT o.id) FILTER (WHERE o.parcel_state = 'returned' OR b.order_id IS NOT NULL) AS back
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
    JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
    LEFT JOIN came_back b ON b.order_id = o.id AND b.product_id = {FAMILY}
    WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(proof_since)s AND %(until)s AND {IS_DELIVERED}
        AND NOT l.is_service AND NOT v.is_service AND l.amount > 0
    GROUP BY 1
)
SELECT p.id, coalesce(p.category_id, 0), p.price, {SELLABLE}, coalesce(sold.orders, 0),
    coalesce(sold.back, 0), s.percentile, coalesce(s.advice, ''),
    ARRAY(SELECT coalesce(q.parent_id, q.id) FROM catalog_packpart k
        JOIN catalog_product q ON q.shop_id = k.shop_id AND q.id = k.part_id
        WHERE k.shop_id = p.shop_id AND k.pack_id = p.id ORDER BY 1),
    p.title, coalesce(g.name, '')
FROM catalog_product p
LEFT JOIN sold ON sold.product_id = p.id
LEFT JOIN catalog_category g ON g.shop_id = p.shop_id AND g.id = p.category_id
LEFT JOIN signals_productscore s ON s.shop_id = p.shop_id AND s.product_id = p.id
WHERE p.shop_id = %(shop)s AND p.parent_id IS NULL AND {SHOWABLE}
ORDER BY (p.id = ANY(%(keep)s)) DESC, coalesce(sold.orders, 0) DESC, s.percentile DESC NULLS LAST, p.id
LIMIT %(most)s
"""

# Who bought what in a year: a customer, or an order without one. Those with very many products tell nothing of taste.
# A product with itself: its buyers; every row ends with the number of all buyers.
PAIRS: Final = f"""
WITH held AS MATERIALIZED (
    SELECT DISTINCT coalesce(o.customer_id, -o.id) AS buyer, {FAMILY} AS product_id
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
    JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
    WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN %(pairs_since)s AND %(until)s AND {IS_SALE}
        AND o.order_state <> 'cancelled' AND NOT l.is_service AND l.amount > 0
        AND {FAMILY} = ANY(%(products)s)
), few AS MATERIALIZED (
    SELECT h.* FROM held h JOIN (
        SELECT buyer FROM held GROUP BY buyer HAVING count(*) <= %(most_held)s
    ) b ON b.buyer = h.buyer
)
SELECT a.product_id, b.product_id, count(*), (SELECT count(DISTINCT buyer) FROM few) FROM few a
JOIN few b ON b.buyer = a.buyer AND b.product_id >= a.product_id
GROUP BY 1, 2 HAVING a.product_id = b.product_id OR count(*) >= %(least)s
ORDER BY a.product_id <> b.product_id, 3 DESC, 1, 2 LIMIT %(most_pairs)s
"""

# Around the last time of each coming occasion: a product's share of the orders of those days beside its usual share.
SEASONS: Final = f"""
WITH windows AS (
    SELECT * FROM unnest(%(keys)s::text[], %(firsts)s::date[], %(lasts)s::date[]) w(key, first, last)
), sold AS (
    SELECT o.placed_on, o.id, {FAMILY} AS product_id
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id
    JOIN catalog_product v ON v.shop_id = l.shop_id AND v.id = l.product_id
    WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN (SELECT min(first) FROM windows) AND %(until)s AND {IS_SALE}
        AND NOT l.is_service AND l.amount > 0
    GROUP BY 1, 2, 3
), everything AS (
    SELECT count(*) AS n FROM sold
), usual AS (
    SELECT product_id, count(*)::float / (SELECT n FROM everything) AS share FROM sold GROUP BY 1
), last_time AS (
    SELECT w.key, s.product_id, count(*) AS n,
        count(*)::float / sum(count(*)) OVER (PARTITION BY w.key) AS share
    FROM windows w JOIN sold s ON s.placed_on BETWEEN w.first AND w.last GROUP BY 1, 2
)
SELECT t.key, t.product_id FROM last_time t JOIN usual u ON u.product_id = t.product_id
WHERE t.n >= %(least)s AND t.share >= %(times)s * u.share ORDER BY 1, 2
"""
OF_THEMES: Final = """
SELECT DISTINCT l.theme, i.product_id FROM catalog_playlist l
JOIN catalog_playlistitem i ON i.shop_id = l.shop_id AND i.playlist_id = l.id
WHERE l.shop_id = %(shop)s AND l.theme = ANY(%(themes)s) ORDER BY 1, 2
"""
TAKEN: Final = """
SELECT array_agg(DISTINCT i.product_id ORDER BY i.product_id) FROM catalog_playlist l
JOIN catalog_playlistitem i ON i.shop_id = l.shop_id AND i.playlist_id = l.id
WHERE l.shop_id = %(shop)s AND NOT l.is_archived AND (l.ends_on IS NULL OR l.ends_on >= %(day)s)
GROUP BY l.id ORDER BY 1
"""
