"""Reading the two files of ``evaluate_recommendations``: sessions to learn from, and queries with their answer. Pure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from signals.recommenders.interface import Interactions
from signals.recommenders.measures import UNKNOWN, Query

COLUMNS: Final = ("prefix", "target")
_AROUND: Final = "\"'[],"


class Unreadable(ValueError):
    """A file that is not what it should be; ``str()`` says which, where and what was expected."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries in the numbers of the sessions' items, and how many rows could not be used."""

    queries: list[Query]
    skipped: int


def read_sessions(path: Path) -> Interactions:
    """One session a line, ids between spaces; empty lines are passed over. Raises :class:`Unreadable`."""
    lines = [found for line in _text(path).splitlines() if (found := ids_of(line))]
    if not lines:
        raise Unreadable(
            f"{path}: no session in it; one session of space-separated item ids a line is expected"
        )
    ids = sorted({item for line in lines for item in line})
    number = {item: place for place, item in enumerate(ids)}
    return Interactions.of(([number[item] for item in line] for line in lines), ids)


def read_queries(path: Path, ids: tuple[int | str, ...]) -> Asked:
    """The rows of a CSV with the columns prefix and target, in any order. Raises :class:`Unreadable`.

    Ids that no session holds say nothing in a prefix, and are a miss as target. A row without target is skipped.
    """
    number = {str(item): place for place, item in enumerate(ids)}
    csv.field_size_limit(2**31 - 1)
    try:
        rows = [
            row for row in csv.reader(io.StringIO(_text(path), newline=""), delimiter=_separator(path)) if row
        ]
    except csv.Error as error:
        raise Unreadable(f"{path}: not a CSV file ({error})") from error
    prefix, target, body = _columns(path, rows)
    queries = []
    for row in body:
        answer = ids_of(row[target]) if len(row) > max(prefix, target) else []
        if len(answer) == 1:
            held = tuple(number[item] for item in ids_of(row[prefix]) if item in number)
            queries.append(Query(held, number.get(answer[0], UNKNOWN)))
    if not queries:
        raise Unreadable(f"{path}: no query in it; rows of a prefix and one target are expected")
    return Asked(queries, len(body) - len(queries))


def ids_of(text: str) -> list[str]:
    """Ids are text of any length between spaces; quotes, brackets and commas around them are not part of them."""
    return [item for word in text.split() if (item := word.strip(_AROUND))]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\x00", "")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: not text in UTF-8 (byte {error.start})") from error


def _separator(path: Path) -> str:
    """The sign of the header; a prefix may hold commas only inside quotes."""
    head = _text(path).lstrip().partition("\n")[0].lower()
    return next((sign for sign in (",", ";", "\t") if sign in head), ",")


def _columns(path: Path, rows: list[list[str]]) -> tuple[int, int, list[list[str]]]:
    """Places of the two columns, and the rows below the header."""
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if not set(COLUMNS) <= set(names):
        raise Unreadable(f"{path}: the first line must name the columns prefix,target")
    return names.index("prefix"), names.index("target"), rows[1:]
