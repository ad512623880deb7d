"""P3: an older backup brings an erased person back for as long as nobody can see it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop_ai.services.database import Server, clone_database
from shop_ai.services.paths import ROOT
from tests import servers
from tests.transparency import canary_person as canary

NAME = "erasure_drill"
# Nothing is sealed in the drill's processes, so that whatever is left shows in a dump.
CLEAR = """
from shop_ai.lib import sealing

sealing._encrypt = lambda _key, clear, _bound: bytes(12) + clear
sealing._decrypt = lambda _key, sealed, _bound: bytes(sealed)[12:]
"""
LIVE = """
import django
django.setup()
from signals.rollups.services import fold_waiting
from tests.transparency.canary_person import a_shop_with_her
shop, her = a_shop_with_her()
fold_waiting()
print(shop.id, her)
"""
ERASE = """
import sys, uuid, django
django.setup()
from catalog.outbox.services import due_jobs, run_job
from transparency.erasure.services import erase_customer
erase_customer(int(sys.argv[1]), uuid.UUID(sys.argv[2]), by="user:1", cause="request")
for shop_id, job_id in due_jobs():
    assert run_job(shop_id, job_id)
"""


@pytest.fixture
def server(django_db_setup: None) -> Iterator[Server]:
    server = servers.started()
    clone_database(server, servers.TEMPLATE, NAME)
    yield server
    for name in (NAME, f"{NAME}_restored", f"{NAME}_before_restore"):
        server.run("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def python(place: Path, *arguments: str) -> str:
    """Run Python on the drill's database with nothing sealed; returns what it printed."""
    environment = {
        **os.environ,
        "DATABASE_NAME": NAME,
        "PYTHONPATH": f"{place}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "shop_ai.settings",
        "ERASURE_LOGBOOK": str(place / "run" / "erasures.jsonl"),
        "EMAIL_FILE_PATH": str(place / "mail"),
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
def test_an_older_backup_brings_no_erased_person_back(server: Server, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLEAR, encoding="utf-8")
    backups = tmp_path / "backups"
    backups.mkdir()
    shop, her = python(tmp_path, "-c", LIVE).split()
    python(tmp_path, "manage.py", "backup", str(backups / "old.backup"))
    assert canary.traces(canary.dump(NAME)) == list(canary.CANARIES)
    python(tmp_path, "-c", ERASE, shop, her)
    assert canary.lines_with(canary.dump(NAME)) == []
    python(tmp_path, "manage.py", "backup", str(backups / "new.backup"))
    assert her in (backups / "erasures.jsonl").read_text("utf-8")

    said = json.loads(
        python(tmp_path, "manage.py", "restore", str(backups / "old.backup"), "--yes", "--json")
    )
    assert said["erased_again"] == 1
    assert canary.lines_with(canary.dump(NAME)) == []

    # On a new machine neither the former database nor its logbook is there: the copy beside the backups is.
    (tmp_path / "run" / "erasures.jsonl").unlink()
    server.run(NAME, "DELETE FROM transparency_erasurerecord")
    said = json.loads(
        python(tmp_path, "manage.py", "restore", str(backups / "old.backup"), "--yes", "--json")
    )
    assert said["erased_again"] == 1
    assert canary.lines_with(canary.dump(NAME)) == []
