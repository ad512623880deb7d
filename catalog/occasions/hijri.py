"""Days of the Hijri year by the tabular calendar, which differs from the sighted moon by a day at most or two.

Reingold & Dershowitz, Calendrical Calculations, chapter 7: eleven leap years in thirty.
"""

from __future__ import annotations

from datetime import date
from typing import Final

# The first day of the first year, 16 July 622 (Julian), as an ordinal of Python's proleptic calendar.
EPOCH: Final = 227015
MEAN_YEAR: Final = 10631 / 30


def hijri_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri date; months count from 1 (Muharram)."""
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(EPOCH - 1 + before + day)


def hijri_year(near: date, month: int, day: int) -> int:
    """The Hijri year whose given month and day lies nearest to a Gregorian day."""
    guess = int((near.toordinal() - EPOCH) / MEAN_YEAR) + 1
    return min(range(guess - 1, guess + 2), key=lambda year: abs((hijri_day(year, month, day) - near).days))
