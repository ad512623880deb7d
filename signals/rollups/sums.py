"""The SQL of the daily sums of all events: counted in one reading, then added to what is kept or put in its place.

What is counted is written once, over a ``{source}`` of rows that look like raw events, and used twice: by the fold over
the rows that are new, by the recount over all rows of some days. That is why both give the same.
"""

from __future__ import annotations

from dataclasses import dataclass

# The types whose hour of the day is kept, for heat maps and the audience.
MOMENT_TYPES = ("view", "add_to_cart", "message", "begin_checkout")

# The largest sum that the column holds; a page may send any number, and a sum must never stop the folding.
CEILING = "99999999999999.99"

_MOMENT_TYPES = ", ".join(f"'{name}'" for name in MOMENT_TYPES)
# Three groupings of one reading; ``kind`` tells them apart by the columns that a grouping leaves out. The hour is asked
# of each quarter of an hour, not of each event: no zone of our time differs by less.
GROUPED = f"""
grouped AS MATERIALIZED (
    SELECT grouping(channel, visitor, quarter) AS kind, day, type, product_id, playlist_id, content_ref, channel, visitor,
        quarter, device, language, wilaya, count(*) AS events, sum(value) AS total
    FROM (
        SELECT day, type, product_id, playlist_id, content_ref, channel, visitor, value, device, language, wilaya,
            CASE WHEN type IN ({_MOMENT_TYPES})
                THEN date_bin('15 minutes', occurred_at, timestamptz '2000-01-01 00:00Z') END AS quarter
        FROM {{source}}
    ) e
    GROUP BY GROUPING SETS (
        (day, type, product_id, playlist_id, content_ref, channel),
        (day, channel, visitor),
        (day, quarter, type, device, language, wilaya)
    )
)"""


@dataclass(frozen=True, slots=True)
class Sum:
    """One table of daily sums: its key within a shop, what is summed with how two of it are joined, and its rows."""

    table: str
    key: tuple[str, ...]
    joined: dict[str, str]
    rows: str

    @property
    def columns(self) -> str:
        return ", ".join((*self.key, *self.joined))

    def _insert(self, rows: str, changes: dict[str, str]) -> str:
        setting = ", ".join(f"{name} = {value}" for name, value in changes.items())
        return f"""
            INSERT INTO {self.table} AS d (shop_id, {self.columns}) SELECT %(shop)s::bigint, {self.columns} FROM {rows}
            ON CONFLICT (shop_id, {", ".join(self.key)}) DO {f"UPDATE SET {setting}" if setting else "NOTHING"}"""

    def added(self) -> str:
        """``WITH`` parts that add what was counted to what is kept."""
        return f"{self.table} AS ({self._insert(f'({self.rows}) more', self.joined)})"

    def replaced(self) -> str:
        """``WITH`` parts that put what was counted in the place of what is kept of the days; only what differs is written.

        EXCEPT hashes both sides whatever the statistics say; NOT EXISTS became a nested loop right after a large fold.
        """
        key, fresh, known = ", ".join(self.key), f"fresh_{self.table}", f"known_{self.table}"
        same = " AND ".join(f"d.{name} = g.{name}" for name in self.key)
        differing = f"(SELECT {self.columns} FROM {fresh} EXCEPT SELECT {self.columns} FROM {known}) more"
        return f"""
        {fresh} AS MATERIALIZED ({self.rows}), {known} AS MATERIALIZED (
            SELECT {self.columns} FROM {self.table} WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
        ), gone_{self.table} AS (
            DELETE FROM {self.table} d USING (SELECT {key} FROM {known} EXCEPT SELECT {key} FROM {fresh}) g
            WHERE d.shop_id = %(shop)s AND {same}
        ), {self.table} AS ({self._insert(differing, {name: f"EXCLUDED.{name}" for name in self.joined})})"""


SUMS = (
    Sum(
        "signals_dailysignal",
        ("day", "type", "product_ref", "playlist_ref", "content_ref", "channel"),
        {"count": "d.count + EXCLUDED.count", "value": f"least(d.value + EXCLUDED.value, {CEILING})"},
        f"""SELECT day, type, coalesce(product_id, 0) AS product_ref, coalesce(playlist_id, 0) AS playlist_ref,
            coalesce(content_ref, 0) AS content_ref, channel, events AS count,
            least(coalesce(total, 0), {CEILING})::numeric(16, 2) AS value
        FROM grouped WHERE kind = 3""",
    ),
    Sum(
        "signals_dailyvisitor",
        ("day", "channel", "visitor"),
        {},
        "SELECT day, channel, visitor FROM grouped WHERE kind = 1 AND visitor <> ''",
    ),
    Sum(
        "signals_dailymoment",
        ("day", "hour", "type", "device", "language", "wilaya"),
        {"count": "d.count + EXCLUDED.count"},
        """SELECT day, date_part('hour', quarter AT TIME ZONE %(zone)s)::smallint AS hour, type, device,
            lower(split_part(language, '-', 1)) AS language, wilaya, sum(events)::bigint AS count
        FROM grouped WHERE kind = 6 AND quarter IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6""",
    ),
)


def adding(source: str) -> str:
    """``WITH`` parts that count ``source`` and add it to the sums."""
    return ", ".join((GROUPED.format(source=source), *(one.added() for one in SUMS)))


def replacing(source: str) -> str:
    """A statement that replaces the sums of the days ``first`` to ``last`` by a count of ``source``."""
    return f"WITH {', '.join((GROUPED.format(source=source), *(one.replaced() for one in SUMS)))} SELECT 1"
