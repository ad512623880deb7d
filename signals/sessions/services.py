"""Putting sessions together: after each fold for the visitors it touched, and from the raw events for whole days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from catalog.shops.context import ShopContext
from signals.sessions import counting


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
