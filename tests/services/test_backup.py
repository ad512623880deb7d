"""R14: a backup brings every row back, and a restore that cannot work changes nothing."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shop_ai.management.commands import restore as restore_command
from shop_ai.services.backup import BackupRefused, dump, restore
from shop_ai.services.database import Server, clone_database
from shop_ai.services.paths import ROOT
from tests import servers

NAME = "backup_drill"
SHOP = "--name Drill --currency DZD --timezone Africa/Algiers --language fr --owner-password a-long-enough-phrase"
ORDERS = "Date;Nom;Téléphone;Wilaya;Produit;Quantité;Prix\n" + "".join(
    f"{day:02d}/03/2026;Amina {day};05500000{day:02d};Alger;Robe;1;2500\n" for day in range(1, 29)
)
TABLES = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
DIGEST = "SELECT '{0} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {0} t"
POLICIES = "SELECT 'policies ' || count(*) FROM pg_policies"


def manage(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_NAME": NAME, **changed}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def make_shop(slug: str) -> None:
    done = manage("create_shop", "--slug", slug, "--owner-email", f"{slug}@example.com", *SHOP.split())
    assert done.returncode == 0, done.stderr


def contents(server: Server) -> dict[str, str]:
    """Rows and digest of every table, and the number of policies that guard them."""
    tables = server.run(NAME, TABLES).split()
    asked = " UNION ALL ".join([*(DIGEST.format(table) for table in tables), POLICIES])
    found = dict(line.split(" ", 1) for line in server.run(NAME, asked).splitlines())
    assert len(found) == len(tables) + 1 > 100
    return found


@pytest.fixture(scope="module")
def shop_and_backup(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Path]]:
    """A database with a shop and 28 orders, and a backup of it."""
    server, place = servers.started(), tmp_path_factory.mktemp("backups")
    clone_database(server, servers.TEMPLATE, NAME)
    make_shop("before")
    (place / "commandes.csv").write_text(ORDERS, encoding="utf-8")
    done = manage("import_file", str(place / "commandes.csv"), "--shop", "before", "--json")
    assert json.loads(done.stdout)["rows"]["created"] == 28
    made = json.loads(manage("backup", str(place / "shops.backup"), "--json").stdout)
    file = Path(made["file"])
    assert (made["bytes"], file.stat().st_mode & 0o777) == (file.stat().st_size, 0o600)
    yield server, file
    for name in (NAME, f"{NAME}_restored", f"{NAME}_before_restore"):
        server.run("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def test_a_restore_brings_every_table_back_and_keeps_what_it_replaced(
    shop_and_backup: tuple[Server, Path],
) -> None:
    server, file = shop_and_backup
    before = contents(server)
    server.run(NAME, "DELETE FROM catalog_orderline; UPDATE catalog_shop SET name = 'Later'")
    assert contents(server) != before
    for _ in range(2):
        done = manage("restore", str(file), "--yes", "--json")
        assert done.returncode == 0, done.stderr
        assert contents(server) == before
        assert json.loads(done.stdout)["kept"] == f"{NAME}_before_restore"


def test_what_cannot_be_restored_changes_nothing(
    shop_and_backup: tuple[Server, Path], tmp_path: Path
) -> None:
    server, file = shop_and_backup
    broken, nonsense = tmp_path / "broken.backup", tmp_path / "nonsense.backup"
    broken.write_bytes(file.read_bytes()[:-5000])
    nonsense.write_text("not a backup")
    before = contents(server)
    for path in (nonsense, broken, tmp_path / "nowhere"):
        with pytest.raises(BackupRefused):
            restore(server, NAME, path, check=lambda _name: None)
        assert contents(server) == before
    done = manage("restore", str(file), "--yes", MASTER_KEY=base64.b64encode(bytes(32)).decode())
    assert done.returncode == 1
    assert "Nothing was changed. MASTER_KEY is not the one" in done.stderr
    assert contents(server) == before
    assert server.run("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{NAME}_restored'") == ""


def test_a_backup_of_a_newer_version_is_refused(
    shop_and_backup: tuple[Server, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, file = shop_and_backup
    monkeypatch.setattr(restore_command, "_known", lambda: {"catalog.0001_initial"})
    monkeypatch.setattr(restore_command, "server", lambda: server)
    again = restore_command.Erasures(file.parent / "erasures.jsonl")
    with pytest.raises(BackupRefused, match=r"newer version.*catalog\.0002_security"):
        restore(server, NAME, file, check=lambda name: restore_command._check(name, again))


def test_without_a_yes_the_command_asks_and_names_what_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", "shops.backup")
    assert "what came since is lost" in capsys.readouterr().out


def test_a_directory_that_cannot_be_written_is_an_error_and_leaves_nothing(
    shop_and_backup: tuple[Server, Path], tmp_path: Path
) -> None:
    server, _file = shop_and_backup
    with pytest.raises(BackupRefused, match="No such file"):
        dump(server, NAME, tmp_path / "missing" / "shops.backup")
    assert list(tmp_path.rglob("*")) == []
