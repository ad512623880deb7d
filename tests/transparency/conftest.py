"""What the ledger's tests need of the database's owner."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests import servers


@pytest.fixture
def as_owner_of_tables() -> Callable[[str], None]:
    """Run SQL as the superuser of the test server: what somebody with the machine in hand could do."""

    def run(sql: str) -> None:
        servers.started().run(os.environ["DATABASE_NAME"], sql)

    return run
