"""Spend and conversations by day: what is prepared each night, and how it is read.

All of it is computed anew: whether a conversation sold changes with its order, which does not know of it. A day without
change is not written.
"""

from __future__ import annotations

from typing import Final

from attribution.kpis.merge_sql import merge
from catalog.conversations.compute import DAYS_TO_ORDER
from catalog.conversations.selectors import CONVERTED, is_old_enough

TABLE: Final = "attribution_dailyacquisition"
KEYS: Final = ("day", "channel", "campaign", "playlist", "wilaya")
COLUMNS: Final = ("spend", "conversations", "qualified", "sold")

SOLD: Final = CONVERTED.replace("%(days)s", str(DAYS_TO_ORDER))
ITS_ORDER: Final = "LEFT JOIN catalog_order o ON o.shop_id = c.shop_id AND o.id = c.order_id"

_SOURCE: Final = f"""
SELECT {", ".join(KEYS)}, {", ".join(f"sum({column}) AS {column}" for column in COLUMNS)} FROM (
    SELECT s.day, s.channel, s.campaign, '' AS playlist, '' AS wilaya, s.shop_amount AS spend,
           0 AS conversations, 0 AS qualified, 0 AS sold
    FROM catalog_spendday s WHERE s.shop_id = %(shop)s AND s.shop_amount IS NOT NULL
    UNION ALL
    SELECT c.started_on, c.channel, c.campaign, coalesce(p.slug, ''), coalesce(u.wilaya, ''), 0, 1,
           c.is_qualified::int, (c.is_qualified AND {SOLD})::int
    FROM catalog_conversation c
    {ITS_ORDER}
    LEFT JOIN catalog_customer u ON u.shop_id = c.shop_id AND u.id = c.customer_id
    LEFT JOIN catalog_playlistcode k ON k.shop_id = c.shop_id AND c.code <> '' AND upper(k.code) = upper(c.code)
    LEFT JOIN catalog_playlist p ON p.shop_id = c.shop_id AND p.id = k.playlist_id
    WHERE c.shop_id = %(shop)s
) each GROUP BY {", ".join(KEYS)}"""

MERGE: Final = merge(table=TABLE, source=_SOURCE, keys=KEYS, columns=COLUMNS)

# After the key: spend, conversations, qualified, those of them old enough to know, and how many of these sold.
_OLD: Final = f"FILTER (WHERE {is_old_enough('a.day')})"
SUMS: Final = (
    f"sum(a.spend), sum(a.conversations), sum(a.qualified), sum(a.qualified) {_OLD}, sum(a.sold) {_OLD}"
)


def sums(key: str) -> str:
    """Rows of (key, *SUMS) of the period; ``key`` is an expression over ``a``."""
    return f"""SELECT {key} AS key, {SUMS} FROM {TABLE} a
WHERE a.shop_id = %(shop)s AND a.day BETWEEN %(start)s AND %(end)s GROUP BY 1"""


def sums_by_segment(segments: str, segment: str, join: str) -> str:
    """The same by the segment of the conversation's customer; spend belongs to no segment."""
    old = is_old_enough("c.started_on")
    return f"""WITH {segments}
SELECT key, sum(spend), sum(n), sum(qualified), sum(old), sum(sold) FROM (
    SELECT '' AS key, a.spend, 0 AS n, 0 AS qualified, 0 AS old, 0 AS sold FROM {TABLE} a
    WHERE a.shop_id = %(shop)s AND a.day BETWEEN %(start)s AND %(end)s
    UNION ALL
    SELECT {segment}, 0, 1, c.is_qualified::int, (c.is_qualified AND {old})::int,
           (c.is_qualified AND {old} AND {SOLD})::int
    FROM catalog_conversation c {join} {ITS_ORDER}
    WHERE c.shop_id = %(shop)s AND c.started_on BETWEEN %(start)s AND %(end)s
) each GROUP BY 1"""
