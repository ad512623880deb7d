"""Writing entries: what each document should give to each channel, compared with what stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from django.db import connection

from attribution.credit import entry_sql
from attribution.credit.compute import Touch, parts_of, paths_of, to_the_centime
from attribution.credit.journeys import Work
from attribution.credit.rules import ORDER_RULES
from shop_ai.lib.arrays import plain_array, text_array

_COLUMNS = ("order_ids", "refund_ids", "days_of", "channels", "campaigns")


def credit_orders(work: Work, orders: Sequence[int], window: int, today: date) -> int:
    """Bring the entries of these orders to what their journeys and documents say; returns how many were written."""
    values = {**work.values, "orders": plain_array(orders), "window": window, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(entry_sql.DOCUMENTS, values)
        documents = cursor.fetchall()
        cursor.execute(entry_sql.TOUCHES, values)
        touches = {order: json.loads(told) for order, told in cursor.fetchall()}
        values |= _split(documents, touches, window)
        cursor.execute(entry_sql.WRITE_ORDERS, values)
        return int(cursor.rowcount)


def credit_loose(work: Work, window: int, today: date) -> int:
    """The same for refunds that name no order: each by its own channel alone."""
    values = {**work.values, "window": window, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(entry_sql.LOOSE, values)
        rows = cursor.fetchall()
        columns = list(zip(*rows, strict=True)) if rows else [()] * 5
        order_ids, refund_ids, days, amounts, channels = columns
        told = (
            *map(plain_array, (order_ids, refund_ids, days)),
            text_array(channels),
            text_array([""] * len(rows)),
        )
        values |= dict(zip(_COLUMNS, told, strict=True))
        values |= dict.fromkeys(ORDER_RULES, plain_array(amounts))
        cursor.execute(entry_sql.WRITE_LOOSE, values)
        return int(cursor.rowcount)


def _split(
    documents: list[tuple[int, int, date, Decimal]], touches: Mapping[int, Sequence[Touch]], window: int
) -> dict[str, str]:
    """The columns of the entries that these documents should have, as arrays; ``touches`` of each order."""
    orders = sorted({row[0] for row in documents})
    journeys = [touches[order] for order in orders]
    paths = paths_of(journeys, window, by_campaign=True)
    parts = parts_of(paths_of(journeys, window), paths)
    first = np.searchsorted(parts.path, np.arange(len(orders) + 1))
    place = {order: at for at, order in enumerate(orders)}
    of = np.array([place[row[0]] for row in documents], dtype=np.int64)
    sizes = first[of + 1] - first[of] if len(of) else of
    document = np.repeat(np.arange(len(documents)), sizes)
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    part = np.repeat(first[of], sizes) + np.arange(len(document)) - begins if len(of) else of
    cents = np.array([int(row[3] * 100) for row in documents], dtype=np.int64)[document]
    names = [paths.names[channel].split("\t") for channel in parts.channel[part]]
    told = [
        *(plain_array(documents[at][column] for at in document) for column in range(3)),
        *(text_array(name[column] for name in names) for column in range(2)),
    ]
    columns = dict(zip(_COLUMNS, told, strict=True))
    for at, rule in enumerate(ORDER_RULES):
        amounts = to_the_centime(cents, parts.shares[part, at], document)
        columns[rule] = plain_array(f"{amount}e-2" for amount in amounts.tolist())
    return columns
