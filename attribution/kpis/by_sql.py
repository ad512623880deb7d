"""The statements that prepare sums by campaign, wilaya and playlist.

Campaign and wilaya stand on the order: a changed order marks its days, and only these are summed anew. Which playlist an
order came through also changes without the order (a code is made, a visit is recognised): those rows are all computed
anew every night, but only over orders that came through one. What came through none is the rest of the day, never a row.
"""

from __future__ import annotations

from typing import Final

from attribution.kpis.daily_sql import COLUMNS, daily_sums
from attribution.kpis.merge_sql import merge
from attribution.kpis.playlist_sql import CAME
from attribution.kpis.stages import any_date

TABLE: Final = "attribution_dailykpiby"
PLAYLIST: Final = "playlist"
STORED: Final = ("campaign", "wilaya")

_ORDER_KEYS: Final = (
    "CROSS JOIN LATERAL (VALUES ('campaign', o.campaign), ('wilaya', o.wilaya)) k(dimension, name)"
)
_REFUND_KEYS: Final = """LEFT JOIN catalog_order ro ON ro.shop_id = r.shop_id AND ro.id = r.order_id
    CROSS JOIN LATERAL (VALUES ('campaign', coalesce(ro.campaign, '')), ('wilaya', coalesce(ro.wilaya, '')))
        k(dimension, name)"""
# The sums are grouped by one key: dimension and name travel in it together.
_KEY: Final = "k.dimension || ':' || k.name"
_SPLIT: Final = "split_part(key, ':', 1) AS dimension, substr(key, strpos(key, ':') + 1) AS key"
_NAMES: Final = ", ".join(COLUMNS)


def _both(test: str) -> str:
    return daily_sums(
        test=test, order_key=_KEY, refund_key=_KEY, order_join=_ORDER_KEYS, refund_join=_REFUND_KEYS
    )


def _selected(test: str) -> str:
    return f"WITH {_both(test)} SELECT day, {_SPLIT}, {_NAMES} FROM daily"


# A refund has the campaign and the wilaya of its order: where the order changed, the refund's own day changed too.
DAYS_OF_REFUNDS: Final = f"""
SELECT coalesce(array_agg(DISTINCT r.refunded_on), '{{}}') FROM catalog_refund r
JOIN catalog_order o ON o.shop_id = r.shop_id AND o.id = r.order_id
WHERE r.shop_id = %(shop)s AND {any_date("= ANY(%(days)s)")}"""
DELETE_DAYS: Final = (
    f"DELETE FROM {TABLE} WHERE shop_id = %(shop)s AND dimension <> '{PLAYLIST}' AND day = ANY(%(days)s)"
)
INSERT_DAYS: Final = f"""
INSERT INTO {TABLE} (shop_id, day, dimension, key, {_NAMES})
SELECT %(shop)s, day, dimension, key, {_NAMES} FROM ({_selected("= ANY(%(days)s)")}) found"""

_BY_PLAYLIST: Final = daily_sums(
    test="IS NOT NULL",
    order_key="w.playlist",
    refund_key="w.playlist",
    order_join="JOIN came w ON w.order_id = o.id",
    refund_join="JOIN came w ON w.order_id = r.order_id",
)


def _merge(source: str, condition: str) -> str:
    whole = merge(table=TABLE, source=source, keys=("dimension", "day", "key"), columns=COLUMNS)
    return whole.replace(
        "WHEN NOT MATCHED BY SOURCE AND t.shop_id = %(shop)s THEN",
        f"WHEN NOT MATCHED BY SOURCE AND t.shop_id = %(shop)s AND {condition} THEN",
    )


MERGE_EVERY_DAY: Final = _merge(_selected("IS NOT NULL"), f"t.dimension <> '{PLAYLIST}'")
MERGE_PLAYLISTS: Final = _merge(
    f"WITH {CAME}, {_BY_PLAYLIST} SELECT day, '{PLAYLIST}' AS dimension, key, {_NAMES} FROM daily",
    f"t.dimension = '{PLAYLIST}'",
)
HAS_PLAYLISTS: Final = "SELECT EXISTS (SELECT FROM catalog_playlist WHERE shop_id = %(shop)s)"
# Rows of the first kind are there, those of the second are not yet: the tables of an older version.
IS_BEHIND: Final = f"""
SELECT EXISTS (SELECT FROM attribution_dailykpi WHERE shop_id = %(shop)s)
   AND NOT EXISTS (SELECT FROM {TABLE} WHERE shop_id = %(shop)s)"""
