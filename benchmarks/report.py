"""One measured figure, and how it is printed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypedDict


class Row(TypedDict):
    """``value`` and ``floor`` are in ``unit``; ``ratio`` is ours against the floor's; ``n`` counts repetitions."""

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    n: int


FIELDS = tuple(Row.__annotations__)


def as_line(row: Mapping[str, Any]) -> str:
    """The row as one line of JSON, fields in order; raises ``ValueError`` when one is missing or unknown."""
    if set(row) != set(FIELDS):
        raise ValueError(f"a row has exactly {', '.join(FIELDS)}; got {', '.join(sorted(row))}")
    return json.dumps({field: row[field] for field in FIELDS}, ensure_ascii=False)
