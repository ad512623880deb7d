"""What a playlist is credited with, as SQL; see :mod:`signals.playlist_results.selectors` for the rule in words."""

from __future__ import annotations

from typing import Final

from catalog.orders.delivered import IS_DELIVERED, IS_SALE
from catalog.orders.wording import STAGE_SQL

VISITORS: Final = """
SELECT v.playlist_ref, v.reached, count(*) FROM signals_playlistvisitor v
WHERE v.shop_id = %(shop)s AND v.day BETWEEN %(first)s AND %(last)s
    AND (%(playlist)s::bigint IS NULL OR v.playlist_ref = %(playlist)s)
GROUP BY 1, 2
"""
VISITORS_BY_DAY: Final = """
SELECT v.day, v.reached, count(*) FROM signals_playlistvisitor v
WHERE v.shop_id = %(shop)s AND v.playlist_ref = %(playlist)s AND v.day BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2 ORDER BY 1
"""

# Documents that the period touches, each by its own index; then which playlist each order came through.
_CAME: Final = f"""
addresses AS (
    SELECT DISTINCT ON (slug) slug, id FROM (
        SELECT p.slug, p.id, 0 AS age FROM catalog_playlist p WHERE p.shop_id = %(shop)s
        UNION ALL SELECT a.slug, a.playlist_id, 1 FROM catalog_playlistaddress a WHERE a.shop_id = %(shop)s
    ) known ORDER BY slug, age, id
), ids AS (
    SELECT o.id FROM catalog_order o WHERE o.shop_id = %(shop)s AND o.placed_on BETWEEN %(first)s AND %(last)s
    UNION SELECT o.id FROM catalog_order o
        WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(first)s AND %(last)s
    UNION SELECT r.order_id FROM catalog_refund r
        WHERE r.shop_id = %(shop)s AND r.refunded_on BETWEEN %(first)s AND %(last)s AND r.order_id IS NOT NULL
), came AS (
    SELECT o.id, o.uid, o.number, o.channel, o.placed_on, o.delivered_on, {STAGE_SQL} AS stage,
        coalesce(1 - o.discount_amount / nullif(o.products_amount + o.services_amount, 0), 1) AS paid_share,
        {IS_DELIVERED} AS is_delivered,
        coalesce(c.id, k.playlist_id, m.id, v.playlist_id) AS playlist_id,
        CASE WHEN coalesce(c.id, k.playlist_id) IS NOT NULL THEN 'code' WHEN m.id IS NOT NULL THEN 'campaign' ELSE 'visit' END AS how
    FROM ids JOIN catalog_order o ON o.id = ids.id
    LEFT JOIN addresses c ON c.slug = lower(o.code)
    LEFT JOIN catalog_codeuse u ON u.shop_id = o.shop_id AND u.order_id = o.id
    LEFT JOIN catalog_playlistcode k ON k.shop_id = o.shop_id AND k.id = u.code_id
    LEFT JOIN addresses m ON m.slug = lower(o.campaign)
    LEFT JOIN signals_playlistvisitorder v ON v.shop_id = o.shop_id AND v.order_id = o.id
    WHERE o.shop_id = %(shop)s AND {IS_SALE}
)"""

# A playlist's own products; a line of a variant is one of its product.
_ITEMS: Final = """
items AS (
    SELECT DISTINCT i.playlist_id, i.product_id FROM catalog_playlistitem i
    WHERE i.shop_id = %(shop)s AND (%(playlist)s::bigint IS NULL OR i.playlist_id = %(playlist)s)
), sold AS (
    SELECT c.id AS order_id, i.playlist_id, c.playlist_id IS NOT DISTINCT FROM i.playlist_id AS is_its,
        round(sum(l.amount) * c.paid_share, 2) AS amount
    FROM came c
    JOIN catalog_orderline l ON l.shop_id = %(shop)s AND l.order_id = c.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    JOIN (SELECT DISTINCT i.playlist_id, p.id AS product_id FROM items i
          JOIN catalog_product p ON p.shop_id = %(shop)s AND i.product_id IN (p.id, p.parent_id)) i
        ON i.product_id = p.id
    WHERE c.is_delivered AND c.delivered_on BETWEEN %(first)s AND %(last)s AND NOT l.is_service
    GROUP BY c.id, i.playlist_id, c.playlist_id, c.paid_share
), back AS (
    SELECT r.id AS refund_id, c.id AS order_id, i.playlist_id, c.playlist_id IS NOT DISTINCT FROM i.playlist_id AS is_its,
        sum(l.amount) AS amount
    FROM catalog_refund r
    JOIN came c ON c.id = r.order_id
    JOIN catalog_refundline l ON l.shop_id = r.shop_id AND l.refund_id = r.id
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    JOIN (SELECT DISTINCT i.playlist_id, p.id AS product_id FROM items i
          JOIN catalog_product p ON p.shop_id = %(shop)s AND i.product_id IN (p.id, p.parent_id)) i
        ON i.product_id = p.id
    WHERE r.shop_id = %(shop)s AND r.refunded_on BETWEEN %(first)s AND %(last)s AND r.currency = %(currency)s
        AND NOT l.is_service
    GROUP BY r.id, c.id, i.playlist_id, c.playlist_id
)"""

SALES: Final = f"""
WITH {_CAME}, {_ITEMS}, ordered AS (
    SELECT playlist_id, count(*) FILTER (WHERE placed_on BETWEEN %(first)s AND %(last)s) AS placed,
        count(*) FILTER (WHERE placed_on BETWEEN %(first)s AND %(last)s AND how = 'visit') AS by_visit,
        count(*) FILTER (WHERE is_delivered AND delivered_on BETWEEN %(first)s AND %(last)s) AS delivered
    FROM came WHERE playlist_id IS NOT NULL GROUP BY 1
), sums AS (
    SELECT playlist_id, sum(amount) FILTER (WHERE is_its) AS amount, sum(amount) AS whole, count(*) AS whole_orders,
        count(*) FILTER (WHERE is_its) AS orders
    FROM sold GROUP BY 1
), backs AS (
    SELECT playlist_id, sum(amount) FILTER (WHERE is_its) AS amount FROM back GROUP BY 1
)
SELECT p.id, coalesce(o.placed, 0), coalesce(o.by_visit, 0), coalesce(o.delivered, 0), coalesce(s.amount, 0),
    coalesce(b.amount, 0), coalesce(s.whole, 0), coalesce(s.whole_orders, 0), coalesce(s.orders, 0)
FROM catalog_playlist p
LEFT JOIN ordered o ON o.playlist_id = p.id
LEFT JOIN sums s ON s.playlist_id = p.id
LEFT JOIN backs b ON b.playlist_id = p.id
WHERE p.shop_id = %(shop)s AND (%(playlist)s::bigint IS NULL OR p.id = %(playlist)s)
"""

# The same, document by document: what a row adds to the net of the period.
ROWS: Final = f"""
WITH {_CAME}, {_ITEMS}
SELECT 'order' AS kind, c.uid, c.number, c.placed_on AS day, c.how, c.channel, c.stage,
    coalesce(s.amount, 0) AS amount, c.id
FROM came c LEFT JOIN sold s ON s.order_id = c.id AND s.is_its
WHERE c.playlist_id = %(playlist)s AND (c.placed_on BETWEEN %(first)s AND %(last)s
    OR c.is_delivered AND c.delivered_on BETWEEN %(first)s AND %(last)s)
UNION ALL
SELECT 'refund', c.uid, c.number, r.refunded_on, c.how, c.channel, c.stage, -b.amount, r.id
FROM back b JOIN came c ON c.id = b.order_id
JOIN catalog_refund r ON r.shop_id = %(shop)s AND r.id = b.refund_id
WHERE b.is_its AND c.playlist_id = %(playlist)s
ORDER BY day DESC, kind, id DESC
"""

# Visitors that a consent recognises: the last playlist that they opened, or whose link they followed, at most a day before
# the order that names none itself. The order is found by the number that the shop's server sent with it.
FIND_VISIT_ORDERS: Final = """
WITH told AS (
    SELECT DISTINCT ON (o.id) o.id AS order_id, seen.playlist_id, seen.occurred_at
    FROM signals_event e
    JOIN catalog_order o ON o.shop_id = e.shop_id AND o.number = e.order_number
    CROSS JOIN LATERAL (
        SELECT p.id AS playlist_id, s.occurred_at FROM signals_event s
        JOIN catalog_playlist p ON p.shop_id = s.shop_id
            AND (p.id = s.playlist_id OR p.slug IN (lower(s.code), lower(s.campaign)))
        WHERE s.shop_id = e.shop_id AND s.visitor = e.visitor
            AND s.occurred_at BETWEEN e.occurred_at - interval '24 hours' AND e.occurred_at
        ORDER BY s.occurred_at DESC, s.event_id, p.id LIMIT 1
    ) seen
    WHERE e.shop_id = %(shop)s AND e.type = 'order' AND e.order_number <> '' AND e.visitor <> ''
        AND e.occurred_at >= %(since)s::date - interval '1 day'
        AND EXISTS (SELECT FROM signals_consent c WHERE c.shop_id = e.shop_id AND c.visitor = e.visitor
            AND c.purpose = 'measurement' AND c.withdrawn_at IS NULL)
    ORDER BY o.id, e.occurred_at, e.event_id
)
INSERT INTO signals_playlistvisitorder AS k (shop_id, order_id, playlist_id, seen_at)
SELECT %(shop)s, order_id, playlist_id, occurred_at FROM told
ON CONFLICT (shop_id, order_id) DO UPDATE SET playlist_id = EXCLUDED.playlist_id, seen_at = EXCLUDED.seen_at
WHERE (k.playlist_id, k.seen_at) IS DISTINCT FROM (EXCLUDED.playlist_id, EXCLUDED.seen_at)
"""
