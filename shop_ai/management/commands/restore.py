"""``manage.py restore FILE``: the instance as it was when the backup was made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from catalog.shops.seals import seal_of
from shop_ai.lib.sealing import CannotOpen
from shop_ai.management.instance import database, server
from shop_ai.services import stamps
from shop_ai.services.backup import BackupRefused, restore
from shop_ai.services.database import OWNER, Server, SqlFailed
from shop_ai.services.paths import ROOT, run_directory
from transparency.erasure.paths import BESIDE

APPLIED: Final = "SELECT app || '.' || name FROM django_migrations"
ONE_KEY: Final = "SELECT uid || ' ' || encode(wrapped_key, 'hex') FROM catalog_shop ORDER BY id LIMIT 1"

ERASED: Final = """
SELECT json_build_object('shop', s.uid, 'customer', r.customer_uid, 'record', r.uid, 'asked_at', r.asked_at)
FROM transparency_erasurerecord r JOIN catalog_shop s ON s.id = r.shop_id ORDER BY r.id
"""


class Command(BaseCommand):
    help = (
        "Replace the whole instance by the backup in FILE. The backup is restored beside the running database, "
        "checked, brought up to this version, rid of whom was erased since, and only then takes its place; the former "
        "one is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if not options["yes"]:
            self._ask(file)
        began = time.monotonic()
        connections.close_all()
        again = Erasures(file.parent / BESIDE)
        try:
            kept = restore(server(), database(), file, check=lambda name: _check(name, again))
        except BackupRefused as refused:
            raise CommandError(f"Nothing was changed. {refused}") from refused
        _forget_stamps()
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            said = {"database": database(), "kept": kept, "seconds": seconds, "erased_again": again.done}
            self.stdout.write(json.dumps(said))
        else:
            self.stdout.write(f"restored in {seconds} s; the former database is kept as {kept}")
            self.stdout.write(f"{again.done} persons whom the backup still knew were erased again")

    def _ask(self, file: Path) -> None:
        self.stdout.write(
            f"Every shop of the database {database()} will be as it was in {file}; what came since is lost."
        )
        if input("Write restore to go on: ").strip() != "restore":
            raise CommandError("Nothing was changed.")


class Erasures:
    """The erasures that came after the backup, done again in the restored database before it takes its place."""

    def __init__(self, beside: Path) -> None:
        self._beside, self.done = beside, 0

    def repeat(self, where: Server, name: str) -> None:
        """Erase whom the restored database still knows; raises BackupRefused when that fails."""
        environment = {**os.environ, "DATABASE_NAME": name, "STATEMENT_TIMEOUT_MS": "0"}
        command = [sys.executable, "manage.py", "replay_erasures", "--json", "-", str(self._beside)]
        done = subprocess.run(
            command,
            env=environment,
            cwd=ROOT,
            input=_erased_until_now(where),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupRefused(f"The erasures could not be done again: {done.stderr.strip()[-500:]}")
        self.done = int(json.loads(done.stdout)["erased_again"])


def _erased_until_now(where: Server) -> str:
    """The erasures that the running database knows, a line each; none when it cannot be read any more."""
    try:
        return where.run(database(), ERASED)
    except SqlFailed:
        return ""


def _check(name: str, again: Erasures) -> None:
    """Whether this version and this key can work with the restored database; then migrations and erasures."""
    where = server()
    newer = set(where.run(name, APPLIED).split()) - _known()
    if newer:
        raise BackupRefused(f"It was made by a newer version, with {', '.join(sorted(newer))}.")
    _check_key(where, name)
    environment = {**os.environ, "DATABASE_NAME": name, "DATABASE_USER": OWNER}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupRefused(done.stderr.strip()[-500:])
    again.repeat(where, name)


def _known() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def _check_key(where: Server, name: str) -> None:
    """A backup under another MASTER_KEY would come back with nobody's name, phone or address readable."""
    found = where.run(name, ONE_KEY)
    if not found:
        return
    uid, wrapped = found.split()
    try:
        seal_of(0, UUID(uid), bytes.fromhex(wrapped))
    except CannotOpen as error:
        raise BackupRefused("MASTER_KEY is not the one that the backup was sealed with.") from error


def _forget_stamps() -> None:
    """What ``./run`` remembers of the former database does not hold for this one."""
    directory = run_directory().stamps
    if directory.is_dir():
        stamps.forget(directory)
