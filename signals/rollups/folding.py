"""The SQL that folds events into daily sums, and the one that sums them again from the start.

As in :mod:`signals.rollups.sums`, a sum is written once over a ``{source}``, for the fold and for the recount.
"""

from __future__ import annotations

from signals.rollups.sums import adding, replacing

# Postgres finds the oldest waiting rows by a partial index; rows that another process holds are passed over.
CLAIM = """
SELECT shop_id, event_id FROM signals_inboxevent WHERE NOT is_folded AND shop_id <> ALL(%s::bigint[])
ORDER BY received_at LIMIT %s FOR UPDATE SKIP LOCKED
"""

# What must be known before the fold: the months that need a partition, and the names to look up.
CONTENTS = """
SELECT array_agg(DISTINCT date_trunc('month', (body->>'time')::timestamptz, 'UTC')::date),
    array_agg(DISTINCT body->>'sku'), array_agg(DISTINCT body->>'playlist'),
    array_agg(DISTINCT body->>'content'), array_agg(DISTINCT body->>'query')
FROM signals_inboxevent WHERE shop_id = %s AND event_id = ANY(%s)
"""

# Events that bring a sign of where they come from; the shop's rules are asked about these alone.
SIGNED = "ARRAY['src', 'from', 'click', 'ad']"
ARRIVALS = f"""
SELECT event_id::text, (body->>'time')::timestamptz, coalesce(body->>'channel', ''), coalesce(body->>'campaign', ''),
    coalesce(body->>'code', ''), coalesce(body->>'src', ''), coalesce(body->>'from', ''), coalesce(body->>'click', ''),
    coalesce(body->>'ad', '')
FROM signals_inboxevent WHERE shop_id = %(shop)s AND event_id = ANY(%(ids)s) AND NOT is_folded
    AND (body ?| {SIGNED} OR body ?| ARRAY['campaign', 'code'])
"""

FORGET = "DELETE FROM signals_inboxevent WHERE shop_id = %s AND event_id = ANY(%s)"

LOCK_SHOP = "SELECT pg_advisory_xact_lock(hashtext('signals_fold'), %s)"
TRY_LOCK_SHOP = "SELECT pg_try_advisory_xact_lock(hashtext('signals_fold'), %s)"

# Terms are brought to their normal form outside, where the rule is the one of every other look-up.
SEARCHES = """
INSERT INTO signals_dailysearch AS d (shop_id, day, term, visitor, count)
SELECT %(shop)s::bigint, e.day, q.term, e.visitor, count(*)
FROM {source} JOIN unnest(%(queries)s::text[], %(terms)s::text[]) q(query, term) ON q.query = e.query
WHERE e.type = 'search' AND q.term <> ''
GROUP BY e.day, q.term, e.visitor
ON CONFLICT (shop_id, day, term, visitor) DO UPDATE SET count = d.count + EXCLUDED.count
"""

# How far each visitor came on a playlist that day, as bits of :class:`signals.rollups.models.Reached`: adding the same
# again changes nothing, in whatever order events come.
PLAYLIST_VISITORS = """
INSERT INTO signals_playlistvisitor AS d (shop_id, day, playlist_ref, visitor, reached)
SELECT %(shop)s::bigint, day, playlist_id, visitor, bit_or(CASE
    WHEN type = 'playlist_view' THEN 1
    WHEN type = 'playlist_step' THEN 1 << step
    ELSE 16 END)
FROM {source}
WHERE playlist_id IS NOT NULL AND visitor <> '' AND (
    type IN ('playlist_view', 'select', 'add_to_cart', 'message', 'begin_checkout')
    OR type = 'playlist_step' AND step BETWEEN 1 AND 3)
GROUP BY day, playlist_id, visitor
ON CONFLICT (shop_id, playlist_ref, day, visitor) DO UPDATE SET reached = d.reached | EXCLUDED.reached
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

_FRESH = "fresh e"

# One statement a shop: marking, raw rows, sums, visitors and the counter hold together or not at all. Only rows
# that were new among the raw events are summed, so that folding twice adds nothing. It answers with the visitors
# whose sessions have to be counted again: who, and the first and last moment of what is new.
FOLD = f"""
WITH {WAITING}, fresh AS (
    INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, product_id, channel, campaign, page,
        device, language, visitor, session, recommendation_id, playlist_id, value,
        query, slot, rank, step, content_ref, code, wilaya, watched, order_number)
    SELECT %(shop)s, t.at, w.event_id, (t.at AT TIME ZONE %(zone)s)::date, body->>'type', p.id,
        coalesce(m.channel, body->>'channel', ''), coalesce(m.campaign, body->>'campaign', ''),
        coalesce(body->>'page', ''),
        coalesce(body->>'device', ''), coalesce(body->>'lang', ''), coalesce(body->>'visitor', ''),
        coalesce(body->>'session', ''), coalesce(body->>'recommendation', ''), l.id, (body->>'value')::numeric,
        coalesce(body->>'query', ''), coalesce(body->>'slot', ''), (body->>'rank')::smallint,
        (body->>'step')::smallint, c.id, coalesce(body->>'code', ''), coalesce(body->>'wilaya', ''),
        (body->>'watched')::numeric, coalesce(body->>'order', '')
    FROM waiting w
    CROSS JOIN LATERAL (SELECT (body->>'time')::timestamptz AS at) t
    LEFT JOIN unnest(%(skus)s::text[], %(products)s::bigint[]) p(sku, id) ON p.sku = body->>'sku'
    LEFT JOIN unnest(%(slugs)s::text[], %(playlists)s::bigint[]) l(slug, id) ON l.slug = body->>'playlist'
    LEFT JOIN unnest(%(uids)s::text[], %(contents)s::bigint[]) c(uid, id) ON c.uid = body->>'content'
    LEFT JOIN unnest(%(placed)s::uuid[], %(channels)s::text[], %(campaigns)s::text[]) m(id, channel, campaign)
        ON m.id = w.event_id
    ON CONFLICT DO NOTHING
    RETURNING occurred_at, day, type, product_id, playlist_id, content_ref, channel, visitor, value, query,
        device, language, wilaya, step
), {adding(_FRESH)}, searches AS ({SEARCHES.format(source=_FRESH)}),
on_playlists AS ({PLAYLIST_VISITORS.format(source=_FRESH)}),
counted AS ({COUNT.format(outcome="stored")}), signed AS (
    INSERT INTO catalog_arrivalsign (shop_id, event_id, occurred_at, utm_source, referrer, click_id, ad_id)
    SELECT %(shop)s, event_id, (body->>'time')::timestamptz, coalesce(body->>'src', ''), coalesce(body->>'from', ''),
        coalesce(body->>'click', ''), coalesce(body->>'ad', '')
    FROM waiting WHERE body ?| {SIGNED}
    ON CONFLICT (shop_id, occurred_at, event_id) DO NOTHING
)
SELECT visitor, min(occurred_at), max(occurred_at) FROM fresh WHERE visitor <> '' GROUP BY visitor
"""

PARK = f"WITH {WAITING} {COUNT.format(outcome='invalid')}"

# The moments of some days are at most 14 hours away from the same days in UTC: with them said as well, only the
# months that hold the days are read. Compared as what they are, since only such comparisons use the statistics of a
# table that has policies.
_OF_DAYS = """
(SELECT * FROM signals_event WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
AND occurred_at >= (%(first)s::date - 1)::timestamptz AND occurred_at < (%(last)s::date + 2)::timestamptz) e
"""
_CLEAR = "DELETE FROM {table} WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s"
QUERIES_OF_DAYS = f"SELECT array_agg(DISTINCT query) FROM {_OF_DAYS} WHERE type = 'search' AND query <> ''"
CLEAR_SEARCHES = _CLEAR.format(table="signals_dailysearch")
RECOUNT_SEARCHES = SEARCHES.format(source=_OF_DAYS)
# Until the end of the transaction: three hashes of all rows side by side. With the usual room Postgres sorts the rows.
ROOM = "SELECT set_config('work_mem', '64MB', true)"
RECOUNT = (
    replacing(_OF_DAYS),
    _CLEAR.format(table="signals_playlistvisitor"),
    PLAYLIST_VISITORS.format(source=_OF_DAYS),
)

# The oldest day may have been cut where the retention ends: sums from before it tell so. Without raw events nothing can
# be counted again.
FIRST_WHOLE_DAY = """
SELECT coalesce(oldest.day + EXISTS (
    SELECT FROM signals_dailysignal s WHERE s.shop_id = %(shop)s AND s.day < oldest.day
)::int, date '9999-12-31')
FROM (VALUES (1)) one LEFT JOIN LATERAL (
    SELECT day FROM signals_event WHERE shop_id = %(shop)s ORDER BY occurred_at LIMIT 1
) oldest ON true
"""
