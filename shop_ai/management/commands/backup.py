"""``manage.py backup FILE``: every shop, person, event and decision in one file."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop_ai.management.instance import database, server
from shop_ai.services.backup import BackupRefused, dump


class Command(BaseCommand):
    help = (
        "Write the whole instance into FILE while it goes on working. Personal fields stay sealed in it: "
        "keep MASTER_KEY elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        began = time.monotonic()
        try:
            size = dump(server(), database(), file)
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(file), "bytes": size, "seconds": seconds}))
        else:
            self.stdout.write(f"{file}: {size / 1e6:.1f} MB in {seconds} s")
