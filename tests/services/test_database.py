"""The roles of the database, and the temporary servers that every other test uses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_ai.services import binaries
from shop_ai.services.database import (
    APP,
    BACKUP,
    OWNER,
    Server,
    SqlFailed,
    clone_database,
    exists,
    prepare_database,
)
from shop_ai.services.paths import ROOT, RunDirectory
from shop_ai.services.postgres import Cluster
from shop_ai.services.temporary import PREFIX, TemporaryServers, hold, sweep

SECURED = """
    CREATE TABLE sale (id bigint GENERATED ALWAYS AS IDENTITY, shop_id bigint, amount numeric);
    ALTER TABLE sale ENABLE ROW LEVEL SECURITY;
    ALTER TABLE sale FORCE ROW LEVEL SECURITY;
    CREATE POLICY one_shop ON sale USING (shop_id = nullif(current_setting('app.shop', true), '')::bigint);
"""


@pytest.fixture(scope="module")
def servers() -> Iterator[TemporaryServers]:
    with TemporaryServers(durable=False) as servers:
        servers.prepare("one")
        as_role(servers, OWNER).run("one", SECURED)
        yield servers


def as_role(servers: TemporaryServers, role: str) -> Server:
    return Server(servers.server.host, superuser=role)


def test_the_owner_makes_tables_that_the_plain_role_may_use_but_not_own(servers: TemporaryServers) -> None:
    plain = as_role(servers, APP)
    plain.run(
        "one", "BEGIN; SET LOCAL app.shop = '7'; INSERT INTO sale (shop_id, amount) VALUES (7, 5); COMMIT"
    )
    assert plain.run("one", "SELECT count(*) FROM sale") == "0"  # no scope, no row
    for forbidden in ("DROP TABLE sale", "TRUNCATE sale", "ALTER TABLE sale DISABLE ROW LEVEL SECURITY"):
        with pytest.raises(SqlFailed, match=r"must be owner|permission denied"):
            plain.run("one", forbidden)
    with pytest.raises(SqlFailed, match="permission denied for schema public"):
        plain.run("one", "CREATE TABLE mine (n int)")
    with pytest.raises(SqlFailed, match="row-level security"):
        plain.run("one", "INSERT INTO sale (shop_id, amount) VALUES (8, 5)")


def test_the_backup_role_dumps_what_row_level_security_hides_and_writes_nothing(
    servers: TemporaryServers,
) -> None:
    servers.server.run("one", "INSERT INTO sale (shop_id, amount) VALUES (9, 123456.5)")
    dump = [binaries.postgres("pg_dump"), "-h", servers.server.host, "-d", "one"]
    seen = subprocess.run([*dump, "-U", BACKUP], capture_output=True, text=True, check=True).stdout
    assert "123456.5" in seen
    refused = subprocess.run([*dump, "-U", APP], capture_output=True, text=True, check=False)
    assert refused.returncode
    with pytest.raises(SqlFailed, match="permission denied"):
        as_role(servers, BACKUP).run("one", "DELETE FROM sale")


@pytest.mark.parametrize("role", [OWNER, APP, BACKUP])
def test_no_role_of_the_product_may_make_roles_or_databases(servers: TemporaryServers, role: str) -> None:
    for forbidden in ("CREATE ROLE more", "CREATE DATABASE more"):
        with pytest.raises(SqlFailed, match="permission denied"):
            as_role(servers, role).run("one", forbidden)


def test_preparing_again_changes_nothing(servers: TemporaryServers) -> None:
    prepare_database(servers.server, "one")
    assert exists(servers.server, "one")
    assert not exists(servers.server, "two")


def test_a_clone_has_tables_and_rights_of_its_template(servers: TemporaryServers) -> None:
    clone_database(servers.server, "one", "copy")
    plain = as_role(servers, APP)
    assert plain.run("copy", "SELECT count(*) FROM sale") == "0"
    as_role(servers, OWNER).run("copy", "CREATE TABLE later (n int)")
    assert plain.run("copy", "INSERT INTO later VALUES (1) RETURNING n") == "1"


def test_upper_and_lower_case_of_every_alphabet_are_known(servers: TemporaryServers) -> None:
    assert (
        servers.server.run("one", "SELECT lower('ÉCLAIR À L’ÉTÉ'), 'Ärger' ILIKE 'ärg%'")
        == "éclair à l’été|t"
    )


def test_durable_servers_write_before_they_answer() -> None:
    with TemporaryServers() as servers:
        shown = [servers.server.run("postgres", f"SHOW {name}") for name in ("fsync", "synchronous_commit")]
        assert shown == ["on", "on"]
        assert servers.server.run("postgres", "SHOW data_checksums") == "on"


def test_temporary_servers_leave_nothing_behind() -> None:
    with TemporaryServers(durable=False) as servers:
        home = servers.run.path
        pids = [child.pid for child in (servers.postgres, servers.valkey) if child]
        assert len(pids) == 2
    assert not home.exists()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_command_runs_beside_temporary_servers() -> None:
    code = (
        "import os, sys; print(os.environ['RUN_DIR']); sys.exit(os.path.exists(os.environ['RUN_DIR']) and 7)"
    )
    command = [sys.executable, "-m", "shop_ai.services.temporary", sys.executable, "-c", code]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
    assert result.returncode == 7
    assert not Path(result.stdout.strip()).exists()


def test_a_killed_initdb_leaves_no_half_of_a_cluster(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, durable=False)
    (tmp_path / "data.new").mkdir()
    (tmp_path / "data.new/PG_VERSION").write_text("18")
    assert not cluster.exists
    cluster.create()
    assert cluster.exists
    assert not (tmp_path / "data.new").exists()


def test_a_directory_of_a_killed_run_is_removed_and_one_in_use_is_not(tmp_path: Path) -> None:
    used, left = (RunDirectory(tmp_path / f"{PREFIX}{name}") for name in ("used", "left"))
    for run in (used, left):
        run.path.mkdir()
    descriptors = [hold(run) for run in (used, left)]
    os.close(descriptors[1])
    assert sweep(tmp_path, age=30) == []  # both are young
    assert sweep(tmp_path, age=0) == [left.path]
    assert used.path.exists()
    os.close(descriptors[0])
