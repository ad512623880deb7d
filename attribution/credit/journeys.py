"""Gathering journeys: what is known of the way to each order, up to 90 days before it.

A touch is a visit of the visitor who sent the order's number (only of people who agreed to be recognised), or a conversation of its
customer. The channel of the order's code, and the one that the order names itself, count at the moment of the order where no touch
has that channel already; "own site" only where nothing else is known. Nothing is guessed: a journey without touches stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from attribution.credit import journey_sql
from attribution.credit.rules import RECOLLECT_DAYS
from shop_ai.lib.arrays import plain_array

PART: Final = 20_000  # orders


@dataclass(frozen=True, slots=True)
class Work:
    """What a night has to do. ``every``: all journeys anew; otherwise those of the marked ``days``, of orders of the last
    two weeks, and of what was learnt ``since`` the last night."""

    shop_id: int
    currency: str
    as_of: date
    every: bool
    days: tuple[date, ...] = ()
    since: datetime | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {
            "shop": self.shop_id,
            "currency": self.currency,
            "every": self.every,
            "days": list(self.days),
            "since": self.since,
            "young": self.as_of - timedelta(days=RECOLLECT_DAYS),
        }


def orders_to_do(work: Work) -> list[int]:
    """Ids of the orders whose journey or credit may have changed."""
    statement = journey_sql.SELECT_EVERY if work.every else journey_sql.SELECT_CHANGED
    with connection.cursor() as cursor:
        cursor.execute(statement, work.values)
        return [row[0] for row in cursor.fetchall()]


def in_parts(orders: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(orders), PART):
        yield list(orders[start : start + PART])


def gather(work: Work, orders: Sequence[int]) -> int:
    """Write the journeys of the orders; returns how many changed."""
    values = {**work.values, "orders": plain_array(orders)}
    with connection.cursor() as cursor:
        cursor.execute(journey_sql.LEARNT_OF, values)
        values["fresh"] = plain_array(row[0] for row in cursor.fetchall())
        cursor.execute(journey_sql.GATHER, values)
        changed = cursor.rowcount
        cursor.execute(journey_sql.AMOUNTS, values)
        changed = max(changed, cursor.rowcount)
        cursor.execute(journey_sql.FORGET, values)
    return int(changed)
