"""By when the law wants a wish about data answered, and how near that is. Pure.

Law 18-07 (art. 34 to 37): access, correction and erasure within ten days; law 18-05 (art. 30 to 34): a wish to get no more
messages is acknowledged within a day. Objection is held to the same ten days, although it is obeyed at once.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

DAYS: Final[dict[str, int]] = {
    "access": 10,
    "copy": 10,
    "correction": 10,
    "objection": 10,
    "erasure": 10,
    "withdrawal": 1,
}
SOON: Final = 3
OPEN_STATES: Final = frozenset({"checking", "open"})


def due_on(kind: str, asked_on: date) -> date:
    """The last day for an answer: calendar days, because the law counts them so."""
    return asked_on + timedelta(days=DAYS[kind])


def urgency(state: str, due: date, today: date) -> str:
    """``late``, ``soon`` (three days or fewer left), ``fine``; empty once it is answered."""
    if state not in OPEN_STATES:
        return ""
    left = (due - today).days
    return "late" if left < 0 else "soon" if left <= SOON else "fine"
