"""Reading what was imported of visits: the share that bought, with its interval, in all and by group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shop_ai.lib.figure import FLOOR
from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.tenancy import shop_scope
from signals.visits_import.models import ImportedSessions

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Conversion:
    """``buying`` of ``sessions`` visits bought; the interval is Wilson's, None under the floor."""

    dimension: str
    value: str
    sessions: int
    buying: int

    @property
    def interval(self) -> Interval | None:
        return wilson(self.buying, self.sessions) if self.sessions >= FLOOR else None


@dataclass(frozen=True, slots=True)
class VisitsFile:
    """One imported table: all its visits, and its groups, which sum to all in each dimension."""

    import_uid: str
    file_name: str
    brought_at: datetime
    total: Conversion
    groups: tuple[Conversion, ...]

    def of(self, dimension: str) -> list[Conversion]:
        return [group for group in self.groups if group.dimension == dimension]


def imported_visits(shop_id: int, import_id: int | None = None) -> list[VisitsFile]:
    """The tables that were imported, the latest first, or the one that an import brought. One query."""
    with shop_scope(shop_id):
        rows = ImportedSessions.objects.select_related("created_import").order_by("-created_import", "pk")
        if import_id is not None:
            rows = rows.filter(created_import=import_id)
        found = list(rows)
    files: dict[str, list[ImportedSessions]] = {}
    for row in found:
        files.setdefault(row.content_sha256, []).append(row)
    return [_file(rows) for rows in files.values()][:MOST_FILES]


def _file(rows: list[ImportedSessions]) -> VisitsFile:
    counts = [Conversion(row.dimension, row.value, row.sessions, row.buying) for row in rows]
    groups = sorted((one for one in counts if one.dimension), key=lambda one: (one.dimension, -one.sessions))
    return VisitsFile(
        import_uid=str(rows[0].created_import.uid),
        file_name=rows[0].file_name,
        brought_at=rows[0].created_at,
        total=next(one for one in counts if not one.dimension),
        groups=tuple(groups),
    )
