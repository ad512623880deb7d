"""New, regular, inactive: every known customer is in exactly one. Pure but for the words.

Source: the contract's definitions. Inactive = at least one delivered order and the last so many days ago or more;
regular = two or more, the last more recent; new = everyone else known.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from shop_ai.lib.table import Badge

SEGMENTS: Final[dict[str, Badge]] = {
    "new": Badge(_("New"), "accent", "sparkles"),
    "regular": Badge(_("Regular"), "good", "circle-check"),
    "inactive": Badge(_("Inactive"), "warn", "clock"),
}
REGULAR_FROM: Final = 2


def segment_sql(*, as_of: str = "%(as_of)s", last: str = "last_on", delivered: str = "delivered") -> str:
    """The same decision as an SQL expression over columns; ``as_of`` may be another parameter."""
    return f"""CASE
    WHEN {as_of}::date - {last} >= %(inactive)s THEN 'inactive'
    WHEN {delivered} >= {REGULAR_FROM} THEN 'regular'
    ELSE 'new' END"""


SEGMENT_SQL: Final = segment_sql()


def segment_of(delivered: int, last_on: date | None, *, as_of: date, inactive_after: int) -> str:
    """One of SEGMENTS, from the number of delivered orders until ``as_of`` and the day of the last."""
    if last_on is not None and (as_of - last_on).days >= inactive_after:
        return "inactive"
    return "regular" if delivered >= REGULAR_FROM else "new"
