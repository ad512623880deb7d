"""``manage.py backup FILE``: every shop, person, event and decision in one file."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop_ai.management.instance import database, server
from shop_ai.services.backup import BackupRefused, dump
from transparency.erasure import logbook
from transparency.erasure.paths import BESIDE, logbook_file


class Command(BaseCommand):
    help = (
        "Write the whole instance into FILE while it goes on working. Personal fields stay sealed in it: "
        f"keep MASTER_KEY elsewhere. {BESIDE} beside it says whom a later restore must erase again: keep its newest copy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        began = time.monotonic()
        try:
            size = dump(server(), database(), file)
            _write_erasures_beside(file)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(file), "bytes": size, "seconds": seconds}))
        else:
            self.stdout.write(f"{file}: {size / 1e6:.1f} MB in {seconds} s")


def _write_erasures_beside(file: Path) -> None:
    """The instance's own copy is lost with its machine; the one beside the backups is not."""
    known = list(logbook.read(logbook_file()))
    if not known:
        return
    try:
        logbook.write(file.parent / BESIDE, known)
    except OSError as error:
        raise BackupRefused(f"{file.parent / BESIDE}: {error.strerror}") from error
