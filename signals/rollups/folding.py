"""The SQL that folds events into daily sums, and the one that sums them again from the start."""

from __future__ import annotations

# Postgres finds the oldest waiting rows by a partial index; rows that another process holds are passed over.
CLAIM = """
SELECT shop_id, event_id FROM signals_inboxevent WHERE NOT is_folded
ORDER BY received_at LIMIT %s FOR UPDATE SKIP LOCKED
"""

# What must be known before the fold: the months that need a partition, and the names to look up.
CONTENTS = """
SELECT array_agg(DISTINCT date_trunc('month', (body->>'time')::timestamptz, 'UTC')::date),
    array_agg(DISTINCT body->>'sku'), array_agg(DISTINCT body->>'playlist')
FROM signals_inboxevent WHERE shop_id = %s AND event_id = ANY(%s)
"""

FORGET = "DELETE FROM signals_inboxevent WHERE shop_id = %s AND event_id = ANY(%s)"

LOCK_SHOP = "SELECT pg_advisory_xact_lock(hashtext('signals_fold'), %s)"

# The largest sum that the column holds; a page may send any number, and a sum must never stop the folding.
CEILING = "99999999999999.99"

SUMS = f"""
INSERT INTO signals_dailysignal AS d (shop_id, day, type, product_ref, playlist_ref, channel, count, value)
SELECT %(shop)s, day, type, coalesce(product_id, 0), coalesce(playlist_id, 0), channel,
    count(*), least(coalesce(sum(value), 0), {CEILING})
FROM {{source}}
GROUP BY day, type, coalesce(product_id, 0), coalesce(playlist_id, 0), channel
ON CONFLICT (shop_id, day, type, product_ref, playlist_ref, channel) DO UPDATE
SET count = d.count + EXCLUDED.count, value = least(d.value + EXCLUDED.value, {CEILING})
"""

VISITORS = """
INSERT INTO signals_dailyvisitor (shop_id, day, channel, visitor)
SELECT DISTINCT %(shop)s::bigint, day, channel, visitor FROM {source} WHERE visitor <> ''
ON CONFLICT (shop_id, day, channel, visitor) DO NOTHING
"""

COUNT = """
INSERT INTO signals_intakecount AS c (shop_id, hour, outcome, count)
SELECT %(shop)s::bigint, date_trunc('hour', received_at, 'UTC'), '{outcome}', count(*) FROM waiting GROUP BY 2
ON CONFLICT (shop_id, hour, outcome) DO UPDATE SET count = c.count + EXCLUDED.count
"""

WAITING = """
waiting AS (
    UPDATE signals_inboxevent SET is_folded = true
    WHERE shop_id = %(shop)s AND event_id = ANY(%(ids)s) AND NOT is_folded
    RETURNING event_id, received_at, body
)
"""

# One statement a shop: marking, raw rows, sums, visitors and the counter hold together or not at all. Only rows
# that were new among the raw events are summed, so that folding twice adds nothing.
FOLD = f"""
WITH {WAITING}, fresh AS (
    INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, product_id, channel, campaign, page,
        device, language, visitor, session, recommendation_id, playlist_id, value)
    SELECT %(shop)s, t.at, w.event_id, (t.at AT TIME ZONE %(zone)s)::date, body->>'type', p.id,
        coalesce(body->>'channel', ''), coalesce(body->>'campaign', ''), coalesce(body->>'page', ''),
        coalesce(body->>'device', ''), coalesce(body->>'lang', ''), coalesce(body->>'visitor', ''),
        coalesce(body->>'session', ''), coalesce(body->>'recommendation', ''), l.id, (body->>'value')::numeric
    FROM waiting w
    CROSS JOIN LATERAL (SELECT (body->>'time')::timestamptz AS at) t
    LEFT JOIN unnest(%(skus)s::text[], %(products)s::bigint[]) p(sku, id) ON p.sku = body->>'sku'
    LEFT JOIN unnest(%(slugs)s::text[], %(playlists)s::bigint[]) l(slug, id) ON l.slug = body->>'playlist'
    ON CONFLICT DO NOTHING
    RETURNING day, type, product_id, playlist_id, channel, visitor, value
), sums AS ({SUMS.format(source="fresh")}), visitors AS ({VISITORS.format(source="fresh")})
{COUNT.format(outcome="stored")}
"""

PARK = f"WITH {WAITING} {COUNT.format(outcome='invalid')}"

_OF_DAYS = "(SELECT * FROM signals_event WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s) e"
RECOUNT_SUMS = SUMS.format(source=_OF_DAYS)
RECOUNT_VISITORS = VISITORS.format(source=_OF_DAYS)
# Visitors are many and seldom wrong: only the ones that no raw event knows are taken away.
CLEAR_VISITORS = """
DELETE FROM signals_dailyvisitor v WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
AND NOT EXISTS (SELECT FROM signals_event e WHERE e.shop_id = v.shop_id AND e.day = v.day
    AND e.channel = v.channel AND e.visitor = v.visitor)
"""
CLEAR_SUMS = """
DELETE FROM signals_dailysignal WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
"""
RECOUNT = (CLEAR_SUMS, RECOUNT_SUMS, CLEAR_VISITORS, RECOUNT_VISITORS)
