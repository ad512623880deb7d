"""CSV as a French Excel opens it, or raw for programs; cells cannot become formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: Any, decimal: str) -> str:
    """A cell as text: numbers with the chosen decimal sign; anything a spreadsheet might run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, (Decimal, float, int)) and not isinstance(value, bool):
        return str(value).replace(".", decimal)
    # A lone carriage return would end the row for some readers, and the writer does not quote it.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def write_sheet(header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool = False) -> str:
    """The whole sheet: ``;``, decimal comma, CRLF and BOM; raw is ``,``, decimal point and LF."""
    text = io.StringIO()
    delimiter, decimal, end = (",", ".", "\n") if raw else (";", ",", "\r\n")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow([safe_cell(str(name), decimal) for name in header])
    writer.writerows([[safe_cell(cell, decimal) for cell in row] for row in rows])
    return ("" if raw else "\ufeff") + text.getvalue()


def sheet_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool = False
) -> HttpResponse:
    """A download called ``name.csv``; ``?raw=1`` of the page chooses the raw form."""
    response = HttpResponse(write_sheet(header, rows, raw=raw), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
