"""Which kind of file this is, told by its column names in the first lines, never by their positions."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalog.imports.decoding import Row, Table
from catalog.imports.mapping import guess_columns, order_sheet
from catalog.imports.refusal import ImportRefused
from catalog.imports.vocabulary import Vocabulary
from shop_ai.lib.phones import parse
from shop_ai.lib.text import normalise

HEADER_WITHIN = 10
HAND_SHEET = "hand_sheet"
_FINGERPRINTS = Path(__file__).with_name("data") / "format_fingerprints.json"
_PHONE_LIKE, _PRODUCT_LIKE = {"phone", "phone2"}, {"product", "sku"}
_FEWEST_KNOWN_COLUMNS = 3


class _Fingerprint(NamedTuple):
    name: str
    everything: frozenset[str]
    one_of_each: tuple[frozenset[str], ...]
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """The format of a file, the row number of its header and the header's cells as written."""

    format: str
    header_row: int
    header: tuple[str, ...]


def detect(table: Table) -> Detection:
    """The first fingerprint that matches one of the first ten rows, else a hand-kept order sheet.

    A sheet must name a phone-like and a product-like column. Raises ImportRefused (`no_header`,
    `unknown_format`).
    """
    rows = table.head(HEADER_WITHIN)
    for number, cells in rows:
        if name := _platform({normalise(cell) for cell in cells}):
            return Detection(name, number, tuple(cells))
    number, cells = _sheet_header(rows)
    if _is_order_sheet(cells):
        return Detection(HAND_SHEET, number, tuple(cells))
    raise ImportRefused("unknown_format")


def header_of_sheet(
    table: Table, format_name: str = HAND_SHEET, vocabulary: Vocabulary | None = None
) -> Detection:
    """The likeliest header row of a sheet whose columns the owner will name. Raises ImportRefused (`no_header`)."""
    number, cells = _sheet_header(table.head(HEADER_WITHIN), vocabulary)
    return Detection(format_name, number, tuple(cells))


def _platform(names: set[str]) -> str | None:
    return next((print_.name for print_ in _fingerprints() if _matches(print_, names)), None)


def _matches(print_: _Fingerprint, names: set[str]) -> bool:
    return (
        print_.everything <= names
        and all(group & names for group in print_.one_of_each)
        and all(any(pattern.match(name) for name in names) for pattern in print_.patterns)
    )


@cache
def _fingerprints() -> tuple[_Fingerprint, ...]:
    return tuple(
        _Fingerprint(
            entry["format"],
            frozenset(entry["all"]),
            tuple(frozenset(group) for group in entry.get("any", [])),
            tuple(re.compile(pattern) for pattern in entry.get("regex", [])),
        )
        for entry in json.loads(_FINGERPRINTS.read_text(encoding="utf-8"))
    )


def _sheet_header(rows: Sequence[Row], vocabulary: Vocabulary | None = None) -> Row:
    """The row with most known column names; without any, the first row with several words and no phone."""
    words = vocabulary or order_sheet()
    known, best = max(
        ((len(words.guess(cells)), row) for row in rows for cells in [row[1]]),
        key=_first,
        default=(0, None),
    )
    if best is not None and known > 1:
        return best
    for row in rows:
        filled = [cell for cell in row[1] if cell.strip()]
        if len(filled) >= _FEWEST_KNOWN_COLUMNS and not any(_looks_like_data(cell) for cell in filled):
            return row
    raise ImportRefused("no_header")


def _first(pair: tuple[int, Row]) -> int:
    return pair[0]


def _looks_like_data(cell: str) -> bool:
    return parse(cell) is not None or bool(re.fullmatch(r"[\d\s.,/:-]+", cell))


def _is_order_sheet(cells: Sequence[str]) -> bool:
    fields = set(guess_columns(cells))
    return bool(fields & _PHONE_LIKE) and bool(fields & _PRODUCT_LIKE)
