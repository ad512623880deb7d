"""The file of tables says what the migrations make: loaded into an empty database, or made one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shop_ai.services import structure
from shop_ai.services.temporary import TemporaryServers

AGAIN = "after a new migration: python -m shop_ai.services.structure"


def test_the_file_was_made_from_the_migrations_as_they_are() -> None:
    assert structure.is_fresh(), AGAIN


@pytest.fixture(scope="module")
def servers() -> Iterator[TemporaryServers]:
    with TemporaryServers(durable=False) as servers:
        structure.migrate_whole(servers, "by_migrations")
        servers.prepare("by_file")
        assert structure.load(servers.server, "by_file")
        yield servers


@pytest.mark.long
def test_the_file_is_what_the_migrations_make(servers: TemporaryServers) -> None:
    assert structure.FILE.read_text() == structure.stamp() + structure.written(servers, "by_migrations"), (
        AGAIN
    )


@pytest.mark.long
def test_a_database_made_from_the_file_gives_the_same_rights(servers: TemporaryServers) -> None:
    by_file, by_migrations = (
        [line for line in structure.dumped(servers.server, name).splitlines() if line.startswith("GRANT")]
        for name in ("by_file", "by_migrations")
    )
    assert "GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalog_order TO shop_ai_app;" in by_file
    assert by_file == by_migrations


@pytest.mark.long
def test_a_database_that_has_tables_is_left_alone(servers: TemporaryServers) -> None:
    before = structure.dumped(servers.server, "by_file")
    assert not structure.load(servers.server, "by_file")
    assert structure.dumped(servers.server, "by_file") == before
