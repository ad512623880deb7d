"""Files of events: one JSON object a line, or a sheet with a column a field. Reads as a stream."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from catalog.imports.decoding import MAX_CELL, expanded
from catalog.imports.records import Code, RowError
from catalog.imports.refusal import ImportRefused
from signals.ingest.events import Refused, Sender, TooOld, clean

JSON_LINES, SHEET = "event_lines", "event_sheet"
NEEDED: Final = {"id", "type", "time"}
UTM: Final = {"utm_source": "source", "utm_medium": "medium", "utm_campaign": "campaign"}
LONGEST_LINE: Final = 32_768


class Found(NamedTuple):
    """A good row: its number, the event's id, and what is kept of it."""

    row: int
    id: str
    body: dict[str, Any]


def recognise(content: bytes, wanted: str = "auto") -> str:
    """The format of the file by its first line; raises ImportRefused (`unknown_format`) when it holds no events."""
    first = _text(content).readline(LONGEST_LINE).strip()
    found = JSON_LINES if _is_event(first) else SHEET if set(_header(first)) >= NEEDED else ""
    if not found or wanted not in ("auto", found):
        raise ImportRefused("unknown_format")
    return found


def _is_event(line: str) -> bool:
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and first.keys() >= NEEDED


def _header(line: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([line]), [])]


def sample(content: bytes, count: int) -> list[list[str]]:
    """The first rows as they stand, a header first. Raises ImportRefused (`unreadable_row`)."""
    text = _text(content)
    if recognise(content) != SHEET:
        lines = (text.readline(LONGEST_LINE).strip() for _number in range(count - 1))
        return [["event"], *([_shown(line)] for line in lines if line)]
    csv.field_size_limit(MAX_CELL)
    rows = csv.reader(text)
    try:
        return [[_shown(cell) for cell in row] for row in islice(rows, count)]
    except csv.Error as error:
        raise ImportRefused("unreadable_row", row=rows.line_num) from error


def _text(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(expanded(content), encoding="utf-8-sig", errors="surrogateescape", newline="")


def events(content: bytes, now: datetime) -> Iterator[Found | RowError]:
    """Every row as an event in the form that the intake keeps, or as a refused row.

    The rules are those of the intake for a server (see :mod:`signals.ingest.events`); besides, a row may name its
    ``visitor``. Lasting ids (``vid``, ``sid``) are left out: a file proves no consent.
    """
    reader = _sheet if recognise(content) == SHEET else _lines
    for row, raw in reader(content):
        yield _kept(row, raw, now)


def months(content: bytes) -> set[date]:
    """The months (first days, UTC) that the readable times of the file fall into."""
    reader = _sheet if recognise(content) == SHEET else _lines
    found = set()
    for _row, raw in reader(content):
        try:
            moment = datetime.fromisoformat(raw["time"]).astimezone(UTC)
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        found.add(date(moment.year, moment.month, 1))
    return found


def _lines(content: bytes) -> Iterator[tuple[int, Any]]:
    text, row = _text(content), 0
    while line := text.readline(LONGEST_LINE + 1):
        row += 1
        if not line.strip():
            continue
        try:
            raw = json.loads(line) if len(line) <= LONGEST_LINE else None
        except (ValueError, RecursionError):
            raw = None
        yield row, raw


def _sheet(content: bytes) -> Iterator[tuple[int, Any]]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(_text(content))
    header = [name.strip().lower() for name in next(reader)]
    try:
        for row, cells in enumerate(reader, start=2):
            if any(cells):
                yield row, _named(dict(zip(header, cells, strict=False)))
    except csv.Error as error:
        raise ImportRefused("unreadable_row", row=reader.line_num) from error


def _named(cells: dict[str, str]) -> dict[str, Any]:
    """The cells that say something, with the campaign's words where a JSON event has them."""
    said: dict[str, Any] = {name: cell for name, cell in cells.items() if cell.strip() and name not in UTM}
    words = {UTM[name]: cell for name, cell in cells.items() if name in UTM and cell.strip()}
    return said | ({"utm": words} if words else {})


def _kept(row: int, raw: Any, now: datetime) -> Found | RowError:
    visitor = raw.get("visitor") if isinstance(raw, dict) else None
    sender = Sender(
        daily_visitor=visitor.strip()[:40] if isinstance(visitor, str) else "",
        device="desktop" if isinstance(raw, dict) and "w" in raw else "",
        app_channel="",
        is_server=True,
    )
    try:
        event_id, body = clean(raw, sender, now)
    except TooOld:
        return _refused(row, raw, "time", "too_old")
    except Refused as refused:
        return _refused(row, raw, str(refused), "bad_event")
    body.pop("vid", None)
    body.pop("session", None)
    return Found(row, event_id, body)


def _refused(row: int, raw: Any, column: str, code: Code) -> RowError:
    value = raw.get(column, "") if isinstance(raw, dict) else ""
    shown = _shown(value) if isinstance(value, str) else ""
    return RowError(row, column, shown, code, fatal=True)


def _shown(text: str) -> str:
    """The text as a page can hold it: bytes that are no letters become question marks."""
    return text.encode(errors="replace").decode()
