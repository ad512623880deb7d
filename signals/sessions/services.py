"""Putting sessions together: after each fold for the visitors it touched, and from the raw events for whole days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import purpose
from signals.sessions import counting

COUNTED_AT_ONCE = 500


class Touched(NamedTuple):
    """A visitor of whom something new is known, from ``first`` to ``last``."""

    visitor: str
    first: datetime
    last: datetime


def count_sessions(shop: ShopContext, touched: Sequence[Touched]) -> None:
    """Count the touched visitors' sessions again, in the scope and transaction of the caller.

    The caller holds the shop's fold lock, so that nobody else writes these sessions meanwhile.
    """
    if not touched:
        return
    visitors, firsts, lasts = zip(*touched, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(counting.PLAN)
        cursor.execute(
            counting.COUNT_AGAIN,
            {
                "shop": shop.id,
                "zone": shop.timezone,
                "visitors": list(visitors),
                "firsts": list(firsts),
                "lasts": list(lasts),
            },
        )
        cursor.execute(counting.PLAN_AGAIN)


def note_touched(shop: ShopContext, touched: Sequence[Touched]) -> None:
    """Remember whose sessions are to be counted again; in the transaction that folds their events."""
    if not touched:
        return
    visitors, firsts, lasts = (list(column) for column in zip(*touched, strict=True))
    values: dict[str, Any] = {"shop": shop.id, "visitors": visitors, "firsts": firsts, "lasts": lasts}
    with connection.cursor() as cursor:
        cursor.execute(counting.NOTE_TOUCHED, values)


def take_due(shop: ShopContext, *, at_once: bool) -> list[Touched]:
    """Up to ``COUNTED_AT_ONCE`` noted visitors whose sessions are due, or any of them; their notes are gone."""
    values: dict[str, Any] = {"shop": shop.id, "wait": 0 if at_once else 1, "limit": COUNTED_AT_ONCE}
    with connection.cursor() as cursor:
        cursor.execute(counting.TAKE_DUE, values)
        return [Touched(*row) for row in cursor.fetchall()]


def shops_with_touched() -> list[int]:
    """The shops for which something is noted; for the drain, which looks across shops."""
    with purpose("drain"), connection.cursor() as cursor:
        cursor.execute(counting.SHOPS_TOUCHED)
        return [shop_id for (shop_id,) in cursor.fetchall()]


def recount_sessions(shop: ShopContext, first: date, last: date) -> None:
    """Replace the sessions that began on ``first`` to ``last`` (shop-local days), and their sums, from raw events.

    In the scope and transaction of the caller, who holds the shop's fold lock.
    """
    days: dict[str, Any] = {"shop": shop.id, "zone": shop.timezone, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(counting.PLAN)
        for statement in counting.RECOUNT:
            cursor.execute(statement, days)
        cursor.execute(counting.PLAN_AGAIN)
