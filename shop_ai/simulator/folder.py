"""A simulated shop as files, in the formats that the importers read."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shop_ai.simulator.model.world import Day, World
from shop_ai.simulator.writers.chats import Chats
from shop_ai.simulator.writers.files import Talkers, as_json_lines, product_file, spend_files
from shop_ai.simulator.writers.posts import content_files
from shop_ai.simulator.writers.sheets import Sheets
from shop_ai.simulator.writers.wire import Sent, past


class Folder:
    """Writes everything under one directory; see docs/contributors/simulator.md for the names."""

    def __init__(self, folder: Path, world: World, zone: ZoneInfo, now: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._world, self._zone, self._now = folder, world, zone, now
        self._talkers, self._chats = Talkers(world, zone, now), Chats(world, zone, now)
        self._written: dict[str, int] = {}

    def begin(self) -> dict[int, str]:
        """Products, content and spend; the pieces have no public ids in files."""
        self._put("products.csv", product_file(self._world))
        for name, content in [*content_files(self._world, self._zone, self._now), *spend_files(self._world)]:
            self._put(name, content)
        for name, header in self._talkers.headers():
            self._put(name, header)
        return {}

    def orders(self, sheets: Sheets) -> None:
        for name, content in sheets.texts():
            stem, number = name.removesuffix(".csv"), self._number(name)
            self._put(f"{stem}-{number:03d}.csv", content)

    def events(self, sent: list[tuple[Day, Sent]]) -> None:
        lines = as_json_lines([past(self._world, day, one) for day, one in sent])
        self._put(f"events-{self._number('events'):04d}.jsonl.gz", gzip.compress(lines, 5, mtime=0))

    def day(self, day: Day) -> None:
        self._chats.add(day)
        for name, rows in self._talkers.rows(day):
            with (self._folder / name).open("ab") as file:
                file.write(rows)

    def end(self) -> dict[str, Any]:
        chats = self._folder / "whatsapp"
        chats.mkdir(exist_ok=True)
        for name, content in self._chats.files():
            (chats / name).write_bytes(content)
        return {"folder": str(self._folder), "files": sum(path.is_file() for path in self._folder.rglob("*"))}

    def _put(self, name: str, content: bytes) -> None:
        (self._folder / name).write_bytes(content)

    def _number(self, name: str) -> int:
        self._written[name] = self._written.get(name, 0) + 1
        return self._written[name]
