"""Excel workbooks, written row by row to a file on disk: memory stays flat, and no text can become a formula."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Final, cast

from django.http import FileResponse, HttpResponse
from django.utils.translation import get_language_bidi

from shop_ai.lib.sheet import is_runnable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel takes 1,048,576 rows a sheet and 32,767 signs a cell; what is longer goes on, on the next sheet, or is cut.
ROWS_A_SHEET: Final = 1_000_000
LONGEST_TEXT: Final = 32_000
WIDEST, NARROWEST = 44, 9


class _Pen:
    """Writes cells in the formats that a workbook needs."""

    def __init__(self, book: Workbook) -> None:
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        # Stays text when somebody edits the cell, whatever it begins with.
        self.quoted: Format = book.add_format({"quote_prefix": True})

    def write(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        """Numbers as numbers, days as days, all else as text."""
        if value is None or value == "":
            return
        if isinstance(value, (Decimal, float, int)) and not isinstance(value, bool) and math.isfinite(value):
            sheet.write_number(row, column, float(value))
        elif isinstance(value, date) and not isinstance(value, datetime):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001  # Excel's days have no zone
        else:
            text = str(value)[:LONGEST_TEXT]
            sheet.write_string(row, column, text, self.quoted if is_runnable(text) else None)


def write_workbook(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """The rows as a workbook in a temporary file, read from its start; it goes when it is closed.

    Right to left where the active language is.
    """
    from xlsxwriter import Workbook  # only who asks for a workbook pays for it

    file = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115  # the answer closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        pen = _Pen(book)
        sheet, at = _begin(book, pen, header), 1
        for row in rows:
            if at > ROWS_A_SHEET:
                sheet, at = _begin(book, pen, header), 1
            for column, value in enumerate(row):
                pen.write(sheet, at, column, value)
            at += 1
    file.seek(0)
    return file


def _begin(book: Workbook, pen: _Pen, header: Sequence[str]) -> Worksheet:
    """A sheet with its header, which stays in sight."""
    sheet = book.add_worksheet()
    if get_language_bidi():
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.set_column(column, column, min(max(len(str(name)) + 2, NARROWEST), WIDEST))
        sheet.write_string(0, column, str(name), pen.head)
    return sheet


def workbook_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download called ``name.xlsx``."""
    file = write_workbook(header, rows)
    response = FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE)
    return cast("HttpResponse", response)  # views only hand it on
