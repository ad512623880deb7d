"""Preparing the rows of the five KPIs: what changed since the last night, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from attribution.kpis import customer_sql, daily_sql
from attribution.kpis.models import CustomerRepurchase, DailyKpi
from catalog.orders.marks import Marks, claim_marks
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import set_local, shop_scope

VERSION: Final = "kpis-1"
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
        values = _values(shop_id, days=list(marks.days), customers=list(marks.customer_ids))
        _execute(daily_sql.DELETE_DAYS, values)
        daily = _execute(daily_sql.INSERT_DAYS, values)
        _execute(customer_sql.DELETE_CUSTOMERS, values)
        repurchase = _execute(customer_sql.INSERT_CUSTOMERS, values)
        return Recomputed(marks.count, len(marks.days), len(marks.customer_ids), daily + repurchase)


def recompute_all(shop_id: int) -> Recomputed:
    """Compute every prepared row of the shop anew and write those that differ; the rows are those that the
    incremental way gives."""
    with shop_scope(shop_id):
        _begin(shop_id)
        marks = claim_marks(shop_id)
        values = _values(shop_id)
        written = _execute(daily_sql.MERGE_EVERY_DAY, values) + _execute(customer_sql.MERGE_EVERYBODY, values)
        days = DailyKpi.objects.values("day").distinct().count()
        return Recomputed(marks.count, days, CustomerRepurchase.objects.count(), written)


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
