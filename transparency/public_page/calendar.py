"""Opening hours with the shop's calendar: public holidays, Ramadan, days off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from catalog.occasions.models import OccasionKind
from catalog.occasions.selectors import Occasion, occasions_between
from transparency.centre.hours import LONGEST_WAIT, Hours, Opening, SpecialDays, opening, read_times
from transparency.public_page.names import day_name
from transparency.public_page.profile import Profile, away_of, hours_of, is_open_on_holidays

RAMADAN: Final = "ramadan"
# As the week is read where the weekend is Friday and Saturday.
DAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
SOON: Final = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Days in a row with the same times, as "09:00–12:00"; none when closed."""

    days: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedDay:
    day: date
    why: str


def special_days(shop_id: int, profile: Profile, start: date, end: date) -> SpecialDays:
    """Days from ``start`` to ``end`` that are not like their weekday; one query, none when hours are not written."""
    if not hours_of(profile):
        return SpecialDays()
    found = occasions_between(shop_id, start, end)
    ramadan = hours_of(profile, "hours_ramadan")
    other = {day: _on(ramadan, day) for one in found if one.key == RAMADAN and ramadan for day in _days(one)}
    closed = {} if is_open_on_holidays(profile) else dict(_holidays(found))
    for away in away_of(profile):
        closed |= dict.fromkeys(away.days, away.why or _("days off"))
    return SpecialDays(closed, other)


def _holidays(found: Sequence[Occasion]) -> Iterator[tuple[date, str]]:
    for one in found:
        if one.kind == OccasionKind.PUBLIC_HOLIDAY:
            yield from ((day, one.name) for day in _days(one))


def _days(one: Occasion) -> list[date]:
    return [one.starts_on + timedelta(days=n) for n in range(one.length)]


def _on(hours: Hours, day: date) -> Sequence[str]:
    return hours.get(DAYS[day.isoweekday() % 7], ())


def opening_now(profile: Profile, now: datetime, special: SpecialDays) -> Opening:
    """Whether somebody is there at ``now``, a shop-local moment, and when next."""
    return opening(hours_of(profile), now, special)


def days_ahead(now: datetime) -> tuple[date, date]:
    """The days that :func:`opening_now` may look at: yesterday's stretch may go on after midnight."""
    return now.date() - timedelta(days=1), now.date() + LONGEST_WAIT


def closed_soon(profile: Profile, special: SpecialDays, today: date) -> list[ClosedDay]:
    """Days of the next three weeks on which nobody is there although it is a working weekday."""
    hours = hours_of(profile)
    return [
        ClosedDay(day, why)
        for day, why in sorted(special.closed.items())
        if today <= day <= today + SOON and read_times(_on(hours, day))
    ]


def hours_rows(hours: Hours) -> list[HoursRow]:
    """The week, days with the same times together; none when no hours are written."""
    if not any(read_times(times) for times in hours.values()):
        return []
    written = [(day, tuple(_stretches(hours.get(day)))) for day in DAYS]
    rows = []
    for times, same in groupby(written, key=lambda one: one[1]):
        names = [day_name(day) for day, _times in same]
        words = (
            names[0]
            if len(names) == 1
            else _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}
        )
        rows.append(HoursRow(words, times))
    return rows


def _stretches(times: object) -> Iterator[str]:
    for first, last in read_times(times):
        yield f"{first:%H:%M}–{last:%H:%M}"
