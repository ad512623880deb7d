"""Writing the events of a file through the intake's own fold, and taking them back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from catalog.imports.journal import COLUMN, TABLE, keep_images
from catalog.imports.kinds import Work
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch, ImportBefore
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_id
from catalog.shops.seals import current_seal
from signals.history.reading import Found, events, months
from signals.rollups.services import first_whole_day, fold_now, make_months, recount

PIECE: Final = 5000
# Folding of the shop waits while a file comes in: a larger one would hold up its recent events for too long.
MOST_ROWS: Final = 200_000
EVENTS: Final = "signals_event"
OLDEST_PARTITION: Final = timedelta(days=400)

# What the raw table has already is not taken in again, however long ago it came.
KNOWN: Final = """
SELECT e.event_id FROM unnest(%(ids)s::uuid[], %(times)s::timestamptz[]) w(id, at)
JOIN signals_event e ON e.shop_id = %(shop)s AND e.occurred_at = w.at AND e.event_id = w.id
"""
# An imported event counts as received when it happened, so that the hours of the intake stay true.
TAKE_IN: Final = """
INSERT INTO signals_inboxevent (shop_id, event_id, received_at, body, is_folded)
SELECT %(shop)s, (e->>'id')::uuid, (e->'body'->>'time')::timestamptz, e->'body', false
FROM jsonb_array_elements(%(events)s::jsonb) e ORDER BY 2
ON CONFLICT (shop_id, event_id) DO NOTHING RETURNING event_id
"""
# The inbox keeps three days, to recognise an event that is sent again; older ones leave it at once.
LEAVE: Final = """
DELETE FROM signals_inboxevent WHERE shop_id = %(shop)s AND event_id = ANY(%(ids)s)
AND received_at < now() - interval '72 hours'
"""
TAKE_BACK: Final = """
WITH gone AS (
    DELETE FROM signals_event WHERE shop_id = %(shop)s AND event_id = ANY(%(ids)s)
    AND occurred_at BETWEEN %(first)s AND %(last)s RETURNING event_id, occurred_at, day
), sent AS (
    DELETE FROM signals_inboxevent i USING gone WHERE i.shop_id = %(shop)s AND i.event_id = gone.event_id
), counted AS (
    UPDATE signals_intakecount c SET count = c.count - h.n
    FROM (SELECT date_trunc('hour', occurred_at, 'UTC') AS hour, count(*) AS n FROM gone GROUP BY 1) h
    WHERE c.shop_id = %(shop)s AND c.hour = h.hour AND c.outcome = 'stored'
)
SELECT min(day), max(day) FROM gone
"""


def make_room(_shop: ShopContext, content: bytes) -> None:
    """The partitions that the file needs, in a transaction of their own: making one locks the table for everybody."""
    oldest = (timezone.now() - OLDEST_PARTITION).date().replace(day=1)
    newest = (timezone.now() + timedelta(days=1)).date()
    make_months({month for month in months(content) if oldest <= month <= newest})


def bring_in(work: Work) -> Merged:
    """Write the good rows; an event whose id is known changes nothing. The ids that were new are kept for undo.

    Raises ImportRefused (`too_many_rows`).
    """
    created = read = 0
    found = _good_rows(work)
    while piece := list(islice(found, PIECE)):
        new = _write(work.shop.id, piece)
        created, read = created + len(new), read + len(piece)
        if read > MOST_ROWS:
            raise ImportRefused("too_many_rows", limit=MOST_ROWS)
        if new:
            keep_images(work.batch.pk, current_seal(), EVENTS, [(read, _image(piece, new))])
        work.say(piece[-1].row)
    records = {"events": {"created": created, "updated": 0, "all": read}}
    return Merged(created=created, updated=0, unchanged=read - created, records=records)


def _good_rows(work: Work) -> Iterator[Found]:
    for found in events(work.content, timezone.now()):
        if isinstance(found, RowError):
            work.refuse(found)
        else:
            yield found


def _write(shop_id: int, piece: list[Found]) -> list[UUID]:
    """Fold the events of a piece that are new; returns their ids."""
    values: dict[str, Any] = {"shop": shop_id}
    with connection.cursor() as cursor:
        told = {"ids": [row.id for row in piece], "times": [row.body["time"] for row in piece]}
        cursor.execute(KNOWN, values | told)
        known = {str(row[0]) for row in cursor.fetchall()}
        fresh = [{"id": row.id, "body": row.body} for row in piece if row.id not in known]
        cursor.execute(TAKE_IN, values | {"events": json.dumps(fresh)})
        new = [row[0] for row in cursor.fetchall()]
        if new:
            fold_now(shop_id, new)
            cursor.execute(LEAVE, values | {"ids": new})
    return new


def _image(piece: list[Found], new: list[UUID]) -> str:
    """What undo needs of a piece: the ids that were new and between which moments they lie."""
    times = [row.body["time"] for row in piece]
    return json.dumps({"ids": [one.hex for one in new], "first": min(times), "last": max(times)})


def take_back(batch: ImportBatch) -> None:
    """Delete the events that the import brought, and count the days and sessions they touched again."""
    shop = shop_by_id(batch.shop_id)
    if shop is None:
        return
    whole_since = first_whole_day(shop.id)
    days: list[date] = []
    for image in _images(batch):
        values = {"shop": shop.id, "first": image["first"], "last": image["last"]}
        with connection.cursor() as cursor:
            cursor.execute(TAKE_BACK, values | {"ids": [UUID(one) for one in image["ids"]]})
            days += [day for day in cursor.fetchone() if day]
    if days:
        recount(shop.id, min(days), max(days), whole_since=whole_since)


def _images(batch: ImportBatch) -> Iterator[dict[str, Any]]:
    seal = current_seal()
    for row in ImportBefore.objects.filter(batch=batch, table=EVENTS).order_by("row_id"):
        place = f"{batch.pk}|{EVENTS}|{row.row_id}"
        yield json.loads(seal.open(TABLE, COLUMN, place, bytes(row.before_sealed)))
