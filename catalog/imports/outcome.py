"""What an import did or would do, and the cells it refused. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from catalog.imports.records import RowError

MOST_KEPT: Final = 5000
SKIPPED: Final = "total_row_skipped"


@dataclass(slots=True)
class Refused:
    """Refused cells as they are met: all are counted, the first thousands kept. `rows` are refused as a whole."""

    kept: list[RowError] = field(default_factory=list)
    rows: int = 0
    skipped: int = 0
    warnings: int = 0

    def add(self, error: RowError) -> None:
        if error.fatal:
            self.rows += 1
        elif error.code == SKIPPED:
            self.skipped += 1
        else:
            self.warnings += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(error)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows of the file: read = created + updated + unchanged + rejected; skipped ones are not orders at all."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    skipped: int
    warnings: int
    records: dict[str, dict[str, int]]
    errors: tuple[RowError, ...] = ()

    def rows(self) -> dict[str, int]:
        """The counts by the names that scripts read."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
        }

    def as_json(self) -> dict[str, Any]:
        return {**self.rows(), "skipped": self.skipped, "warnings": self.warnings, "records": self.records}
