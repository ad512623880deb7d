"""Reading the five KPIs: whole reports, and days for the charts. A constant number of queries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from django.db import connection
from django.utils import timezone

from attribution.kpis import report_sql
from attribution.kpis.compute import NOTHING, ZERO, Acquisition, Cohort, Row, Sums, make_row
from attribution.kpis.daily_sql import COLUMNS
from attribution.kpis.reach import known_until
from attribution.kpis.windows import stand
from catalog.shops.context import ShopContext
from catalog.shops.directory import context_of
from catalog.shops.models import Shop
from shop_ai.lib.period import Period, last_complete_day
from shop_ai.lib.tenancy import local_setting, shop_scope

By = Literal["channel", "campaign", "day", "week", "month", "segment", "playlist", "wilaya"]
BY: Final[tuple[By, ...]] = ("channel", "campaign", "day", "week", "month", "segment", "playlist", "wilaya")

TOTAL: Final = "\0"  # no key can hold it: Postgres refuses the character


@dataclass(frozen=True, slots=True)
class KpiReport:
    """The KPIs of a period, in total and by a key.

    ``computed_at`` and ``run`` are those of the last finished nightly run (None before the first one), and
    ``data_until`` is the last day with an order or a refund.
    """

    shop: str
    currency: str
    period: Period
    as_of: date
    by: By | None
    computed_at: datetime | None
    run: int | None
    data_until: date | None
    total: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class KpiDay:
    """The sums of one shop-local day."""

    day: date
    sums: Sums


def kpi_report(shop_id: int, *, period: Period, by: By | None = None, as_of: date | None = None) -> KpiReport:
    """The five KPIs of the period.

    ``as_of`` is what is known for repurchase and segments: by default the last complete day of the shop,
    or the last day with a record when the records ended long ago.
    Rows come by key and add up to the total where a figure is a sum; customers and shares do not add up.
    """
    with shop_scope(shop_id):
        shop = context_of(Shop.objects.get(pk=shop_id))
        reach = stand(shop_id)
        as_of = as_of or known_until(reach.data_until, last_complete_day(timezone.now(), shop.zone))
        total, rows = kpi_rows(shop, period=period, by=by, as_of=as_of)
    return KpiReport(
        shop=shop.slug,
        currency=shop.currency,
        period=period,
        as_of=as_of,
        by=by,
        computed_at=reach.computed_at,
        run=reach.run,
        data_until=reach.data_until,
        total=total,
        rows=rows,
    )


def kpi_rows(shop: ShopContext, *, period: Period, by: By | None, as_of: date) -> tuple[Row, tuple[Row, ...]]:
    """Total and rows by key, for pages that know already how far the records reach."""
    values = {
        "shop": shop.id,
        "currency": shop.currency,
        "start": period.start,
        "end": period.end,
        "as_of": as_of,
        "inactive": shop.inactive_after_days,
    }
    with shop_scope(shop.id):
        sums, customers, cohorts, reached = _answers(report_sql.BREAKDOWNS[by], values)
    everyone = [cohort for group in cohorts.values() for cohort in group]
    whole = sum(reached.values(), NOTHING)
    total = make_row("", sum(sums.values(), ZERO), customers.pop(TOTAL, 0), everyone, whole)
    if by is None:
        return total, ()
    keys = sorted(sums.keys() | customers.keys() | cohorts.keys() | reached.keys())
    rows = (
        make_row(
            key,
            sums.get(key, ZERO),
            customers.get(key, 0),
            cohorts.get(key, ()),
            reached.get(key, NOTHING),
        )
        for key in keys
    )
    return total, tuple(rows)


def _answers(
    breakdown: report_sql.Breakdown, values: dict[str, Any]
) -> tuple[dict[str, Sums], dict[str, int], dict[str, list[Cohort]], dict[str, Acquisition]]:
    """Sums, customers (also under ``TOTAL``), cohorts, and spend with conversations, by key."""
    with _joining() if breakdown.is_joined else nullcontext():
        sums = {key: Sums.of(columns) for key, *columns in _fetch(report_sql.sums(breakdown), values)}
        if breakdown.has_rest:
            sums |= _rest(sums, values)
        acquired = _fetch(report_sql.acquisitions(breakdown), values)
        reached = {key: Acquisition.of(columns) for key, *columns in acquired}
        counted = _fetch(report_sql.customers(breakdown), values)
        customers = {TOTAL if key is None else key: count for key, count in counted}
        cohorts: dict[str, list[Cohort]] = defaultdict(list)
        for key, followed, came_back, count in _fetch(report_sql.cohorts(breakdown), values):
            cohorts[key].append(Cohort(followed, came_back, count))
    return sums, customers, cohorts, reached


def _rest(sums: dict[str, Sums], values: dict[str, Any]) -> dict[str, Sums]:
    """Under the empty key what is in no row, so that the rows add up to the whole."""
    whole = [
        Sums.of(columns) for _key, *columns in _fetch(report_sql.sums(report_sql.BREAKDOWNS[None]), values)
    ]
    rest = sum(whole, ZERO) - sum(sums.values(), ZERO)
    return {"": rest} if rest != ZERO else {}


def _joining() -> AbstractContextManager[None]:
    """Joins without nested loops.

    Row-level security repeats the shop's condition, so the planner expects a handful of rows and would join
    them one by one: minutes instead of a moment at ten thousand orders.
    """
    return local_setting("enable_nestloop", "off")


def kpi_series(shop_id: int, *, period: Period, channel: str | None = None) -> tuple[KpiDay, ...]:
    """The sums of every day of the period, days without any included; of one channel if named."""
    columns = ", ".join(f"sum({column})" for column in COLUMNS)
    sql = (
        f"SELECT day, {columns} FROM attribution_dailykpi"
        " WHERE shop_id = %(shop)s AND day BETWEEN %(start)s AND %(end)s"
        " AND (%(channel)s::text IS NULL OR channel = %(channel)s) GROUP BY day"
    )
    values = {"shop": shop_id, "start": period.start, "end": period.end, "channel": channel}
    with shop_scope(shop_id):
        found = {day: Sums.of(sums) for day, *sums in _fetch(sql, values)}
    return tuple(KpiDay(day, found.get(day, ZERO)) for day in period.days())


def _fetch(sql: str, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
