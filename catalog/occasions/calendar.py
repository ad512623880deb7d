"""A country's occasions of any year: the years of its file as written there, the others by the file's own rules.

The file (``data/<country>.csv``) is data: dates, names in three languages, kind, how certain the date is, and the
Hijri month and day of what follows the moon. Nothing here knows a shop.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from catalog.occasions.hijri import hijri_day, hijri_year

DATA: Final = Path(__file__).with_name("data")
LUNAR: Final = "lunar_pm1"
LAST_FRIDAY: Final = "computed_last_friday"
FIRST_YEAR, LAST_YEAR = 1990, 2100
FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One occasion as the country's calendar has it; ``id`` is the key with its year, Hijri where it follows the moon."""

    id: str
    key: str
    starts_on: date
    ends_on: date
    names: tuple[str, str, str]
    kind: str
    certainty: str
    hijri: tuple[int, int] | None

    @property
    def days(self) -> timedelta:
        return self.ends_on - self.starts_on


def countries() -> list[str]:
    """The countries that have a calendar, as two capital letters."""
    return sorted(path.stem.upper() for path in DATA.glob("*.csv"))


@cache
def written(country: str) -> tuple[CalendarDay, ...]:
    """The file of a country in the order of its days; empty for a country without one."""
    if country not in countries():
        return ()
    with (DATA / f"{country.lower()}.csv").open(encoding="utf-8", newline="") as file:
        days = [_written_day(row) for row in csv.DictReader(file)]
    return tuple(sorted(days, key=lambda day: (day.starts_on, day.id)))


def _written_day(row: dict[str, str]) -> CalendarDay:
    starts_on = date.fromisoformat(row["date"])
    month, _dash, day = row["hijri"].partition("-")
    hijri = (int(month), int(day)) if month else None
    year = hijri_year(starts_on, *hijri) if hijri else starts_on.year
    return CalendarDay(
        id=f"{row['key']}-{year}",
        key=row["key"],
        starts_on=starts_on,
        ends_on=date.fromisoformat(row["end"]) if row["end"] else starts_on,
        names=(row["fr"], row["ar"], row["en"]),
        kind=row["kind"],
        certainty=row["certainty"],
        hijri=hijri,
    )


@cache
def calendar_year(country: str, year: int) -> tuple[CalendarDay, ...]:
    """What begins in a Gregorian year: as written when the file holds the year, else by the same rules."""
    days = written(country)
    if not days or not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    own = tuple(day for day in days if day.starts_on.year == year)
    if own:
        return own
    known = sorted({day.starts_on.year for day in days})
    model = min(known, key=lambda one: abs(one - year))
    moved = [again for day in days if day.starts_on.year == model for again in _again(day, year)]
    taken = {day.id for day in days}
    return tuple(
        sorted((day for day in moved if day.id not in taken), key=lambda day: (day.starts_on, day.id))
    )


def _again(day: CalendarDay, year: int) -> list[CalendarDay]:
    """The same occasion in another year; what follows the moon may fall twice into one, or not at all."""
    if day.hijri:
        near = hijri_year(date(year, 7, 1), *day.hijri)
        found = [(one, hijri_day(one, *day.hijri)) for one in range(near - 1, near + 2)]
        return [_moved(day, number, starts) for number, starts in found if starts.year == year]
    if day.certainty == LAST_FRIDAY:
        return [_moved(day, year, last_friday(year, day.starts_on.month))]
    return [_moved(day, year, day.starts_on.replace(year=year))]


def _moved(day: CalendarDay, number: int, starts_on: date) -> CalendarDay:
    return CalendarDay(
        id=f"{day.key}-{number}",
        key=day.key,
        starts_on=starts_on,
        ends_on=starts_on + day.days,
        names=day.names,
        kind=day.kind,
        certainty=day.certainty,
        hijri=day.hijri,
    )


def last_friday(year: int, month: int) -> date:
    """The last Friday of a month."""
    end = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return end - timedelta(days=(end.weekday() - FRIDAY) % 7)


def calendar_between(country: str, start: date, end: date) -> list[CalendarDay]:
    """What touches the days from ``start`` to ``end``, both included, in order of its first day."""
    years = range(start.year - 1, end.year + 1)
    days = [day for year in years for day in calendar_year(country, year)]
    return [day for day in days if day.starts_on <= end and day.ends_on >= start]
