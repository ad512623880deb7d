"""The statements that gather the touches of orders; see :mod:`attribution.credit.journeys` for the rule in words."""

from __future__ import annotations

from typing import Final

from attribution.credit.rules import LONGEST, MOST_TOUCHES, OWN_PLACES
from catalog.orders.delivered import IS_DELIVERED, IS_SALE, REVENUE

_REACH: Final = f"interval '{LONGEST} days'"
_OWN: Final = ", ".join(f"'{place}'" for place in OWN_PLACES)

# Orders that a change of these days can move: by their dates, by their refunds, and by what was credited on them.
_CHANGED: Final = """
SELECT o.id FROM catalog_order o WHERE o.shop_id = %(shop)s AND (o.placed_on = ANY(%(days)s) OR o.delivered_on = ANY(%(days)s))
UNION SELECT r.order_id FROM catalog_refund r
    WHERE r.shop_id = %(shop)s AND r.refunded_on = ANY(%(days)s) AND r.order_id IS NOT NULL
UNION SELECT e.order_id FROM attribution_creditentry e
    WHERE e.shop_id = %(shop)s AND e.day = ANY(%(days)s) AND e.order_id IS NOT NULL"""

# What was learnt of older orders since the last night: a conversation, an answer or a code that was tied to them.
_LEARNT: Final = f"""
SELECT o.id FROM catalog_conversation c
    JOIN catalog_order o ON o.shop_id = c.shop_id AND (o.id = c.order_id
        OR (o.customer_id = c.customer_id AND o.placed_at BETWEEN c.started_at AND c.started_at + {_REACH}))
    WHERE c.shop_id = %(shop)s AND c.updated_at > %(since)s
UNION SELECT h.order_id FROM catalog_heardanswer h
    WHERE h.shop_id = %(shop)s AND h.created_at > %(since)s AND h.order_id IS NOT NULL
UNION SELECT c.order_id FROM catalog_heardanswer h
    JOIN catalog_conversation c ON c.shop_id = h.shop_id AND c.id = h.conversation_id
    WHERE h.shop_id = %(shop)s AND h.created_at > %(since)s AND c.order_id IS NOT NULL
UNION SELECT u.order_id FROM catalog_codeuse u
    WHERE u.shop_id = %(shop)s AND u.created_at > %(since)s AND u.order_id IS NOT NULL"""

SELECT_CHANGED: Final = f"""
SELECT id FROM ({_CHANGED}
UNION SELECT o.id FROM catalog_order o WHERE o.shop_id = %(shop)s AND o.placed_on > %(young)s
UNION {_LEARNT}) found ORDER BY id"""
LEARNT_OF: Final = f"SELECT id FROM ({_LEARNT}) l(id) WHERE id = ANY(%(orders)s)"
SELECT_EVERY: Final = "SELECT o.id FROM catalog_order o WHERE o.shop_id = %(shop)s ORDER BY o.id"

# Old journeys do not change: only those named by ``fresh`` are gathered again, besides those that are new.
GATHER: Final = f"""
WITH wanted AS MATERIALIZED (
    SELECT o.id, o.number, o.customer_id, o.placed_at, o.placed_on, o.channel, o.campaign
    FROM catalog_order o LEFT JOIN attribution_journey j ON j.shop_id = o.shop_id AND j.order_id = o.id
    WHERE o.shop_id = %(shop)s AND o.id = ANY(%(orders)s) AND {IS_SALE}
        AND (%(every)s OR j.id IS NULL OR j.placed_on > %(young)s OR o.id = ANY(%(fresh)s))
), senders AS (
    SELECT DISTINCT w.id, w.placed_at, e.visitor
    FROM wanted w JOIN signals_event e ON e.order_number = w.number
    WHERE e.shop_id = %(shop)s AND e.type = 'order' AND w.number <> '' AND e.visitor <> ''
        AND e.occurred_at >= (SELECT min(placed_at) FROM wanted) - interval '2 days'
        AND e.occurred_at <= (SELECT max(placed_at) FROM wanted) + interval '2 days'
        AND e.occurred_at BETWEEN w.placed_at - interval '2 days' AND w.placed_at + interval '2 days'
        AND EXISTS (SELECT FROM signals_consent c WHERE c.shop_id = e.shop_id AND c.visitor = e.visitor
            AND c.purpose = 'measurement' AND c.withdrawn_at IS NULL)
), visited AS (
    SELECT w.id, s.started_at AS at, s.channel, s.campaign, 'visit' AS how
    FROM senders w JOIN signals_session s ON s.shop_id = %(shop)s AND s.visitor = w.visitor
        AND s.started_at > w.placed_at - {_REACH} AND s.started_at <= w.placed_at
), talked AS (
    SELECT DISTINCT ON (w.id, c.id) w.id, least(c.started_at, w.placed_at) AS at, c.channel, c.campaign, 'conversation' AS how
    FROM wanted w JOIN catalog_conversation c ON c.shop_id = %(shop)s AND c.channel <> '' AND (c.order_id = w.id
        OR (c.customer_id = w.customer_id AND c.order_id IS NULL AND c.started_at <= w.placed_at))
    WHERE c.started_at > w.placed_at - {_REACH} AND c.started_on <= w.placed_on
), known AS (SELECT * FROM visited UNION ALL SELECT * FROM talked
), coded AS (
    SELECT u.order_id AS id, w.placed_at AS at, k.channel, k.campaign, 'code' AS how
    FROM wanted w JOIN catalog_codeuse u ON u.shop_id = %(shop)s AND u.order_id = w.id
    JOIN catalog_playlistcode k ON k.shop_id = u.shop_id AND k.id = u.code_id
    WHERE k.channel <> ''
), said AS (
    SELECT DISTINCT ON (id, channel) * FROM (
        SELECT * FROM coded
        UNION ALL SELECT w.id, w.placed_at, w.channel, w.campaign, 'order' FROM wanted w WHERE w.channel <> ''
    ) s
    WHERE NOT EXISTS (SELECT FROM known k WHERE k.id = s.id AND k.channel = s.channel)
    ORDER BY id, channel, how
), touches AS (
    SELECT *, how = 'order' AND channel IN ({_OWN}) AS is_own,
        count(*) FILTER (WHERE NOT (how = 'order' AND channel IN ({_OWN}))) OVER (PARTITION BY id) AS others,
        row_number() OVER (PARTITION BY id ORDER BY at, how, channel, campaign) AS from_first,
        row_number() OVER (PARTITION BY id ORDER BY at DESC, how DESC, channel DESC, campaign DESC) AS from_last
    FROM (SELECT * FROM known UNION ALL SELECT * FROM said) t
), ways AS (
    SELECT t.id, jsonb_agg(jsonb_build_array(extract(epoch FROM w.placed_at - t.at)::bigint, t.channel, t.campaign, t.how)
        ORDER BY t.at, t.how, t.channel, t.campaign) AS touches
    FROM touches t JOIN wanted w ON w.id = t.id
    WHERE NOT (t.is_own AND t.others > 0) AND (t.from_first = 1 OR t.from_last < {MOST_TOUCHES})
    GROUP BY t.id
), answers AS (
    SELECT DISTINCT ON (w.id) w.id, h.channel
    FROM wanted w
    LEFT JOIN catalog_conversation c ON c.shop_id = %(shop)s AND c.order_id = w.id
    JOIN catalog_heardanswer h ON h.shop_id = %(shop)s AND (h.order_id = w.id OR h.conversation_id = c.id)
    WHERE h.channel <> '' ORDER BY w.id, h.order_id = w.id DESC NULLS LAST, h.answered_at
)
INSERT INTO attribution_journey AS j
    (shop_id, order_id, customer_ref, placed_on, amount, net, touches, heard, code_channel)
SELECT %(shop)s, w.id, coalesce(w.customer_id, 0), w.placed_on, 0, 0, coalesce(y.touches, '[]'),
    coalesce(a.channel, ''), coalesce((SELECT min(c.channel) FROM coded c WHERE c.id = w.id), '')
FROM wanted w LEFT JOIN ways y ON y.id = w.id LEFT JOIN answers a ON a.id = w.id
ON CONFLICT (shop_id, order_id) DO UPDATE SET customer_ref = excluded.customer_ref, placed_on = excluded.placed_on,
    touches = excluded.touches, heard = excluded.heard, code_channel = excluded.code_channel
WHERE (j.customer_ref, j.placed_on, j.touches, j.heard, j.code_channel) IS DISTINCT FROM
    (excluded.customer_ref, excluded.placed_on, excluded.touches, excluded.heard, excluded.code_channel)"""

# What the orders bring as of now: delivered less refunds.
AMOUNTS: Final = f"""
UPDATE attribution_journey j
SET delivered_on = n.delivered_on, amount = n.amount, net = n.amount - n.refunded
FROM (
    SELECT o.id, CASE WHEN {IS_DELIVERED} THEN o.delivered_on END AS delivered_on,
        CASE WHEN {IS_DELIVERED} THEN {REVENUE} ELSE 0 END AS amount,
        coalesce((SELECT sum(r.amount) FROM catalog_refund r
            WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.currency = %(currency)s), 0) AS refunded
    FROM catalog_order o WHERE o.shop_id = %(shop)s AND o.id = ANY(%(orders)s)
) n
WHERE j.shop_id = %(shop)s AND j.order_id = n.id
    AND (j.delivered_on, j.amount, j.net) IS DISTINCT FROM (n.delivered_on, n.amount, n.amount - n.refunded)"""

# An order that became an adjustment, or changed its currency, is no sale any more.
FORGET: Final = f"""
DELETE FROM attribution_journey j USING catalog_order o
WHERE j.shop_id = %(shop)s AND o.shop_id = %(shop)s AND o.id = j.order_id AND o.id = ANY(%(orders)s) AND NOT ({IS_SALE})"""
