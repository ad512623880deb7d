"""Counting what a page asks of the database."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Not questions about rows: where a transaction begins and ends, and whose it is.
FRAME = re.compile(
    r"^(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET |SELECT (set_config|current_setting)\()", re.I
)


def queries_of(client: Client, address: str) -> list[str]:
    """The statements on tables that a GET makes, in order."""
    client.raise_request_exception = False
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries if not FRAME.match(query["sql"])]
