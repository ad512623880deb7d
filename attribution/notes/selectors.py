"""Reading notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from attribution.notes.models import DayNote
from catalog.occasions.selectors import CHANGES, Calendar, read_calendar
from shop_ai.lib.tenancy import shop_scope

# Notes and the calendar's changes in one question: every page with a chart asks it on the way.
BESIDE: Final = f"""
SELECT 0 AS part, * FROM ({CHANGES}) changes
UNION ALL
SELECT 1, '', n.uid, n.text, n.starts_on, n.ends_on, '', '', '', '', false FROM (
    SELECT * FROM attribution_daynote WHERE shop_id = %s AND starts_on <= %s AND ends_on >= %s
    ORDER BY starts_on, id
) n
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on shop-local days, both included."""

    uid: UUID
    starts_on: date
    ends_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the figures of some days: their notes in order, and the shop's calendar."""

    notes: tuple[Note, ...]
    calendar: Calendar


def beside(shop_id: int, start: date, end: date) -> Beside:
    """The notes that touch the days, both included, and the calendar; one query."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(BESIDE, [shop_id, shop_id, end, start])
        rows = cursor.fetchall()
    notes = sorted(
        (Note(uid, first, last, text) for part, _c, uid, text, first, last, *_rest in rows if part == 1),
        key=lambda note: (note.starts_on, note.ends_on, note.text),
    )
    return Beside(tuple(notes), read_calendar([row[1:] for row in rows if row[0] == 0]))


def notes(shop_id: int, *, words: str = "") -> QuerySet[DayNote]:
    """All notes, newest first, that hold every word."""
    with shop_scope(shop_id):
        rows: QuerySet[DayNote] = DayNote.objects.order_by("-starts_on", "-pk")
    for word in words.split()[:6]:
        rows = rows.filter(text__icontains=word)
    return rows


def note_of(shop_id: int, uid: UUID) -> DayNote | None:
    with shop_scope(shop_id):
        return DayNote.objects.filter(uid=uid).first()
