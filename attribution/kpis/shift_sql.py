"""The statements that note what a recomputation changed of days that had figures already."""

from __future__ import annotations

from typing import Final

WATCHED: Final = ("refused", "returned", "delivered", "revenue_delivered", "refunds")
_SUMS: Final = ", ".join(f"sum({column}) AS {column}" for column in WATCHED)
_BEFORE: Final = (
    "CREATE TEMP TABLE kpis_before ON COMMIT DROP AS SELECT day, channel, {0} FROM attribution_dailykpi"
)

DROP: Final = "DROP TABLE IF EXISTS kpis_before"
KEEP_DAYS: Final = f"{_BEFORE.format(_SUMS)} WHERE shop_id = %(shop)s AND day = ANY(%(days)s) GROUP BY 1, 2"
KEEP_EVERY_DAY: Final = f"{_BEFORE.format(_SUMS)} WHERE shop_id = %(shop)s GROUP BY 1, 2"

# A day that had no figures at all was not changed, it was added. New deliveries alone are no news of an old day: what
# is noted is what was taken away from it.
NOTE: Final = f"""
INSERT INTO attribution_kpishift (shop_id, noted_at, day, channel, {", ".join(WATCHED)})
SELECT %(shop)s, now(), day, channel, {", ".join(WATCHED)} FROM (
    SELECT day, channel, {", ".join(f"coalesce(d.{column}, 0) - coalesce(b.{column}, 0) AS {column}" for column in WATCHED)}
    FROM (SELECT * FROM attribution_dailykpi WHERE shop_id = %(shop)s AND day IN (SELECT day FROM kpis_before)) d
    FULL JOIN kpis_before b USING (day, channel)
) changed
WHERE refused > 0 OR returned > 0 OR delivered < 0 OR revenue_delivered < 0 OR refunds > 0"""
# Older notes say nothing that the figures do not say by now.
FORGET: Final = (
    "DELETE FROM attribution_kpishift WHERE shop_id = %(shop)s AND noted_at < now() - interval '60 days'"
)
