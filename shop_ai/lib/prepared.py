"""Statements that a connection plans once and then only runs: for the few hot ones whose planning costs more than they do.

Django binds values into the text of each statement, so that no two are the same to Postgres. These go with their values
apart (``PREPARE`` through psycopg); a plan is kept a connection. Values may need a cast, as ``%(ids)s::bigint[]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.postgresql.base import ServerBindingCursor


def prepared_rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement in the scope and transaction of the caller; seen by whoever counts queries."""
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = 0  # Django says None, which forbids it; its own cursors never prepare
    # Any: the stubs of Django do not know that this cursor is one of psycopg.
    bare: Any = cast("Any", ServerBindingCursor)(raw)
    cursor = connection.make_debug_cursor(bare) if connection.queries_logged else connection.make_cursor(bare)
    with cursor:
        cursor.execute(statement, values)
        if connection.queries_logged:
            # Django looks for the text in a cursor that had it put together, and finds none.
            connection.queries_log[-1]["sql"] = statement
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def lasting_rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The same; on a connection that the database has closed meanwhile, once more on a new one.

    For statements that may run twice, on ways that Django's look at a connection before a request does not stand in.
    """
    try:
        return prepared_rows(statement, values)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or is_open():
            raise
        connection.close()
        return prepared_rows(statement, values)


def is_open() -> bool:
    """Whether the database has left this thread's connection open, as after a statement that took too long."""
    raw = connection.connection
    return raw is not None and not raw.closed
