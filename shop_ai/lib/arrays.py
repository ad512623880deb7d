"""Long columns of values as Postgres writes arrays.

The driver looks at every value of a list by itself, in Python: beyond some thousands that takes longer than the statement that
reads them. Bind the text where the statement names the type, as ``%(ids)s::bigint[]``.
"""

from __future__ import annotations

from collections.abc import Iterable


def plain_array(values: Iterable[object]) -> str:
    """The array of values whose text has no sign that means something in an array: numbers, dates, uuids; None is NULL."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def text_array(values: Iterable[str]) -> str:
    """The array of any texts without NUL, which Postgres cannot keep."""
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join([f'"{value}"' for value in escaped]) + "}"
