"""CSV as a French Excel opens it, raw for programs, or a workbook; cells cannot become formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from itertools import chain, islice
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse

PART = 1000
_as_workbook: ContextVar[bool] = ContextVar("as_workbook", default=False)
# A reader that splits at the other sign would begin a cell there, and run it.
_SPLIT_ELSEWHERE = re.compile(r"([;,\t]\s*)(?=[=@＝＠]|[+-](?![\s\d]))")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@contextmanager
def sheets_as_workbooks(wanted: bool) -> Iterator[None]:
    """Whether every sheet answered inside is an Excel workbook; the door of a page sets it from ``?xlsx``."""
    token = _as_workbook.set(wanted)
    try:
        yield
    finally:
        _as_workbook.reset(token)


def is_runnable(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text)


def safe_cell(value: Any, decimal: str) -> str:
    """A cell as text: numbers with the chosen decimal sign; anything a spreadsheet might run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, (Decimal, float, int)) and not isinstance(value, bool):
        return str(value).replace(".", decimal)
    # A lone carriage return would end the row for some readers, and the writer does not quote it.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    text = _SPLIT_ELSEWHERE.sub(r"\1'", text)
    if is_runnable(text):
        return f"'{text}"
    return text


def write_sheet(header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool = False) -> str:
    """The whole sheet: ``;``, decimal comma, CRLF and BOM; raw is ``,``, decimal point and LF."""
    return "".join(_parts(header, rows, raw=raw))


def _parts(header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool) -> Iterator[str]:
    """The sheet in parts of ``PART`` rows, the first with the header."""
    delimiter, decimal, end = (",", ".", "\n") if raw else (";", ",", "\r\n")
    left = iter(rows)
    part: list[Sequence[Any]] = [[str(name) for name in header], *islice(left, PART)]
    mark = "" if raw else "\ufeff"
    while part:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
        writer.writerows([[safe_cell(cell, decimal) for cell in row] for row in part])
        yield mark + text.getvalue()
        mark, part = "", list(islice(left, PART))


def sheet_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, raw: bool = False
) -> HttpResponse:
    """A download called ``name.csv``; ``?raw=1`` of the page chooses the raw form, ``?xlsx=1`` a workbook.

    A sheet of more than one part is sent as it is written, so that the download begins at once and its memory
    does not grow; a page's door keeps its scope open until then.
    """
    if _as_workbook.get():
        from shop_ai.lib.workbook import workbook_response

        return workbook_response(name, header, rows)
    parts = _parts(header, rows, raw=raw)
    first, second = next(parts), next(parts, None)
    content_type = "text/csv; charset=utf-8"
    if second is None:
        response = HttpResponse(first, content_type=content_type)
    else:  # views only hand it on: that it is no HttpResponse matters to the door alone
        whole = StreamingHttpResponse(chain([first, second], parts), content_type=content_type)
        response = cast(HttpResponse, whole)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
