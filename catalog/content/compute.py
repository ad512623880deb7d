"""What becomes of a value that was measured again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Known:
    """A stored value of one metric of one piece; ``row_id`` is 0 while it is only on its way to the table."""

    measured_on: date
    value: Decimal
    row_id: int = 0


@dataclass(frozen=True, slots=True)
class Fate:
    """``replaces`` is the row of the same day that gets the value, ``adds`` that the day has none yet; else nothing."""

    adds: bool = False
    replaces: int = 0


def fate_of(history: Sequence[Known], day: date, value: Decimal) -> Fate:
    """A history grows only where a value changes, so that the same file brought twice adds nothing.

    The last known value up to ``day`` stands for ``day`` as well; values of later days say nothing about it.
    """
    before = max((known for known in history if known.measured_on <= day), key=_day, default=None)
    if before is None:
        return Fate(adds=True)
    if before.value == value:
        return Fate()
    return Fate(replaces=before.row_id) if before.measured_on == day else Fate(adds=True)


def _day(known: Known) -> date:
    return known.measured_on
