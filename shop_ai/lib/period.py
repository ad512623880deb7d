"""A stretch of whole shop-local days, and the stretches it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Self
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
_WEEK = 7
PRESETS = (
    "today",
    "yesterday",
    "last_7_days",
    "last_30_days",
    "last_90_days",
    "this_month",
    "last_month",
    "this_year",
    "last_12_months",
)
_LAST = {"last_7_days": 7, "last_30_days": 30, "last_90_days": 90}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both included; raises ValueError when the end comes first."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end on {self.end} and start on {self.start}")

    @classmethod
    def preset(cls, name: str, today: date) -> Self:
        """One of ``PRESETS`` as of ``today``; the ``last_*_days`` are whole days, so they end yesterday.

        Raises KeyError for another name.
        """
        if name in _LAST:
            return cls(today - _LAST[name] * DAY, today - DAY)
        first = today.replace(day=1)
        starts_and_ends = {
            "today": (today, today),
            "yesterday": (today - DAY, today - DAY),
            "this_month": (first, today),
            "last_month": ((first - DAY).replace(day=1), first - DAY),
            "this_year": (today.replace(month=1, day=1), today),
            "last_12_months": (_a_year_before(first), first - DAY),
        }
        return cls(*starts_and_ends[name])

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    @property
    def previous(self) -> Self:
        """As many days, just before."""
        return self.shifted(-self.length)

    @property
    def matched(self) -> Self:
        """As many days, before this period, on the same days of the week: moved back by whole weeks."""
        return self.shifted(-_WEEK * ceil(self.length / _WEEK))

    def shifted(self, days: int) -> Self:
        return type(self)(self.start + days * DAY, self.end + days * DAY)

    def days(self) -> Iterator[date]:
        return (self.start + offset * DAY for offset in range(self.length))

    def within(self, other: Self) -> Self:
        """What both have in common; raises ValueError when that is nothing."""
        return type(self)(max(self.start, other.start), min(self.end, other.end))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def week_key(day: date) -> str:
    """The ISO week, ``2011-W35``; it may lie in another year than the day."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_key(day: date) -> str:
    """``2011-08``."""
    return f"{day.year}-{day.month:02d}"


def period_of_key(key: str) -> Period:
    """The whole day, week or month of a key such as ``2011-08-31``, ``2011-W35``, ``2011-08``; ValueError for others."""
    if "W" in key:
        monday = date.fromisoformat(key)
        return Period(monday, monday + (_WEEK - 1) * DAY)
    if len(key) == len("2011-08"):
        first = date.fromisoformat(f"{key}-01")
        return Period(first, (first + 31 * DAY).replace(day=1) - DAY)
    return Period(date.fromisoformat(key), date.fromisoformat(key))


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The shop-local day of an aware moment."""
    return moment.astimezone(zone).date()


def last_complete_day(now: datetime, zone: ZoneInfo) -> date:
    """Yesterday, where the shop is."""
    return local_day(now, zone) - DAY


def _a_year_before(first_of_month: date) -> date:
    return first_of_month.replace(year=first_of_month.year - 1)
