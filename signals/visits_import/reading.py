"""Tables with one row a visit and a column that says whether it bought. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from catalog.imports.records import RowError
from shop_ai.lib.text import normalise, tidy

OUTCOME: Final = "revenue"
# Column of the file -> the group that it is shown as.
DIMENSIONS: Final = {
    "visitortype": "visitor_type",
    "weekend": "weekend",
    "traffictype": "traffic_type",
    "region": "region",
    "month": "month",
}
# The shortened copy of the UCI table writes 1 for yes and 2 for no, the full one TRUE and FALSE.
_YES: Final = {"1", "true", "yes", "oui", "vrai", "y", "نعم"}
_NO: Final = {"0", "2", "false", "no", "non", "faux", "n", "لا"}
_LONGEST: Final = 60

Group = tuple[str, str]  # dimension and value; both empty for all visits


@dataclass(slots=True)
class Visits:
    """Counts of visits and of buying visits by group, and a digest of the cells they come from."""

    sessions: Counter[Group] = field(default_factory=Counter)
    buying: Counter[Group] = field(default_factory=Counter)
    digest: str = ""

    @property
    def count(self) -> int:
        return self.sessions["", ""]


def read(header: Sequence[str], rows: Iterable[tuple[int, list[str]]], errors: list[RowError]) -> Visits:
    """Count the rows; a row without a readable outcome is put among ``errors`` and not counted."""
    names = [normalise(cell) for cell in header]
    outcome = names.index(OUTCOME)
    groups = [(DIMENSIONS[name], at) for at, name in enumerate(names) if name in DIMENSIONS]
    visits, cells_seen = Visits(), hashlib.sha256("\x1f".join(names).encode())
    for row, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        cells_seen.update(("\x1e" + "\x1f".join(cells)).encode())
        said = cells[outcome] if outcome < len(cells) else ""
        bought = _bought(said)
        if bought is None:
            errors.append(RowError(row, header[outcome], said, "no_outcome", fatal=True))
            continue
        for group in [("", ""), *_groups(groups, cells)]:
            visits.sessions[group] += 1
            visits.buying[group] += bought
    visits.digest = cells_seen.hexdigest()
    return visits


def _bought(text: str) -> bool | None:
    word = normalise(text)
    return True if word in _YES else False if word in _NO else None


def _groups(groups: Sequence[tuple[str, int]], cells: Sequence[str]) -> list[Group]:
    return [(dimension, tidy(cells[at])[:_LONGEST]) for dimension, at in groups if at < len(cells)]
