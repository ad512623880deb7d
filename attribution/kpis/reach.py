"""Up to which day the records of a shop are known. Pure; see docs/adr/0010."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

# Records that end this long ago are history: figures are read from their end, and the page says so.
HISTORY_AFTER: Final = timedelta(days=30)


def ended_on(latest: date | None, yesterday: date) -> date | None:
    """The last day with a record when that is history; None for a shop that goes on, or that has none."""
    return latest if latest is not None and yesterday - latest > HISTORY_AFTER else None


def known_until(latest: date | None, yesterday: date) -> date:
    """The as-of day when none is asked for: yesterday, or the end of the records."""
    return ended_on(latest, yesterday) or yesterday
