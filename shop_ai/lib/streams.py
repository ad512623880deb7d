"""Long answers of the database, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import connection

AT_ONCE: Final = 5_000


def streamed(statement: str, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement in the caller's transaction, without any side holding all of them.

    A row of a few numbers takes a hundred times its bytes as Python objects; of half a million orders that is what fills a
    worker's memory. Read to the end, or leave the transaction, before the next statement that may change the same rows.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows
