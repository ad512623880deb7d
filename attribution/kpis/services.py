"""Preparing the rows of the five KPIs: what changed since the last night, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from attribution.kpis import daily_sql
from attribution.kpis.stages import IS_DELIVERED_SALE
from catalog.orders.marks import Marks, claim_marks
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import set_local, shop_scope

VERSION: Final = "kpis-1"
PATIENCE: Final = "10min"

DELETE_ALL_DAYS: Final = "DELETE FROM attribution_dailykpi WHERE shop_id = %(shop)s"
DELETE_DAYS: Final = f"{DELETE_ALL_DAYS} AND day = ANY(%(days)s)"
DELETE_ALL_CUSTOMERS: Final = "DELETE FROM attribution_customerrepurchase WHERE shop_id = %(shop)s"
DELETE_CUSTOMERS: Final = f"{DELETE_ALL_CUSTOMERS} AND customer_id = ANY(%(customers)s)"

# The first order's channel is the customer's; among the orders of that day the first placed wins.
INSERT_CUSTOMERS: Final = """
INSERT INTO attribution_customerrepurchase
    (shop_id, customer_id, channel, first_on, next_on, last_on, delivered_orders)
SELECT %(shop)s, customer_id, (array_agg(channel ORDER BY delivered_on, placed_at, id))[1], min(delivered_on),
       min(delivered_on) FILTER (WHERE delivered_on > first_on), max(delivered_on), count(*)
FROM (
    SELECT o.id, o.customer_id, o.channel, o.placed_at, o.delivered_on,
           min(o.delivered_on) OVER (PARTITION BY o.customer_id) AS first_on
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {delivered} AND {customers}
) d
GROUP BY customer_id
"""
CHANGED_CUSTOMERS: Final = INSERT_CUSTOMERS.format(
    delivered=IS_DELIVERED_SALE, customers="o.customer_id = ANY(%(customers)s)"
)
ALL_CUSTOMERS: Final = INSERT_CUSTOMERS.format(
    delivered=IS_DELIVERED_SALE, customers="o.customer_id IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a recomputation read (marks, days, customers) and how many prepared rows it wrote."""

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
        daily = _replace(DELETE_DAYS, f"WITH {daily_sql.BY_CHANNEL_ON_DAYS} {daily_sql.INSERT_DAILY}", values)
        repurchase = _replace(DELETE_CUSTOMERS, CHANGED_CUSTOMERS, values)
        return Recomputed(marks.count, len(marks.days), len(marks.customer_ids), daily + repurchase)


def recompute_all(shop_id: int) -> Recomputed:
    """Replace every prepared row of the shop; gives the same rows as the incremental way."""
    with shop_scope(shop_id):
        _begin(shop_id)
        marks = claim_marks(shop_id)
        values = _values(shop_id)
        daily = _replace(
            DELETE_ALL_DAYS, f"WITH {daily_sql.BY_CHANNEL_EVER} {daily_sql.INSERT_DAILY}", values
        )
        repurchase = _replace(DELETE_ALL_CUSTOMERS, ALL_CUSTOMERS, values)
        return Recomputed(marks.count, _count_days(shop_id), repurchase, daily + repurchase)


def _begin(shop_id: int) -> None:
    """One recomputation of a shop at a time, with the time that a large one needs.

    Two at once could both insert the row of one day; the second waits and then finds its marks already taken.
    """
    set_local("statement_timeout", PATIENCE)
    set_local("lock_timeout", PATIENCE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kpis'), %s)", [shop_id % 2**31])


def _values(shop_id: int, **more: list[Any]) -> dict[str, Any]:
    currency = Shop.objects.values_list("currency", flat=True).get(pk=shop_id)
    return {"shop": shop_id, "currency": currency, **more}


def _replace(delete: str, insert: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(delete, values)
        cursor.execute(insert, values)
        return int(cursor.rowcount)


def _count_days(shop_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT day) FROM attribution_dailykpi WHERE shop_id = %s", [shop_id])
        return int(cursor.fetchone()[0])
