"""Counting people by day: those who saw what is in test and those who took it, and the same of everything else.

A person counts once a day and thing, however often the page was loaded: ten views by one visitor are no ten opinions.
Whoever took it has seen it, also when the first event was lost.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Max, Sum

from shop_ai.lib.period import DAY
from signals.exposure.models import ExposureDay, ExposureKind
from signals.exposure.rules import STARTING_RATE, USUAL_DAYS
from signals.exposure.usual import usual_rate

# Events come at most 48 hours late and land on their own day.
LATE_DAYS: Final = 2

# What counts as seen and as taken, by kind. The moments of some days are at most 14 hours away from the same days in
# UTC; with them said as well, only the months that hold the days are read. Most events are about nothing of the kind, and
# the index ``signals_event_placed`` leaves them out by the condition of the last line.
_EVENTS: Final = """
SELECT e.day, e.occurred_at, e.type, e.product_id, e.playlist_id, e.content_ref, e.recommendation_id,
    coalesce(nullif(e.visitor, ''), nullif(e.session, ''), e.event_id::text) AS person,
    CASE
        WHEN e.recommendation_id <> '' AND e.product_id IS NOT NULL
            AND e.type IN ('reco_impression', 'reco_click', 'add_to_cart') THEN 'product'
        WHEN e.playlist_id IS NOT NULL AND e.type IN ('playlist_view', 'playlist_step') THEN 'playlist'
        WHEN e.content_ref IS NOT NULL AND e.type IN ('impression', 'view', 'select', 'like', 'save', 'share',
            'comment', 'message', 'add_to_cart') THEN 'content'
    END AS kind,
    e.type NOT IN ('reco_impression', 'impression', 'view', 'playlist_view') AS took
FROM signals_event e
WHERE e.shop_id = %(shop)s AND e.day BETWEEN %(first)s AND %(last)s
    AND e.occurred_at >= %(first)s::date - interval '1 day' AND e.occurred_at < %(last)s::date + interval '2 days'
    AND (e.recommendation_id <> '' OR e.playlist_id IS NOT NULL OR e.content_ref IS NOT NULL)
"""

# The id of a recommendation says which test it was; ids of tests end in "-t" and a number, and one that fits no test
# and product counts nowhere.
OF_TESTS: Final = f"""
WITH events AS ({_EVENTS}), told AS (
    SELECT e.*, coalesce(t.id, 0) AS test_ref,
        CASE e.kind WHEN 'product' THEN e.product_id WHEN 'playlist' THEN e.playlist_id ELSE e.content_ref END AS thing
    FROM events e
    LEFT JOIN signals_exposuretest t ON t.shop_id = %(shop)s AND t.kind = e.kind AND CASE e.kind
        WHEN 'product' THEN t.product_id = e.product_id AND t.recommendation_id = e.recommendation_id
        WHEN 'playlist' THEN t.playlist_id = e.playlist_id AND t.is_current AND e.occurred_at >= t.opened_at
        ELSE t.content_id = e.content_ref AND t.is_current AND e.occurred_at >= t.opened_at END
    WHERE e.kind IS NOT NULL
), people AS (
    SELECT day, kind, test_ref, thing, person, bool_or(took) AS took, bool_or(type = 'add_to_cart') AS added
    FROM told WHERE test_ref > 0 OR recommendation_id NOT LIKE '%%-t%%'
    GROUP BY 1, 2, 3, 4, 5
)
INSERT INTO signals_exposureday (shop_id, day, kind, test_ref, shown, taken, added)
SELECT %(shop)s, day, kind, test_ref, count(*), count(*) FILTER (WHERE took), count(*) FILTER (WHERE added)
FROM people GROUP BY day, kind, test_ref
"""
_CLEAR: Final = (
    "DELETE FROM signals_exposureday WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s"
)

# Into the tests themselves, so that a page reads one table.
_SUMS: Final = """
UPDATE signals_exposuretest t SET shown = s.shown, taken = s.taken, added = s.added
FROM (
    SELECT d.test_ref, sum(d.shown) AS shown, sum(d.taken) AS taken, sum(d.added) AS added
    FROM signals_exposureday d WHERE d.shop_id = %(shop)s AND d.test_ref > 0 GROUP BY 1
) s
WHERE t.shop_id = %(shop)s AND t.id = s.test_ref
    AND (t.shown, t.taken, t.added) IS DISTINCT FROM (s.shown, s.taken, s.added)
"""


def first_day_to_count(today: date, late_days: int) -> date:
    """From where a count goes on: ``late_days`` before the last day that is known, and never before the window of the
    usual rate."""
    known = ExposureDay.objects.aggregate(last=Max("day"))["last"]
    start = today - USUAL_DAYS * DAY
    return start if known is None else max(start, min(known, today) - late_days * DAY)


def count_days(shop_id: int, first: date, last: date) -> None:
    """Replace the sums of ``first`` to ``last`` (shop-local days) by a count of their events; reads no other day."""
    days: dict[str, Any] = {"shop": shop_id, "first": first, "last": last}
    with connection.cursor() as cursor:
        for statement in (_CLEAR, OF_TESTS, _SUMS):
            cursor.execute(statement, days)


def usual_counts(today: date) -> dict[str, tuple[int, int]]:
    """By kind: people who took, and people who saw, what is not in test, in the last whole days.

    Without today, so that what is usual does not move while a day goes on.
    """
    rows = (
        ExposureDay.objects.filter(test_ref=0, day__gte=today - USUAL_DAYS * DAY, day__lt=today)
        .values("kind")
        .annotate(taken=Sum("taken"), shown=Sum("shown"))
        .order_by("kind")
    )
    found = {row["kind"]: (row["taken"], row["shown"]) for row in rows}
    return {kind: found.get(kind, (0, 0)) for kind in ExposureKind.values}


def usual_rates(today: date) -> dict[str, float]:
    """The shop's usual rate by kind, 0…1."""
    return {
        kind: usual_rate(taken, shown, STARTING_RATE[kind])
        for kind, (taken, shown) in usual_counts(today).items()
    }
