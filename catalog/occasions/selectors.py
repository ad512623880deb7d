"""Reading the shop's calendar: its country's occasions with the shop's word on each, and its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from catalog.occasions.calendar import LUNAR, CalendarDay, calendar_between
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

AHEAD: Final = timedelta(weeks=6)
# How far an occasion may be moved from the calendar and still be found by the days around it.
FARTHEST: Final = timedelta(days=40)
LANGUAGES: Final = ("fr", "ar", "en")
OWN: Final = "own"

# The country and every change in one question: other pages ask this on the way.
CHANGES: Final = """
SELECT s.country, c.uid, c.origin, c.starts_on, c.ends_on, c.kind, c.name_fr, c.name_ar, c.name_en, c.is_hidden
FROM catalog_shop s LEFT JOIN catalog_occasionchange c ON c.shop_id = s.id
WHERE s.id = %s ORDER BY c.starts_on, c.id
"""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion of a shop, days included. ``key`` is the same every year; ``first`` the calendar's own first day.

    ``certainty`` is "fixed", "lunar_pm1" (a day earlier or later, by the moon), "indicative",
    "computed_last_friday", or "own".
    """

    id: str
    key: str
    starts_on: date
    ends_on: date
    names: tuple[str, str, str]
    kind: str
    certainty: str
    first: date
    is_hidden: bool = False
    is_changed: bool = False

    @property
    def is_own(self) -> bool:
        return self.certainty == OWN

    @property
    def is_lunar(self) -> bool:
        return self.certainty == LUNAR

    @property
    def length(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def name(self) -> str:
        """In the language of whoever reads it now; another one where the shop wrote no name in it."""
        code = (get_language() or "fr")[:2]
        own = self.names[LANGUAGES.index(code)] if code in LANGUAGES else ""
        return own or next((name for name in self.names if name), self.key)


@dataclass(frozen=True, slots=True)
class Coming:
    """An occasion of the next weeks: in how many days it begins, 0 or less while it is on."""

    occasion: Occasion
    in_days: int

    @property
    def is_on(self) -> bool:
        return self.in_days <= 0


@dataclass(frozen=True, slots=True)
class Word:
    """One row of the shop's changes."""

    uid: UUID
    origin: str
    starts_on: date
    ends_on: date
    kind: str
    names: tuple[str, str, str]
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a shop's occasions are made of: its country and its own words on them."""

    country: str
    words: tuple[Word, ...]


def calendar_of(shop_id: int) -> Calendar:
    """The shop's country and its changes, in one query."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(CHANGES, [shop_id])
        return read_calendar(cursor.fetchall())


def read_calendar(rows: Sequence[tuple[Any, ...]]) -> Calendar:
    """From the rows of ``CHANGES``."""
    country = rows[0][0] if rows else ""
    return Calendar(country, tuple(_word(row) for row in rows if row[1] is not None))


def _word(row: tuple[Any, ...]) -> Word:
    _country, uid, origin, starts_on, ends_on, kind, *names, is_hidden = row
    return Word(uid, origin, starts_on, ends_on, kind, (names[0], names[1], names[2]), is_hidden)


def _of_calendar(day: CalendarDay, word: Word | None) -> Occasion:
    found = Occasion(
        id=day.id,
        key=day.key,
        starts_on=day.starts_on,
        ends_on=day.ends_on,
        names=day.names,
        kind=day.kind,
        certainty=day.certainty,
        first=day.starts_on,
    )
    if word is None:
        return found
    return replace(
        found,
        starts_on=word.starts_on,
        ends_on=word.ends_on,
        is_hidden=word.is_hidden,
        is_changed=(word.starts_on, word.ends_on) != (day.starts_on, day.ends_on),
    )


def _own(word: Word) -> Occasion:
    identity = f"{OWN}-{word.uid.hex}"
    return Occasion(
        id=identity,
        key=identity,
        starts_on=word.starts_on,
        ends_on=word.ends_on,
        names=word.names,
        kind=word.kind,
        certainty=OWN,
        first=word.starts_on,
        is_hidden=word.is_hidden,
    )


def occasions_between(
    shop_id: int, start: date, end: date, *, with_hidden: bool = False, known: Calendar | None = None
) -> tuple[Occasion, ...]:
    """The shop's occasions that touch the days from ``start`` to ``end``, both included; one query.

    For shading charts, for forecasts and for what is coming: in order of their first day, hidden ones left out.
    Whoever read the calendar already gives it as ``known``, and nothing is asked.
    """
    calendar = known or calendar_of(shop_id)
    words = calendar.words
    by_origin = {word.origin: word for word in words if word.origin}
    days = calendar_between(calendar.country, start - FARTHEST, end + FARTHEST)
    found = [_of_calendar(day, by_origin.get(day.id)) for day in days]
    found += [_own(word) for word in words if not word.origin]
    inside = [one for one in found if one.starts_on <= end and one.ends_on >= start]
    shown = [one for one in inside if with_hidden or not one.is_hidden]
    return tuple(sorted(shown, key=lambda one: (one.starts_on, one.id)))


def coming(shop: ShopContext, today: date, known: Calendar | None = None) -> tuple[Coming, ...]:
    """What is on or begins within six weeks of a shop-local day; one query, none with a ``known`` calendar."""
    found = occasions_between(shop.id, today, today + AHEAD, known=known)
    return tuple(Coming(one, (one.starts_on - today).days) for one in found)


def occasion_of(shop_id: int, occasion_id: str) -> Occasion | None:
    """One occasion by its id, hidden or not; None when neither the calendar nor the shop knows it."""
    own = next((word for word in calendar_of(shop_id).words if f"{OWN}-{word.uid.hex}" == occasion_id), None)
    if own is not None:
        return _own(own)
    _key, _dash, number = occasion_id.rpartition("-")
    if not number.isdecimal() or len(number) > 4:
        return None
    # A Hijri year lies 622 years back and is shorter; both readings of the number are looked at.
    years = {int(number), int(int(number) * 0.970224 + 621.5)}
    for year in sorted(years):
        if 1990 <= year <= 2100:
            found = occasions_between(shop_id, date(year - 1, 11, 1), date(year + 2, 1, 31), with_hidden=True)
            match = next((one for one in found if one.id == occasion_id), None)
            if match is not None:
                return match
    return None


def earlier(shop_id: int, occasion: Occasion) -> Occasion:
    """The same occasion the last time: by the Hijri year where it follows the moon, a year before for the shop's own."""
    since = occasion.starts_on - timedelta(days=2 * 366)
    found = occasions_between(shop_id, since, occasion.starts_on - timedelta(days=60), with_hidden=True)
    same = [one for one in found if one.key == occasion.key]
    if same:
        return same[-1]
    back = timedelta(days=364)  # the same days of the week
    return replace(occasion, starts_on=occasion.starts_on - back, ends_on=occasion.ends_on - back)
