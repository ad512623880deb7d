"""The statements that compare what should be credited with what stands, and write the difference.

A document is an order's delivery or one refund. What stands of it is the sum of its entries; nothing is ever changed, so that
a refusal shows as an opposite entry beside the first one.
"""

from __future__ import annotations

from typing import Final

from attribution.credit.rules import ORDER_RULES

_RULES: Final = ", ".join(f'"{rule}"' for rule in ORDER_RULES)
_SUMS: Final = ", ".join(f'sum(e."{rule}") AS "{rule}"' for rule in ORDER_RULES)
_ANY: Final = " OR ".join(f'sum(e."{rule}") <> 0' for rule in ORDER_RULES)
_LESS: Final = ", ".join(f'coalesce(w."{rule}", 0) - coalesce(h."{rule}", 0)' for rule in ORDER_RULES)
_DIFFER: Final = " OR ".join(f'coalesce(w."{rule}", 0) <> coalesce(h."{rule}", 0)' for rule in ORDER_RULES)
_ARRAYS: Final = ", ".join(f"%({rule})s::numeric[]" for rule in ORDER_RULES)

DOCUMENTS: Final = """
SELECT j.order_id, 0 AS refund_id, j.delivered_on AS day, j.amount
FROM attribution_journey j
WHERE j.shop_id = %(shop)s AND j.order_id = ANY(%(orders)s) AND j.delivered_on IS NOT NULL AND j.amount <> 0
UNION ALL
SELECT r.order_id, r.id, r.refunded_on, -r.amount
FROM catalog_refund r JOIN attribution_journey j ON j.shop_id = r.shop_id AND j.order_id = r.order_id
WHERE r.shop_id = %(shop)s AND r.order_id = ANY(%(orders)s) AND r.currency = %(currency)s AND r.amount <> 0
ORDER BY 1, 2"""

TOUCHES: Final = """
SELECT j.order_id, j.touches::text FROM attribution_journey j
WHERE j.shop_id = %(shop)s AND j.order_id = ANY(%(orders)s)"""

# Refunds that name no order, and those of documents that are no sale: by their own channel.
LOOSE: Final = """
SELECT 0, r.id, r.refunded_on, -r.amount, r.channel
FROM catalog_refund r LEFT JOIN attribution_journey j ON j.shop_id = r.shop_id AND j.order_id = r.order_id
WHERE r.shop_id = %(shop)s AND j.id IS NULL AND r.currency = %(currency)s AND r.amount <> 0
    AND (%(every)s OR r.refunded_on = ANY(%(days)s))"""

# 0 stands for "no order" and "no refund" among the arrays.
_WRITE: Final = f"""
WITH wanted AS (
    SELECT *, %(window)s::int AS win FROM unnest(%(order_ids)s::bigint[], %(refund_ids)s::bigint[], %(days_of)s::date[], %(channels)s::text[],
        %(campaigns)s::text[], {_ARRAYS}) AS w(order_id, refund_id, day, channel, campaign, {_RULES})
), held AS (
    SELECT coalesce(e.order_id, 0) AS order_id, coalesce(e.refund_id, 0) AS refund_id, e.day, e."window"::int AS win, e.channel,
        e.campaign, {_SUMS}
    FROM attribution_creditentry e WHERE e.shop_id = %(shop)s AND {{which}}
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING {_ANY}
)
INSERT INTO attribution_creditentry
    (shop_id, order_id, refund_id, kind, day, entered_on, "window", channel, campaign, {_RULES})
SELECT %(shop)s, nullif(coalesce(w.order_id, h.order_id), 0), nullif(coalesce(w.refund_id, h.refund_id), 0),
    CASE
        WHEN h.order_id IS NULL AND NOT EXISTS (SELECT FROM held x
            WHERE x.order_id = w.order_id AND x.refund_id = w.refund_id)
            THEN CASE WHEN w.refund_id > 0 THEN 'refund' ELSE 'delivered' END
        WHEN w.order_id IS NULL AND NOT EXISTS (SELECT FROM wanted x
            WHERE x.order_id = h.order_id AND x.refund_id = h.refund_id) THEN 'withdrawn'
        ELSE 'corrected'
    END,
    coalesce(w.day, h.day), %(today)s, coalesce(w.win, h.win), coalesce(w.channel, h.channel),
    coalesce(w.campaign, h.campaign), {_LESS}
FROM wanted w FULL JOIN held h ON h.order_id = w.order_id AND h.refund_id = w.refund_id AND h.day = w.day
    AND h.win = w.win AND h.channel = w.channel AND h.campaign = w.campaign
WHERE {_DIFFER}
ORDER BY 2, 3, 8, 9"""

WRITE_ORDERS: Final = _WRITE.format(which="e.order_id = ANY(%(orders)s)")
WRITE_LOOSE: Final = _WRITE.format(
    which="e.order_id IS NULL AND (%(every)s OR e.day = ANY(%(days)s) OR e.refund_id = ANY(%(refund_ids)s))"
)
