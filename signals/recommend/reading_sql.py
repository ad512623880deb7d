"""The statements by which a list is made."""

from __future__ import annotations

from typing import Final

from signals.recommend.filters import CHOICE, EXCLUDED, STATE

MOST_OWNED: Final = 200
MOST_FITTING: Final = 200

CURRENT: Final = """
SELECT r.id, r.decision_uid, r.computed_at, r.typical, r.facts,
    (SELECT coalesce(json_agg(s.automation), '[]') FROM transparency_automationswitch s
        WHERE s.shop_id = r.shop_id AND NOT s.is_on),
    EXISTS (SELECT 1 FROM signals_exposuretest t
        WHERE t.shop_id = r.shop_id AND t.is_current AND t.stage = 'testing' AND t.kind = 'product')
FROM signals_recommendationrun r WHERE r.shop_id = %(shop)s AND r.is_current
"""
# Who asks is a number here: a customer's own id goes no further than this statement. Of a customer who took the consent to
# personal recommendations back, or whom a lot keeps out of what it allows, nothing that was bought counts; nor of one whom a
# person has taken over. The kind ``held`` says so of a visitor.
STANDING: Final = f"""
WITH run AS ({CURRENT}), named AS (
    SELECT a.asker, a.kind, coalesce(p.parent_id, p.id) AS product_id, NULL::date AS day, a.position
    FROM unnest(%(askers)s::int[], %(kinds)s::text[], %(skus)s::text[]) WITH ORDINALITY AS a(asker, kind, sku, position)
    JOIN catalog_product p ON p.shop_id = %(shop)s AND p.sku = a.sku
), known AS (
    SELECT c.asker, k.id, 'cus_' || replace(k.uid::text, '-', '') AS name
    FROM unnest(%(buyers)s::int[], %(customers)s::uuid[]) AS c(asker, uid)
    JOIN catalog_customer k ON k.shop_id = %(shop)s AND k.uid = c.uid
), objecting AS (
    SELECT c.visitor FROM signals_consent c
    WHERE c.shop_id = %(shop)s AND c.visitor = ANY(%(names)s) AND c.purpose = 'recommendation'
    GROUP BY 1 HAVING bool_and(c.withdrawn_at IS NOT NULL OR c.proof ? 'held_out')
    UNION
    SELECT 'cus_' || split_part(h.subject, ':', 2) FROM transparency_hold h
    WHERE h.shop_id = %(shop)s AND h.released_at IS NULL AND h.subject = ANY(%(held_as)s)
), orders AS (
    SELECT known.asker, o.id, o.placed_on
    FROM (SELECT * FROM known WHERE known.name NOT IN (SELECT visitor FROM objecting)) known
    JOIN catalog_order o ON o.shop_id = %(shop)s AND o.customer_id = known.id AND o.kind = 'sale'
        AND o.order_state <> 'cancelled' AND o.parcel_state NOT IN ('refused', 'returned')
), had AS (
    SELECT orders.asker, coalesce(p.parent_id, p.id) AS product_id, max(orders.placed_on) AS day
    FROM orders
    JOIN catalog_orderline l ON l.shop_id = %(shop)s AND l.order_id = orders.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = l.product_id AND NOT p.is_service
    GROUP BY 1, 2
), bought AS (
    SELECT asker, product_id, day, row_number() OVER (PARTITION BY asker ORDER BY day DESC, product_id) AS number
    FROM had
), sources AS (
    SELECT asker, kind, product_id, day, position FROM named
    UNION ALL SELECT asker, 'bought', product_id, day, number FROM bought WHERE number <= {MOST_OWNED}
    UNION ALL SELECT asker, 'known', 0, NULL, 0 FROM known
    UNION ALL SELECT DISTINCT v.asker, 'held', 0, NULL::date, 0
    FROM unnest(%(visiting)s::int[], %(visitors)s::text[]) AS v(asker, subject)
    JOIN transparency_hold h ON h.shop_id = %(shop)s AND h.subject = v.subject AND h.released_at IS NULL
)
SELECT run.*, s.asker, s.kind, s.product_id, s.day
FROM run LEFT JOIN sources s ON true ORDER BY s.asker, s.kind, s.position
"""
NAMED: Final = """
SELECT p.sku, coalesce(p.parent_id, p.id) FROM catalog_product p WHERE p.shop_id = %(shop)s AND p.sku = ANY(%(skus)s)
"""
IN_CATEGORIES: Final = """
SELECT i.key, i.product_id FROM signals_recommendeditem i
WHERE i.shop_id = %(shop)s AND i.run_id = %(run)s AND i.slot = 'category' AND i.key = ANY(%(categories)s)
"""
NEAR: Final = f"""
SELECT p.id, p.sku, p.title, coalesce(p.category_id, 0), {CHOICE} = 'exclude' OR {EXCLUDED}, coalesce(n.is_lasting, true),
    coalesce(n.near, '{{}}'), coalesce(n.bought, '{{}}'), coalesce(n.alike, '{{}}'), coalesce(n.buyers, '{{}}')
FROM catalog_product p
LEFT JOIN signals_preparedproduct n ON n.shop_id = p.shop_id AND n.product_id = p.id AND n.run_id = %(run)s
WHERE p.shop_id = %(shop)s AND p.id = ANY(%(ids)s)
"""
# Playlists that customers can see now, and what they are for.
FITTING: Final = """
SELECT coalesce(q.parent_id, q.id) AS id
FROM catalog_playlist l
JOIN catalog_playlistitem i ON i.shop_id = l.shop_id AND i.playlist_id = l.id
JOIN catalog_product q ON q.shop_id = i.shop_id AND q.id = i.product_id
WHERE l.shop_id = %(shop)s AND l.is_published AND NOT l.is_archived
    AND (l.starts_on IS NULL OR l.starts_on <= %(today)s) AND (l.ends_on IS NULL OR l.ends_on >= %(today)s)
    AND (%(use)s = '' OR l.use = %(use)s) AND (%(theme)s = '' OR l.theme = %(theme)s)
    AND (NOT %(gift)s OR l.use = 'to_give' OR l.theme = 'gifts')
"""
FACTS: Final = f"""
WITH listed AS (
    SELECT i.product_id, i.slot, i.rank, i.score, i.reason_code, i.reason_values, i.from_share, i.to_share
    FROM signals_recommendeditem i
    WHERE i.shop_id = %(shop)s AND i.run_id = %(run)s AND (
        (i.slot = %(list)s AND i.key = %(key)s AND i.rank <= %(deep)s) OR (i.slot = 'explore' AND %(explores)s)
        OR (i.slot = 'category' AND i.key = ANY(%(categories)s)))
), fitting AS (SELECT x.id FROM ({FITTING}) x WHERE %(fits)s LIMIT {MOST_FITTING}),
wanted AS (
    SELECT unnest(%(ids)s::bigint[]) AS id UNION SELECT product_id FROM listed UNION SELECT id FROM fitting
    UNION SELECT m.product_id FROM signals_merchantchoice m WHERE m.shop_id = %(shop)s AND m.choice = 'pin'
)
SELECT {STATE}, p.uid, p.sku, p.title, p.image_url, p.page_url, coalesce(n.orders, 0),
    NOT %(fits)s OR p.id IN (SELECT id FROM fitting),
    EXISTS (SELECT 1 FROM signals_dismissal d WHERE d.shop_id = p.shop_id AND d.product_id = p.id AND d.visitor = %(visitor)s),
    a.rank, a.score, a.reason_code, a.reason_values, e.rank, e.from_share, e.to_share
FROM wanted w
JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = w.id AND p.parent_id IS NULL
LEFT JOIN signals_preparedproduct n ON n.shop_id = p.shop_id AND n.run_id = %(run)s AND n.product_id = p.id
LEFT JOIN listed a ON a.product_id = p.id AND a.slot = %(list)s
LEFT JOIN listed e ON e.product_id = p.id AND e.slot = 'explore'
ORDER BY a.rank NULLS LAST, p.id
"""
