"""The erasures in a file beside the backups: which ones to do again when an older backup comes back.

One JSON object a line: the public ids of shop, customer and record, and the time. Nothing in it says who anybody was.
A line is on the disk before the erasure begins, since a restore may come at any moment.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure as the file tells it."""

    shop: UUID
    customer: UUID
    record: UUID
    asked_at: datetime

    def as_line(self) -> str:
        said = {
            "shop": str(self.shop),
            "customer": str(self.customer),
            "record": str(self.record),
            "asked_at": self.asked_at.isoformat(),
        }
        return json.dumps(said, sort_keys=True)


def entry_of(line: str) -> Entry | None:
    """What a line says; None for one that was cut off by a power failure."""
    try:
        said = json.loads(line)
        return Entry(
            UUID(said["shop"]),
            UUID(said["customer"]),
            UUID(said["record"]),
            datetime.fromisoformat(said["asked_at"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def write(file: Path, entries: Iterable[Entry]) -> None:
    """Append what is not there yet and wait until the disk has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        text = held.read()
        known = {entry.record for line in text.splitlines() if (entry := entry_of(line))}
        new = [entry.as_line() for entry in entries if entry.record not in known]
        if not new:
            return
        held.write(("\n" if text and not text.endswith("\n") else "") + "\n".join(new) + "\n")
        held.flush()
        os.fsync(held.fileno())


def read(file: Path) -> Iterator[Entry]:
    """Every entry of the file, oldest first; none when there is no file."""
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            entry = entry_of(line)
            if entry is not None:
                yield entry
