"""What the shares of a period are made from: journeys, deliveries, refunds, and visits that led to no order."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from sys import intern
from typing import Any, Final

import numpy as np
from django.db import connection

from attribution.credit.compute import Touch, paths_of
from attribution.credit.rules import CODES, MOST_GROUPS, MOST_VISITS, QUESTION, UNATTRIBUTED
from attribution.credit.sharing import Documents
from attribution.paths.touches import Ints, Paths, steps_back
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.streams import streamed

HASHES: Final = 256  # values of two hexadecimal digits
LONGEST_VISITS: Final = 20  # visits of one person without order that are looked at, the last ones

JOURNEYS: Final = """
SELECT j.order_id, j.customer_ref, j.touches::text, j.heard, j.code_channel, j.delivered_on, j.amount, coalesce(r.first_on = j.delivered_on, false)
FROM attribution_journey j
LEFT JOIN attribution_customerrepurchase r ON r.shop_id = j.shop_id AND r.customer_id = j.customer_ref
WHERE j.shop_id = %(shop)s AND (j.delivered_on BETWEEN %(first)s AND %(last)s
    OR EXISTS (SELECT FROM catalog_refund f WHERE f.shop_id = j.shop_id AND f.order_id = j.order_id
        AND f.refunded_on BETWEEN %(first)s AND %(last)s))
ORDER BY j.delivered_on NULLS FIRST, j.order_id"""
REFUNDS: Final = """
SELECT r.order_id, r.refunded_on, -r.amount, r.channel
FROM catalog_refund r
WHERE r.shop_id = %(shop)s AND r.refunded_on BETWEEN %(first)s AND %(last)s AND r.currency = %(currency)s AND r.amount <> 0
ORDER BY r.id"""

VISITS: Final = """
SELECT coalesce(sum(d.sessions), 0) FROM signals_dailysession d
WHERE d.shop_id = %(shop)s AND d.day BETWEEN %(first)s AND %(last)s AND d.channel <> ''"""
# The index session_draw is made of this very expression.
DRAWN: Final = "AND left(md5(s.visitor), 2) < %(below)s"

# Visits of people of whom no order is known, and conversations without one.
NULLS: Final = f"""
SELECT path, round(count(*) * %(weight)s)::bigint FROM (
    SELECT (array_agg(s.channel ORDER BY s.started_at DESC))[1:{LONGEST_VISITS}] AS path
    FROM signals_session s
    WHERE s.shop_id = %(shop)s AND s.day BETWEEN %(first)s AND %(last)s AND s.channel <> '' {{drawn}}
    GROUP BY s.visitor HAVING sum(s.orders) = 0
) v GROUP BY path
UNION ALL
SELECT ARRAY[c.channel], count(*) FROM catalog_conversation c
WHERE c.shop_id = %(shop)s AND c.started_on BETWEEN %(first)s AND %(last)s AND c.channel <> '' AND c.order_id IS NULL
    AND NOT EXISTS (SELECT FROM catalog_order o WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id
        AND o.placed_at BETWEEN c.started_at AND c.started_at + interval '90 days')
GROUP BY c.channel ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Scene:
    """The longest period. One journey a path, in order of delivery; ``days`` and ``documents`` go together.

    ``is_new`` whether the delivery is its customer's first; ``group`` of customers for the intervals.
    """

    touches: list[list[Touch]]
    group: Ints
    groups: int
    known: dict[str, list[str]]
    is_new: list[bool]
    days: Ints
    documents: Documents
    nulls: dict[tuple[str, ...], int]

    def within(self, first: date, nulls: dict[tuple[str, ...], int]) -> Scene:
        """The documents since a day."""
        keep = self.days >= first.toordinal()
        some = self.documents
        chosen = Documents(some.path[keep], some.cents[keep], some.is_delivery[keep])
        return replace(self, days=self.days[keep], documents=chosen, nulls=nulls)


def read_scene(shop_id: int, currency: str, as_of: date, days: int) -> Scene:
    """Everything of the last ``days`` days."""
    values = _values(shop_id, currency, as_of, days)
    first = as_of - timedelta(days=days - 1)
    touches: list[list[Touch]] = []
    customers, paths, on, cents, delivered = (array(kind) for kind in "qqqqb")
    known: dict[str, list[str]] = {QUESTION: [], CODES: []}
    is_new: list[bool] = []
    place: dict[int, int] = {}
    for order, customer, told, heard, code, day, amount, is_first in streamed(JOURNEYS, values):
        at = place[order] = len(touches)
        touches.append([(seconds, *map(intern, names)) for seconds, *names in json.loads(told)])
        customers.append(customer or -order)
        known[QUESTION].append(intern(heard))
        known[CODES].append(intern(code))
        is_new.append(is_first)
        if day and first <= day <= as_of:
            _note((paths, on, cents, delivered), (at, day, amount, True))
    for order, day, amount, channel in _rows(REFUNDS, values):
        at = place.get(order, -1) if order else -1
        if at < 0:
            at = len(touches)
            touches.append([(0, channel, "", "order")] if channel else [])
            is_new.append(False)
            for column in known.values():
                column.append("")
        _note((paths, on, cents, delivered), (at, day, amount, False))
    group, groups = _groups(customers, len(touches), shop_id, as_of)
    documents = Documents(np.array(paths), np.array(cents), np.array(delivered, dtype=bool))
    return Scene(touches, group, groups, known, is_new, np.array(on), documents, {})


def _note(columns: tuple[array[int], ...], document: tuple[int, date, Decimal, bool]) -> None:
    at, day, amount, is_delivery = document
    for column, value in zip(columns, (at, day.toordinal(), int(amount * 100), is_delivery), strict=True):
        column.append(value)


def read_nulls(shop_id: int, currency: str, as_of: date, days: int) -> dict[tuple[str, ...], int]:
    """How often each way led to no order in the last ``days`` days.

    Of more than ``MOST_VISITS`` visits, those of a part of the visitors are read, drawn by a hash of who they are, and
    counted up; the same visitors every night.
    """
    found: dict[tuple[str, ...], int] = {}
    values = _values(shop_id, currency, as_of, days)
    ((visits,),) = _rows(VISITS, values)
    parts = parts_drawn(int(visits))
    values |= {"below": f"{parts:02x}", "weight": Decimal(HASHES) / parts}
    for path, count in _rows(NULLS.format(drawn=DRAWN if parts < HASHES else ""), values):
        key = tuple(reversed(path))
        found[key] = found.get(key, 0) + count
    return found


def parts_drawn(visits: int) -> int:
    """How many of the 256 parts of all visitors to read, so that their visits are about ``MOST_VISITS`` at most."""
    return HASHES if visits <= MOST_VISITS else max(1, MOST_VISITS * HASHES // visits)


def with_nulls(paths: Paths, nulls: dict[tuple[str, ...], int]) -> Paths | None:
    """The visits without order as paths, whose names begin with those of ``paths``; None without any."""
    if not nulls:
        return None
    codes = {name: at for at, name in enumerate(paths.names)}
    channels = [codes.setdefault(name, len(codes)) for path in nulls for name in path]
    lengths = np.array([len(path) for path in nulls], dtype=np.int64)
    nothing = np.zeros(len(lengths))
    counts = np.array(list(nulls.values()), dtype=np.float64)
    ways = np.array(channels, dtype=np.int64)
    return Paths(tuple(codes), ways, lengths, steps_back(lengths), nothing, nothing, counts)


def scene_paths(scene: Scene, window: int) -> Paths:
    """The journeys cut to a window; the channel "" and every channel that a customer named are among the names."""
    paths = paths_of(scene.touches, window)
    told = {name for column in scene.known.values() for name in column if name}
    more = [name for name in (UNATTRIBUTED, *sorted(told)) if name not in paths.names]
    return replace(paths, names=(*paths.names, *more))


def _groups(customers: Sequence[int], paths: int, shop_id: int, as_of: date) -> tuple[Ints, int]:
    """The group of each path: its customer, or one of 1,000 groups of customers drawn by chance where there are more."""
    found: dict[int, int] = {}
    group = [found.setdefault(customer, len(found)) for customer in customers]
    group += range(len(found), len(found) + paths - len(customers))
    count = max(group, default=-1) + 1
    if count <= MOST_GROUPS:
        return np.array(group, dtype=np.int64), count
    chance = np.random.Generator(np.random.PCG64(seed_of(shop_id, "credit-groups", as_of, "1")))
    return chance.permutation(count)[np.array(group)] % MOST_GROUPS, MOST_GROUPS


def _values(shop_id: int, currency: str, as_of: date, days: int) -> dict[str, Any]:
    first = as_of - timedelta(days=days - 1)
    return {"shop": shop_id, "currency": currency, "first": first, "last": as_of}


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
