"""The SQL that turns a visitor's events into sessions.

The rules are those of the contract: 30 minutes without an event end a session, a campaign or code other than the
one of the session begins a new one, and none lasts longer than 24 hours. A *run* is what lies between two pauses;
campaigns, codes and blocks of 24 hours cut it into sessions. Nothing passes from one run to the next, so a run can
be counted again on its own.
"""

from __future__ import annotations

PAUSE = "interval '30 minutes'"
LONGEST_SECONDS = 24 * 60 * 60

# What makes a session is what a visitor does; what happens to the parcel days later does not.
_WITHOUT = "('delivered', 'cancelled', 'returned')"
# Looking and leaving is not doing.
_PASSIVE = "('view', 'dwell', 'skip', 'impression', 'reco_impression', 'playlist_view')"

_COLUMNS = "visitor, occurred_at, event_id, day, type, product_id, channel, campaign, code, device, language, page, value"

# Right after a large fold Postgres knows nothing of the rows that came: it takes a table for small and compares each
# of its rows with each of another's. Without that choice every join is hashed, but for the look-ups of one visitor,
# which OFFSET 0 keeps as they stand: there the index is used.
PLAN = """
SELECT set_config('enable_nestloop', 'off', true), set_config('enable_seqscan', 'off', true),
    set_config('jit', 'off', true)
"""
PLAN_AGAIN = """
SELECT set_config('enable_nestloop', 'on', true), set_config('enable_seqscan', 'on', true),
    set_config('jit', 'on', true)
"""

# Folding only notes whose sessions changed: counting a long visit again with every batch would cost the square of it.
NOTE_TOUCHED = """
INSERT INTO signals_touchedvisitor AS t (shop_id, visitor, first, last)
SELECT %(shop)s, * FROM unnest(%(visitors)s::text[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[])
ON CONFLICT (shop_id, visitor) DO UPDATE
SET first = least(t.first, EXCLUDED.first), last = greatest(t.last, EXCLUDED.last)
"""

# The longer a visit, the longer until it is counted again, so that the share of time that counting takes stays the
# same for a visitor who never leaves.
TAKE_DUE = f"""
WITH due AS (
    SELECT t.id FROM signals_touchedvisitor t
    WHERE t.shop_id = %(shop)s AND t.since <= statement_timestamp() - %(wait)s * greatest(interval '5 seconds', make_interval(
        secs => coalesce((SELECT sum(s.events) FROM signals_session s WHERE s.shop_id = t.shop_id
            AND s.visitor = t.visitor AND s.ended_at >= t.first - {PAUSE}), 0) / 1000.0))
    ORDER BY t.since LIMIT %(limit)s
)
DELETE FROM signals_touchedvisitor t USING due WHERE t.id = due.id AND t.shop_id = %(shop)s
RETURNING t.visitor, t.first, t.last
"""
SHOPS_TOUCHED = "SELECT DISTINCT shop_id FROM signals_touchedvisitor ORDER BY 1"

# How far the runs around what is new may reach, by the sessions that are known.
_REACH = f"""
touched AS (
    SELECT * FROM unnest(%(visitors)s::text[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[])
        t(visitor, first, last)
), reach AS (
    SELECT t.visitor, least(t.first, known.low) AS low, greatest(t.last, known.high) AS high
    FROM touched t CROSS JOIN LATERAL (
        SELECT min(s.run_started_at) AS low, max(s.ended_at) AS high FROM signals_session s
        WHERE s.shop_id = %(shop)s AND s.visitor = t.visitor
            AND s.run_started_at <= t.last + {PAUSE} AND s.ended_at >= t.first - {PAUSE}
    ) known
), seen AS (
    SELECT e.* FROM reach r CROSS JOIN LATERAL (
        SELECT {_COLUMNS} FROM signals_event e WHERE e.shop_id = %(shop)s AND e.visitor = r.visitor
            AND e.occurred_at BETWEEN r.low AND r.high AND e.type NOT IN {_WITHOUT}
        OFFSET 0
    ) e
)
"""

_MADE = f"""
runs AS (
    SELECT *, sum(begins_run) OVER (PARTITION BY visitor ORDER BY occurred_at, event_id) AS run FROM (
        SELECT *, (coalesce(occurred_at - lag(occurred_at) OVER (
            PARTITION BY visitor ORDER BY occurred_at, event_id) > {PAUSE}, true))::int AS begins_run
        FROM seen
    ) e
), marked AS (
    SELECT *,
        (campaign <> '' AND campaign IS DISTINCT FROM lag(campaign) OVER (
            PARTITION BY visitor, run, campaign <> '' ORDER BY occurred_at, event_id)
        OR code <> '' AND code IS DISTINCT FROM lag(code) OVER (
            PARTITION BY visitor, run, code <> '' ORDER BY occurred_at, event_id))::int AS is_new
    FROM runs
), parts AS (
    SELECT *, sum(is_new) OVER (PARTITION BY visitor, run ORDER BY occurred_at, event_id) AS part,
        min(occurred_at) OVER (PARTITION BY visitor, run) AS run_started_at
    FROM marked
), blocks AS (
    SELECT *, div(extract(epoch FROM occurred_at - min(occurred_at) OVER (PARTITION BY visitor, run, part)),
        {LONGEST_SECONDS}) AS block
    FROM parts
), made AS (
    SELECT visitor, run_started_at, min(occurred_at) AS started_at, max(occurred_at) AS ended_at,
        (array_agg(event_id ORDER BY occurred_at, event_id))[1] AS first_event,
        min(day) AS day,
        (array_agg(channel ORDER BY occurred_at, event_id))[1] AS channel,
        max(campaign) AS campaign, max(code) AS code,
        (array_agg(device ORDER BY occurred_at, event_id))[1] AS device,
        (array_agg(language ORDER BY occurred_at, event_id))[1] AS language,
        (array_agg(page ORDER BY occurred_at, event_id))[1] AS entry_page,
        count(*)::int AS events,
        count(*) FILTER (WHERE type = 'view')::int AS pages,
        count(*) FILTER (WHERE type = 'view' AND product_id IS NOT NULL)::int AS product_views,
        count(*) FILTER (WHERE type NOT IN {_PASSIVE})::int AS acts,
        count(*) FILTER (WHERE type = 'add_to_cart')::int AS carts,
        count(*) FILTER (WHERE type = 'message')::int AS messages,
        count(*) FILTER (WHERE type = 'begin_checkout')::int AS checkouts,
        count(*) FILTER (WHERE type = 'order')::int AS orders,
        least(coalesce(sum(value) FILTER (WHERE type = 'dwell'), 0), 9999999999.99) AS seconds
    FROM blocks GROUP BY visitor, run, part, block, run_started_at
)
"""

_FIELDS = (
    "run_started_at, ended_at, day, channel, campaign, code, device, language, entry_page, events, pages,"
    " product_views, acts, carts, messages, checkouts, orders, seconds"
)
_SET = ", ".join(f"{name} = EXCLUDED.{name}" for name in _FIELDS.split(", "))
# A session that stays as it was is not written again.
_IS_OTHER = "({}) IS DISTINCT FROM ({})".format(
    *(", ".join(f"{row}.{name}" for name in _FIELDS.split(", ")) for row in ("k", "EXCLUDED"))
)

_DAILY = """
    {sign} * count(*) AS sessions, {sign} * count(*) FILTER (WHERE pages <= 1 AND acts = 0) AS bounces,
    {sign} * count(*) FILTER (WHERE product_views > 0) AS with_product,
    {sign} * count(*) FILTER (WHERE carts > 0) AS with_cart,
    {sign} * count(*) FILTER (WHERE messages > 0) AS with_message,
    {sign} * count(*) FILTER (WHERE checkouts > 0) AS with_checkout,
    {sign} * count(*) FILTER (WHERE orders > 0) AS with_order,
    {sign} * sum(pages) AS pages, {sign} * sum(seconds) AS seconds
"""
SUMMED = (
    "sessions",
    "bounces",
    "with_product",
    "with_cart",
    "with_message",
    "with_checkout",
    "with_order",
    "pages",
    "seconds",
)
_NAMES = ", ".join(SUMMED)
_ADD = ", ".join(f"{name} = d.{name} + EXCLUDED.{name}" for name in SUMMED)

# The sessions that were there are taken out of the daily sums and the ones that are there now are put in, so that
# the sums follow without reading the day again. Both are found by the visitor and by the row's own number: joined as
# tables, every session that the shop ever had would be read each time.
_WRITE = f"""
was AS (
    SELECT s.* FROM reach r CROSS JOIN LATERAL (
        SELECT * FROM signals_session s WHERE s.shop_id = %(shop)s AND s.visitor = r.visitor
            AND s.started_at BETWEEN r.low AND r.high
        OFFSET 0
    ) s
), gone AS (
    DELETE FROM signals_session s WHERE s.shop_id = %(shop)s AND s.id = ANY(ARRAY(
        SELECT w.id FROM was w WHERE NOT EXISTS (
            SELECT FROM made m WHERE m.visitor = w.visitor AND m.started_at = w.started_at
                AND m.first_event = w.first_event)))
), kept AS (
    INSERT INTO signals_session AS k (shop_id, visitor, started_at, first_event, {_FIELDS})
    SELECT %(shop)s, visitor, started_at, first_event, {_FIELDS} FROM made
    ON CONFLICT (shop_id, visitor, started_at, first_event) DO UPDATE SET {_SET} WHERE {_IS_OTHER}
), change AS (
    SELECT day, channel, device, {", ".join(f"sum({name}) AS {name}" for name in SUMMED)} FROM (
        SELECT day, channel, device, {_DAILY.format(sign="-1")} FROM was GROUP BY day, channel, device
        UNION ALL SELECT day, channel, device, {_DAILY.format(sign="1")} FROM made GROUP BY day, channel, device
    ) c GROUP BY day, channel, device
)
INSERT INTO signals_dailysession AS d (shop_id, day, channel, device, {_NAMES})
SELECT %(shop)s, day, channel, device, {_NAMES} FROM change
ON CONFLICT (shop_id, day, channel, device) DO UPDATE SET {_ADD}
"""

COUNT_AGAIN = f"WITH {_REACH}, {_MADE}, {_WRITE}"

# The same from the raw events of whole days, without a look at the sessions that are there. A run that was going on
# when the days began or ended is followed to its own beginning and end.
_OF_VISITORS = f"shop_id = %(shop)s AND visitor <> '' AND type NOT IN {_WITHOUT}"
_REACH_OF_DAYS = f"""
inside AS (
    SELECT visitor, min(occurred_at) AS first, max(occurred_at) AS last FROM signals_event
    WHERE {_OF_VISITORS} AND day BETWEEN %(first)s AND %(last)s
        AND occurred_at >= %(first)s::date - interval '1 day'
        AND occurred_at < %(last)s::date + interval '2 days'
    GROUP BY visitor
), reach AS (
    SELECT i.visitor, coalesce(before.low, i.first) AS low, coalesce(after.high, i.last) AS high
    FROM inside i LEFT JOIN LATERAL (
        SELECT max(occurred_at) AS low FROM (
            SELECT occurred_at, occurred_at - lag(occurred_at) OVER (ORDER BY occurred_at) AS pause
            FROM signals_event WHERE {_OF_VISITORS} AND visitor = i.visitor AND occurred_at <= i.first
                AND i.first < %(first)s::timestamp AT TIME ZONE %(zone)s + {PAUSE}
        ) e WHERE pause IS NULL OR pause > {PAUSE}
    ) before ON true
    LEFT JOIN LATERAL (
        SELECT min(occurred_at) AS high FROM (
            SELECT occurred_at, lead(occurred_at) OVER (ORDER BY occurred_at) - occurred_at AS pause
            FROM signals_event WHERE {_OF_VISITORS} AND visitor = i.visitor AND occurred_at >= i.last
                AND i.last > (%(last)s::date + 1)::timestamp AT TIME ZONE %(zone)s - {PAUSE}
        ) e WHERE pause IS NULL OR pause > {PAUSE}
    ) after ON true
), seen AS (
    SELECT {", ".join(f"e.{name}" for name in _COLUMNS.split(", "))} FROM signals_event e
    JOIN reach r ON r.visitor = e.visitor AND e.occurred_at BETWEEN r.low AND r.high
    WHERE e.shop_id = %(shop)s AND e.type NOT IN {_WITHOUT}
        AND e.occurred_at BETWEEN (SELECT min(low) FROM reach) AND (SELECT max(high) FROM reach)
)
"""
_STRAY = """
DELETE FROM signals_session s WHERE s.shop_id = %(shop)s AND s.day BETWEEN %(first)s AND %(last)s
AND NOT EXISTS (SELECT FROM signals_event e WHERE e.shop_id = %(shop)s AND e.occurred_at = s.started_at
    AND e.event_id = s.first_event AND e.visitor = s.visitor)
"""
_CLEAR_DAILY = """
DELETE FROM signals_dailysession WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
"""
_DAILY_OF_DAYS = f"""
INSERT INTO signals_dailysession (shop_id, day, channel, device, {_NAMES})
SELECT %(shop)s, day, channel, device, {_DAILY.format(sign="1")} FROM signals_session
WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s GROUP BY day, channel, device
"""
RECOUNT = (_STRAY, f"WITH {_REACH_OF_DAYS}, {_MADE}, {_WRITE}", _CLEAR_DAILY, _DAILY_OF_DAYS)
