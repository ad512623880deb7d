"""``manage.py replay_erasures``: erase again whom an older database brought back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from transparency.erasure import logbook
from transparency.erasure.paths import logbook_file
from transparency.erasure.services import erase_again


class Command(BaseCommand):
    help = (
        "Do again the erasures of the logbook (and of FILE) wherever the database still knows the person. "
        "restore does it by itself; call it after any other way of putting an older state back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="*", type=Path, help="further logbooks; - reads one from standard input"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        entries = {entry.record: entry for entry in _entries(options["file"])}
        done = erase_again(sorted(entries.values(), key=lambda entry: entry.asked_at))
        if options["json"]:
            self.stdout.write(json.dumps({"known": len(entries), "erased_again": done}))
        else:
            self.stdout.write(f"{len(entries)} erasures are known; {done} were done again")


def _entries(files: list[Path]) -> Iterator[logbook.Entry]:
    yield from logbook.read(logbook_file())
    for file in files:
        if str(file) == "-":
            yield from (entry for line in sys.stdin if (entry := logbook.entry_of(line)))
        else:
            yield from logbook.read(file)
