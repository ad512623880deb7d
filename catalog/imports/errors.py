"""Refused cells beside their batch; the value is sealed, since it may be a phone number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalog.imports.models import ImportBatch, ImportRowError
from catalog.imports.records import RowError
from catalog.imports.staging import Cells, insert
from catalog.shops.seals import current_seal
from shop_ai.lib.sealing import ShopSeal

TABLE, COLUMN = "catalog_importrowerror", "value_sealed"
_LONGEST_VALUE, _LONGEST_COLUMN = 500, 120

MESSAGES: Final[dict[str, str]] = {
    "bad_date": gettext_noop("This is not a date that can be read."),
    "bad_amount": gettext_noop("This is not a number that can be read."),
    "bad_phone": gettext_noop("This is not a complete phone number; the row is kept without it."),
    "unknown_wilaya": gettext_noop("No wilaya has this name or number; the row is kept without it."),
    "unknown_status": gettext_noop("This status word is not known; the order is taken as placed."),
    "unknown_product": gettext_noop("No product has this name or code."),
    "duplicate": gettext_noop("This row is already there."),
    "missing_required": gettext_noop("This cell is empty and the row cannot be kept without it."),
    "total_row_skipped": gettext_noop("This looks like a total, not an order; the row was skipped."),
    "encoding_guess": gettext_noop("The letters of this file had to be guessed; check the accents."),
    "suspect_centimes": gettext_noop(
        "This amount is near a hundred times the usual price: was it typed in centimes?"
    ),
    "too_long": gettext_noop("This cell is longer than any real one; the row cannot be kept."),
    "bad_event": gettext_noop(
        "This is not an event that can be read: its id, type, time or a number is wrong."
    ),
    "too_old": gettext_noop("This event is older than single events are kept."),
    "lost_digits": gettext_noop(
        "Excel shortened this long number and its last digits are lost: export the file again and do not save it in Excel."
    ),
    "one_day_only": gettext_noop("This row counts one day only; export the totals of each post instead."),
    "unknown_word": gettext_noop("This word is not known; the row is kept without it."),
    "no_outcome": gettext_noop("This cell says neither that the visit bought nor that it did not."),
    "no_currency": gettext_noop("The file does not say in which currency this amount is."),
    "crossing_period": gettext_noop(
        "This period shares days with another one of the same campaign, and neither holds the other: they would be counted twice."
    ),
    "ambiguous_campaign": gettext_noop(
        "Several campaigns have this name: export the file again with the numbers of the campaigns."
    ),
}


def message_of(code: str) -> str:
    """The translated reason."""
    return _(MESSAGES[code]) if code in MESSAGES else code


def keep_errors(batch: ImportBatch, errors: Iterable[RowError]) -> None:
    """Replace what was refused before by this."""
    ImportRowError.objects.filter(batch=batch).delete()
    columns = f'shop_id, batch_id, row, "column", code, {COLUMN}, is_warning'
    insert(TABLE, columns, _rows(batch, current_seal(), errors))


def row_errors(batch: ImportBatch, limit: int | None = None) -> list[RowError]:
    """The refused cells in the order of the file; needs the shop's scope."""
    seal = current_seal()
    rows = ImportRowError.objects.filter(batch=batch).order_by("row", "pk")[:limit]
    return [
        RowError(row.row, row.column, value_of(seal, batch, row), row.code, fatal=not row.is_warning)
        for row in rows
    ]


def _rows(batch: ImportBatch, seal: ShopSeal, errors: Iterable[RowError]) -> Iterator[Cells]:
    for error in errors:
        value = error.value[:_LONGEST_VALUE].encode()
        sealed = seal.seal(TABLE, COLUMN, _place(batch, error.row, error.code), value) if value else None
        column = error.column[:_LONGEST_COLUMN]
        yield batch.shop_id, batch.pk, error.row, column, error.code, sealed, not error.fatal


def value_of(seal: ShopSeal, batch: ImportBatch, row: ImportRowError) -> str:
    """The refused cell in clear; empty once it was forgotten."""
    if row.value_sealed is None:
        return ""
    return seal.open(TABLE, COLUMN, _place(batch, row.row, row.code), bytes(row.value_sealed)).decode()


def _place(batch: ImportBatch, row: int, code: str) -> str:
    return f"{batch.uid}|{row}|{code}"
