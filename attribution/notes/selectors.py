"""Reading notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from attribution.notes.models import DayNote
from shop_ai.lib.tenancy import shop_scope


def notes_between(shop_id: int, start: date, end: date) -> list[DayNote]:
    """The notes that touch the days, both included, in order."""
    with shop_scope(shop_id):
        rows = DayNote.objects.filter(starts_on__lte=end, ends_on__gte=start)
        return list(rows.order_by("starts_on", "pk"))


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
