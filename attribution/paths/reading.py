"""Files of paths: ``path;total_conversions;total_conversion_value;total_null``, read in parts of bounded memory.

Semicolons, commas or tabs, quoted or not, with or without a byte-order mark; the last two columns may be missing, and further
ones are ignored. A path is ``a > b > c``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

import numpy as np

from attribution.paths.touches import Floats, Ints, Paths, steps_back

PATH: Final = "path"
CONVERSIONS: Final = "total_conversions"
VALUE: Final = "total_conversion_value"
NULL: Final = "total_null"
HEADER: Final = f"{PATH};{CONVERSIONS};{VALUE};{NULL}"
PART: Final = 50_000  # rows
LONGEST_CELL: Final = 10_000_000
SEPARATOR: Final = ">"
PLAIN: Final = " > "


class BadFile(ValueError):
    """The file cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand; -1 for one that is missing."""

    path: int
    conversions: int
    value: int
    null: int
    width: int
    comma_is_decimal: bool


@dataclass(slots=True)
class _Rows:
    """Rows of one part as they stand in the file, and the last line of each."""

    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_paths(file: Path) -> Iterator[Paths]:
    """The file's paths in parts of 50,000 rows; names keep their numbers from part to part. Raises BadFile."""
    try:
        with file.open(encoding=_encoding(file), newline="") as lines:
            yield from _parts(lines)
    except UnicodeDecodeError as error:
        raise BadFile(f"the file is not UTF-8 text (byte {error.start} cannot be read)") from error


def _encoding(file: Path) -> str:
    with file.open("rb") as raw:
        begins = raw.read(2)
    return "utf-16" if begins in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _parts(lines: TextIO) -> Iterator[Paths]:
    header = lines.readline()
    delimiter = max(";,\t", key=header.count)
    columns = _columns(next(csv.reader([header.strip("\r\n")], delimiter=delimiter), []), delimiter)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(lines, delimiter=delimiter)
    codes: dict[str, int] = {}
    part = _Rows()
    try:
        for row in rows:
            if row:
                part.cells.append(row)
                part.lines.append(rows.line_num + 1)
            if len(part.cells) == PART:
                yield _as_paths(part, columns, codes)
                part = _Rows()
    except csv.Error as error:
        raise BadFile(f"line {rows.line_num + 1}: {error}") from error
    if part.cells:
        yield _as_paths(part, columns, codes)


def _as_paths(part: _Rows, columns: Columns, codes: dict[str, int]) -> Paths:
    """All rows at once where they are written plainly; row by row otherwise, which also finds the line of a mistake."""
    for row, line in zip(part.cells, part.lines, strict=True):
        if len(row) != columns.width:
            raise BadFile(f"line {line}: {len(row)} columns where the header has {columns.width}")
    channels, lengths = _touches(part, columns, codes)
    won, worth, lost = _numbers(part, columns)
    return Paths(tuple(codes), channels, lengths, steps_back(lengths), won, worth, lost)


def _touches(part: _Rows, columns: Columns, codes: dict[str, int]) -> tuple[Ints, Ints]:
    texts = [row[columns.path] for row in part.cells]
    names = PLAIN.join(texts).split(PLAIN)
    lengths = [text.count(PLAIN) + 1 for text in texts]
    if not all(map(_is_plain, set(names))):
        split = [_split(text, line) for text, line in zip(texts, part.lines, strict=True)]
        names, lengths = [name for path in split for name in path], [len(path) for path in split]
    for name in dict.fromkeys(names):
        codes.setdefault(name, len(codes))
    return np.array([codes[name] for name in names], dtype=np.int64), np.array(lengths, dtype=np.int64)


def _is_plain(name: str) -> bool:
    return bool(name) and SEPARATOR not in name and name == name.strip()


def _split(text: str, line: int) -> list[str]:
    names = [name.strip() for name in text.split(SEPARATOR)]
    if not all(names):
        what = "a touch without a name in the path" if any(names) else "the path is empty"
        raise BadFile(f"line {line}: {what}")
    return names


def _numbers(part: _Rows, columns: Columns) -> list[Floats]:
    wanted = ((columns.conversions, CONVERSIONS), (columns.value, VALUE), (columns.null, NULL))
    found = [_column(part, at, name, columns) for at, name in wanted]
    wrong = np.flatnonzero((found[1] > 0) & (found[0] == 0))
    if len(wrong):
        line, cell = part.lines[wrong[0]], part.cells[wrong[0]][columns.value]
        raise BadFile(f"line {line}: {VALUE} is {cell} where {CONVERSIONS} is 0")
    return found


def _column(part: _Rows, at: int, name: str, columns: Columns) -> Floats:
    """A column's numbers, 0 or more; zeros for one that is missing."""
    if at < 0:
        return np.zeros(len(part.cells))
    texts = [row[at] for row in part.cells]
    try:
        numbers = np.array(texts, dtype=np.float64)
    except ValueError:
        numbers = np.array(
            [_number(text, name, columns, line) for text, line in zip(texts, part.lines, strict=True)]
        )
    wrong = np.flatnonzero(~(np.isfinite(numbers) & (numbers >= 0)))
    if len(wrong):
        line, cell = part.lines[wrong[0]], texts[wrong[0]]
        raise BadFile(f"line {line}: {name} is {cell!r}; it must be 0 or more")
    return numbers


def _number(text: str, name: str, columns: Columns, line: int) -> float:
    """One cell's number, 0 for an empty one; a decimal comma where commas do not separate columns."""
    plain = text.strip()
    if columns.comma_is_decimal:
        plain = plain.replace(",", ".")
    if not plain:
        return 0.0
    try:
        return float(plain)
    except ValueError as error:
        raise BadFile(f"line {line}: {name} is {text!r}, which is no number") from error


def _columns(header: list[str], delimiter: str) -> Columns:
    names = [name.strip().lower() for name in header]
    for needed in (PATH, CONVERSIONS):
        if needed not in names:
            raise BadFile(f"line 1: the column {needed!r} is missing; the header is {HEADER}")
    twice = next((name for name in (PATH, CONVERSIONS, VALUE, NULL) if names.count(name) > 1), None)
    if twice:
        raise BadFile(f"line 1: the column {twice!r} stands there twice")
    path, won, worth, lost = (
        names.index(name) if name in names else -1 for name in (PATH, CONVERSIONS, VALUE, NULL)
    )
    return Columns(path, won, worth, lost, len(names), delimiter != ",")
