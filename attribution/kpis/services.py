"""Preparing the rows of the five KPIs: what changed since the last night, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from attribution.credit.queue import remember_days
from attribution.kpis import acquisition_sql, by_sql, customer_sql, daily_sql, shift_sql
from attribution.kpis.models import CustomerRepurchase, DailyKpi
from catalog.orders.marks import Marks, claim_marks
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import local_setting, set_local, shop_scope

VERSION: Final = "kpis-2"
PATIENCE: Final = "10min"
WORK_MEMORY: Final = "64MB"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a recomputation read (marks, days, customers) and how many prepared rows it wrote.

    A full one writes only the rows that differ: none, when nothing went wrong before.
    """

    marks: int
    days: int
    customers: int
    rows: int


def recompute_days(shop_id: int, marks: Marks | None = None) -> Recomputed:
    """Replace the rows of the marked days (all channels) and of the marked customers, in one transaction.

    Without ``marks`` the shop's own are claimed: everything that changed since the last claim.
    """
    with shop_scope(shop_id):
        _begin(shop_id)
        marks = marks or claim_marks(shop_id)
        remember_days(shop_id, marks.days)
        values = _values(shop_id, days=list(marks.days), customers=list(marks.customer_ids))
        is_behind = _asks(by_sql.IS_BEHIND, values)
        _execute(shift_sql.DROP, values)
        _execute(shift_sql.KEEP_DAYS, values)
        _execute(daily_sql.DELETE_DAYS, values)
        daily = _execute(daily_sql.INSERT_DAYS, values)
        _by_stored_keys(values, is_behind=is_behind)
        _finish(values)
        _execute(customer_sql.DELETE_CUSTOMERS, values)
        repurchase = _execute(customer_sql.INSERT_CUSTOMERS, values)
        return Recomputed(marks.count, len(marks.days), len(marks.customer_ids), daily + repurchase)


def recompute_all(shop_id: int) -> Recomputed:
    """Compute every prepared row of the shop anew and write those that differ; the rows are those that the
    incremental way gives."""
    with shop_scope(shop_id):
        _begin(shop_id)
        marks = claim_marks(shop_id)
        remember_days(shop_id, marks.days)
        values = _values(shop_id)
        _execute(shift_sql.DROP, values)
        _execute(shift_sql.KEEP_EVERY_DAY, values)
        written = _execute(daily_sql.MERGE_EVERY_DAY, values) + _execute(customer_sql.MERGE_EVERYBODY, values)
        written += _execute(by_sql.MERGE_EVERY_DAY, values) + _finish(values)
        days = DailyKpi.objects.values("day").distinct().count()
        return Recomputed(marks.count, days, CustomerRepurchase.objects.count(), written)


def prepare_playlists(shop_id: int) -> int:
    """Bring the rows by playlist to what is known of orders and playlists now; how many were written.

    Also after the night has found which visits led to orders.
    """
    with shop_scope(shop_id):
        _begin(shop_id)
        return _by_playlist(_values(shop_id))


def _by_playlist(values: dict[str, Any]) -> int:
    if not _asks(by_sql.HAS_PLAYLISTS, values):
        return 0
    # Row-level security repeats the shop's condition, so the planner expects a handful of orders and would join
    # them one by one.
    with local_setting("enable_nestloop", "off"):
        return _execute(by_sql.MERGE_PLAYLISTS, values)


def _by_stored_keys(values: dict[str, Any], *, is_behind: bool) -> None:
    """The rows by campaign and wilaya of the days; of every day where there are none yet."""
    if is_behind:
        _execute(by_sql.MERGE_EVERY_DAY, values)
        return
    refunded = _fetch_one(by_sql.DAYS_OF_REFUNDS, values)
    touched = values | {"days": sorted({*values["days"], *refunded})}
    _execute(by_sql.DELETE_DAYS, touched)
    _execute(by_sql.INSERT_DAYS, touched)


def _finish(values: dict[str, Any]) -> int:
    """The rows that are computed anew every night, and the note of what changed; how many rows were written."""
    _execute(shift_sql.NOTE, values)
    _execute(shift_sql.FORGET, values)
    with local_setting("enable_nestloop", "off"):
        acquired = _execute(acquisition_sql.MERGE, values)
    return acquired + _by_playlist(values)


def _asks(question: str, values: dict[str, Any]) -> bool:
    return bool(_fetch_one(question, values))


def _fetch_one(question: str, values: dict[str, Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def _begin(shop_id: int) -> None:
    """One recomputation of a shop at a time, with the time and memory that a large one needs.

    Two at once could both insert the row of one day; the second waits and then finds its marks already taken.
    """
    set_local("statement_timeout", PATIENCE)
    set_local("lock_timeout", PATIENCE)
    set_local("work_mem", WORK_MEMORY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kpis'), %s)", [shop_id % 2**31])


def _values(shop_id: int, **more: list[Any]) -> dict[str, Any]:
    currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
    return {"shop": shop_id, "currency": currency, **more}


def _execute(sql: str, values: dict[str, Any]) -> int:
    """How many rows the statement wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
