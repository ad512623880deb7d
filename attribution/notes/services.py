"""Writing notes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attribution.notes.models import DayNote
from shop_ai.lib.tenancy import shop_scope
from shop_ai.lib.text import tidy

LONGEST: Final = timedelta(days=92)


class NoteRefused(ValueError):
    """The note has no words, or its days make no stretch of three months at most."""


def write_note(
    shop_id: int, *, starts_on: date, ends_on: date | None, text: str, by: str, note: DayNote | None = None
) -> DayNote:
    """Write a new note or the words and days of ``note``; raises NoteRefused."""
    words, last = tidy(text)[:200], ends_on or starts_on
    if not words or not timedelta(0) <= last - starts_on <= LONGEST:
        raise NoteRefused
    with shop_scope(shop_id):
        row = note or DayNote(shop_id=shop_id)
        row.starts_on, row.ends_on, row.text, row.written_by = starts_on, last, words, by
        row.save()
    return row


def remove_note(shop_id: int, note: DayNote) -> None:
    with shop_scope(shop_id):
        DayNote.objects.filter(pk=note.pk).delete()
