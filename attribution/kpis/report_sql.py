"""The statements of a report by each of its keys. Parameters: shop, currency, start, end, as_of, inactive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from attribution.kpis import acquisition_sql
from attribution.kpis.by_sql import TABLE
from attribution.kpis.compute import HORIZONS
from attribution.kpis.daily_sql import COLUMNS, SELECT_BY_KEY, daily_sums
from attribution.kpis.playlist_sql import CAME
from attribution.kpis.stages import IS_DELIVERED_SALE

_LONGEST: Final = max(HORIZONS)
_IN_PERIOD: Final = "BETWEEN %(start)s AND %(end)s"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How one kind of key is read: expressions over ``d`` (daily rows), ``o`` (orders), ``r`` (refunds) and
    ``c`` (customers' first and next order), and what must be joined for them.

    Without ``daily`` the prepared rows do not know the key, and orders are summed on the spot. ``stored`` names the
    rows by another key than the channel; ``has_rest``: what is in none of them is the rest of the whole. ``reached`` is
    the key of spend and conversations, over ``a``.
    """

    daily: str
    order: str
    cohort: str
    refund: str = "''"
    order_join: str = ""
    refund_join: str = ""
    cohort_join: str = ""
    tables: str = ""
    stored: str = ""
    has_rest: bool = False
    reached: str = "''"

    @property
    def is_joined(self) -> bool:
        return bool(self.cohort_join)


_FIRST_ORDER: Final = f"""LEFT JOIN LATERAL (
    SELECT o.id, o.campaign, o.wilaya FROM catalog_order o
    WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id AND o.delivered_on = c.first_on AND {IS_DELIVERED_SALE}
    ORDER BY o.placed_at, o.id LIMIT 1
) first ON true"""


def _calendar(pattern: str) -> Breakdown:
    day, order, first, reached = (
        f"to_char({column}, '{pattern}')" for column in ("d.day", "o.delivered_on", "c.first_on", "a.day")
    )
    return Breakdown(daily=day, order=order, cohort=first, reached=reached)


def _of_order(column: str) -> Breakdown:
    """By what stands on the order; a customer has that of the first delivered one."""
    return Breakdown(
        daily="d.key",
        stored=column,
        order=f"o.{column}",
        refund=f"coalesce(ro.{column}, '')",
        refund_join="LEFT JOIN catalog_order ro ON ro.shop_id = r.shop_id AND ro.id = r.order_id",
        cohort=f"coalesce(first.{column}, '')",
        cohort_join=_FIRST_ORDER,
        reached=f"a.{column}",
    )


def _segment_join(alias: str) -> str:
    return f"LEFT JOIN segments g ON g.customer_id = {alias}.customer_id"


def _segment_of(alias: str) -> str:
    return f"CASE WHEN {alias}.customer_id IS NULL THEN '' ELSE coalesce(g.segment, 'new') END"


# Every known customer is in exactly one segment; orders without a customer have the empty key. Prepared rows
# answer for those who ordered nothing after the day; the orders are asked only when somebody did.
SEGMENTS: Final = f"""segments AS (
    SELECT customer_id,
           CASE WHEN %(as_of)s::date - last_on >= %(inactive)s THEN 'inactive'
                WHEN delivered_orders >= 2 THEN 'regular' ELSE 'new' END AS segment
    FROM (
        SELECT customer_id, last_on, delivered_orders FROM attribution_customerrepurchase
        WHERE shop_id = %(shop)s AND last_on <= %(as_of)s
        UNION ALL
        SELECT c.customer_id, max(o.delivered_on), count(*)
        FROM attribution_customerrepurchase c
        JOIN catalog_order o ON o.shop_id = c.shop_id AND o.customer_id = c.customer_id
        WHERE c.shop_id = %(shop)s AND c.last_on > %(as_of)s AND {IS_DELIVERED_SALE} AND o.delivered_on <= %(as_of)s
          AND %(as_of)s < (SELECT max(last_on) FROM attribution_customerrepurchase WHERE shop_id = %(shop)s)
        GROUP BY 1
    ) known
)"""

BREAKDOWNS: Final[dict[str | None, Breakdown]] = {
    None: Breakdown(daily="''", order="''", cohort="''"),
    "channel": Breakdown(
        daily="d.channel", order="o.channel", refund="r.channel", cohort="c.channel", reached="a.channel"
    ),
    "day": _calendar("YYYY-MM-DD"),
    "week": _calendar('IYYY-"W"IW'),
    "month": _calendar("YYYY-MM"),
    "campaign": _of_order("campaign"),
    "wilaya": _of_order("wilaya"),
    "playlist": Breakdown(
        daily="d.key",
        stored="playlist",
        has_rest=True,
        order="coalesce(w.playlist, '')",
        refund="coalesce(w.playlist, '')",
        cohort="coalesce(w.playlist, '')",
        order_join="LEFT JOIN came w ON w.order_id = o.id",
        refund_join="LEFT JOIN came w ON w.order_id = r.order_id",
        cohort_join=f"{_FIRST_ORDER} LEFT JOIN came w ON w.order_id = first.id",
        tables=CAME,
        reached="a.playlist",
    ),
    "segment": Breakdown(
        daily="",
        order=_segment_of("o"),
        refund=_segment_of("r"),
        cohort=_segment_of("c"),
        order_join=_segment_join("o"),
        refund_join=_segment_join("r"),
        cohort_join=_segment_join("c"),
        tables=SEGMENTS,
    ),
}


# One row: the last day with anything, the last finished run (both None before the first night), all channels, and how
# many sums of spend wait for a rate of exchange.
STAND: Final = """
SELECT (SELECT max(day) FROM attribution_dailykpi WHERE shop_id = %(shop)s), run.id, run.finished_at,
    ARRAY(SELECT DISTINCT channel FROM attribution_dailykpi WHERE shop_id = %(shop)s ORDER BY 1),
    (SELECT count(*) FROM catalog_spendday WHERE shop_id = %(shop)s AND shop_amount IS NULL)
FROM (VALUES (0)) one
LEFT JOIN LATERAL (
    SELECT id, finished_at FROM attribution_nightlyrun
    WHERE shop_id = %(shop)s AND finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1
) run ON true"""


def sums(by: Breakdown) -> str:
    """Rows of (key, *COLUMNS)."""
    if by.daily:
        columns = ", ".join(f"sum(d.{column})" for column in COLUMNS)
        stored = f"{TABLE} d" if by.stored else "attribution_dailykpi d"
        which = f" AND d.dimension = '{by.stored}'" if by.stored else ""
        return (
            f"SELECT {by.daily} AS key, {columns} FROM {stored}"
            f" WHERE d.shop_id = %(shop)s{which} AND d.day {_IN_PERIOD} GROUP BY 1"
        )
    live = daily_sums(
        test=_IN_PERIOD,
        order_key=by.order,
        refund_key=by.refund,
        order_join=by.order_join,
        refund_join=by.refund_join,
    )
    tables = f"{by.tables}, " if by.tables else ""
    return f"WITH {tables}{live} {SELECT_BY_KEY}"


def acquisitions(by: Breakdown) -> str:
    """Rows of (key, spend, conversations, qualified, old enough to know, sold of these)."""
    if by.tables == SEGMENTS:
        return acquisition_sql.sums_by_segment(SEGMENTS, _segment_of("c"), _segment_join("c"))
    return acquisition_sql.sums(by.reached)


def customers(by: Breakdown) -> str:
    """Rows of (key, distinct customers with a delivered order); the row whose key is None is the total."""
    tables = f"WITH {by.tables}" if by.tables else ""
    return f"""{tables}
SELECT key, count(DISTINCT customer_id) FROM (
    SELECT {by.order} AS key, o.customer_id FROM catalog_order o {by.order_join}
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED_SALE} AND o.delivered_on {_IN_PERIOD} AND o.customer_id IS NOT NULL
) x GROUP BY GROUPING SETS ((key), ())"""


def cohorts(by: Breakdown) -> str:
    """Rows of (key, days followed, day of coming back or None, customers), days capped at the longest horizon."""
    tables = f"WITH {by.tables}" if by.tables else ""
    return f"""{tables}
SELECT {by.cohort} AS key,
       least(%(as_of)s::date - c.first_on, {_LONGEST}),
       CASE WHEN c.next_on <= %(as_of)s AND c.next_on - c.first_on <= {_LONGEST} THEN c.next_on - c.first_on END,
       count(*)
FROM attribution_customerrepurchase c {by.cohort_join}
WHERE c.shop_id = %(shop)s AND c.first_on {_IN_PERIOD} AND c.first_on <= %(as_of)s
GROUP BY 1, 2, 3"""
