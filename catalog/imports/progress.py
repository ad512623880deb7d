"""How far an import is, told while its own transaction is still open.

A second connection writes outside that transaction, so that everybody sees it, and holds a lock for as long as
the process lives: a killed import gives it back by itself, and a second one of the same shop waits its turn.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from django.db import connection

_LOCK_CLASS: Final = 0x494D50  # "IMP", so that other advisory locks cannot meet it
_EVERY_SECONDS: Final = 0.5
_WAIT_MS: Final = 300_000
_NOT_FOR_PSYCOPG: Final = ("pool", "cursor_factory", "context")


class Progress:
    """Writes `rows_seen` of one batch at most twice a second."""

    def __init__(self, link: psycopg.Connection, shop_id: int, batch_id: int) -> None:
        self._link, self._shop_id, self._batch_id = link, shop_id, batch_id
        self._next = 0.0

    def say(self, rows_seen: int) -> None:
        """So many rows of the file were read by now."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY_SECONDS
            self._link.execute(
                "UPDATE catalog_importbatch SET rows_seen = %s WHERE shop_id = %s AND id = %s",
                [rows_seen, self._shop_id, self._batch_id],
            )


@contextmanager
def progress_of(shop_id: int, batch_id: int) -> Iterator[Progress]:
    """The progress of one batch; imports of one shop follow each other. Raises psycopg.errors.LockNotAvailable."""
    parameters = connection.get_connection_params()
    for name in _NOT_FOR_PSYCOPG:
        parameters.pop(name, None)
    with psycopg.connect(**parameters, autocommit=True) as link:
        link.execute("SELECT set_config('app.shop', %s, false)", [str(shop_id)])
        link.execute("SELECT set_config('lock_timeout', %s, false)", [str(_WAIT_MS)])
        link.execute("SELECT set_config('statement_timeout', '0', false)")
        link.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK_CLASS, shop_id])
        yield Progress(link, shop_id, batch_id)
