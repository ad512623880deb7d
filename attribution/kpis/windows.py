"""The KPIs of several stretches of days at once: a page compares periods in three queries, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from attribution.kpis import acquisition_sql
from attribution.kpis.compute import HORIZONS, NOTHING, ZERO, Acquisition, Cohort, Row, Sums, make_row
from attribution.kpis.daily_sql import COLUMNS
from attribution.kpis.report_sql import STAND
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

_LONGEST: Final = max(HORIZONS)
_WINDOWS: Final = "unnest(%(starts)s::date[], %(ends)s::date[]) WITH ORDINALITY AS w(first, last, n)"
_CHANNEL: Final = "(%(channel)s::text IS NULL OR {alias}.channel = %(channel)s)"

SUMS: Final = f"""
SELECT w.n, {", ".join(f"sum(d.{column})" for column in COLUMNS)}
FROM {_WINDOWS}
JOIN attribution_dailykpi d ON d.day BETWEEN w.first AND w.last
WHERE d.shop_id = %(shop)s AND {_CHANNEL.format(alias="d")}
GROUP BY 1"""

COHORTS: Final = f"""
SELECT w.n, least(%(as_of)s::date - c.first_on, {_LONGEST}),
       CASE WHEN c.next_on <= %(as_of)s AND c.next_on - c.first_on <= {_LONGEST} THEN c.next_on - c.first_on END,
       count(*)
FROM {_WINDOWS}
JOIN attribution_customerrepurchase c ON c.first_on BETWEEN w.first AND w.last
WHERE c.shop_id = %(shop)s AND c.first_on <= %(as_of)s AND {_CHANNEL.format(alias="c")}
GROUP BY 1, 2, 3"""

ACQUIRED: Final = f"""
SELECT w.n, {acquisition_sql.SUMS}
FROM {_WINDOWS}
JOIN {acquisition_sql.TABLE} a ON a.day BETWEEN w.first AND w.last
WHERE a.shop_id = %(shop)s AND {_CHANNEL.format(alias="a")}
GROUP BY 1"""


def kpi_windows(
    shop_id: int, windows: Sequence[Period], *, as_of: date, channel: str | None = None
) -> tuple[Row, ...]:
    """One row of KPIs a window, in the order given; of one channel if named. Windows may overlap.

    Customers are not counted: that would read the orders of every window.
    """
    values: dict[str, Any] = {
        "shop": shop_id,
        "starts": [window.start for window in windows],
        "ends": [window.end for window in windows],
        "as_of": as_of,
        "channel": channel,
    }
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(SUMS, values)
        sums = {n: Sums.of(columns) for n, *columns in cursor.fetchall()}
        cohorts: dict[int, list[Cohort]] = defaultdict(list)
        cursor.execute(COHORTS, values)
        for n, followed, came_back, count in cursor.fetchall():
            cohorts[n].append(Cohort(followed, came_back, count))
        cursor.execute(ACQUIRED, values)
        reached = {n: Acquisition.of(columns) for n, *columns in cursor.fetchall()}
    numbers = range(1, len(windows) + 1)
    return tuple(make_row("", sums.get(n, ZERO), None, cohorts[n], reached.get(n, NOTHING)) for n in numbers)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the prepared rows reach: last day with an order or a refund, when they were computed, and by which run.

    ``channels`` are all that they know, the empty one for unknown included. ``without_rate`` counts the days of spend
    that no figure holds, for want of a rate of exchange.
    """

    data_until: date | None
    run: int | None
    computed_at: datetime | None
    channels: tuple[str, ...]
    without_rate: int


def stand(shop_id: int) -> Stand:
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(STAND, {"shop": shop_id})
        data_until, run, computed_at, channels, without_rate = cursor.fetchone()
    return Stand(data_until, run, computed_at, tuple(channels), without_rate)
