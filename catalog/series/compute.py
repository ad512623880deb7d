"""Which posts a series has and on which days they go. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
FEWEST, MOST = 3, 5
# In the order in which they are told, and in the order in which they are kept when there are fewer.
TOLD: Final = ("use", "discovery", "proof", "step_up", "last_call")
KEPT: Final = ("discovery", "proof", "step_up", "use", "last_call")
# Sunday, Tuesday, Thursday: two days between posts and none on a Friday.
POSTING_DAYS: Final = (6, 1, 3)
DAYS_BETWEEN: Final = 2
# A parcel needs its days: what is for an occasion is said before the last day on which it can arrive.
DAYS_BEFORE_OCCASION: Final = 4


def roles_of(count: int, possible: Collection[str]) -> list[str]:
    """``count`` roles (3 to 5, or fewer when fewer are possible) in the order in which they are told."""
    wanted = [role for role in KEPT if role in possible][: max(FEWEST, min(count, MOST))]
    return [role for role in TOLD if role in wanted]


def suggest_days(
    count: int,
    *,
    first: date,
    before: date | None = None,
    busy: Collection[date] = (),
    weekdays: Sequence[int] = POSTING_DAYS,
) -> list[date]:
    """``count`` days from ``first`` on, rising, each once (``weekdays``: Monday is 0).

    Without an occasion: the next posting days that are not ``busy``. With one (``before``, its first day): as late as
    leaves ``DAYS_BEFORE_OCCASION``, at least ``DAYS_BETWEEN`` apart; where there is no room for that, as far apart as
    the days allow, and at worst one a day from ``first`` on.
    """
    if before is None:
        return _forward(count, first, busy, weekdays)
    last = max(before - DAYS_BEFORE_OCCASION * DAY, first)
    room = (last - first).days
    gap = min(DAYS_BETWEEN + 1, room // (count - 1)) if count > 1 else 0
    if gap < 1:
        return [first + place * DAY for place in range(count)]
    days = [last - gap * (count - 1 - place) * DAY for place in range(count)]
    return _aside(days, first, busy) if gap > 1 else days


def _forward(count: int, first: date, busy: Collection[date], weekdays: Sequence[int]) -> list[date]:
    days: list[date] = []
    day = first
    # A year ahead is far enough: beyond it a busy day is taken all the same.
    for _try in range(366):
        if len(days) == count:
            return days
        if day.weekday() in weekdays and day not in busy:
            days.append(day)
        day += DAY
    return days + [day + place * DAY for place in range(count - len(days))]


def _aside(days: list[date], first: date, busy: Collection[date]) -> list[date]:
    """A busy day gives way to the day before it, where that is free and not before ``first``."""
    moved: list[date] = []
    for day in days:
        earlier = day - DAY
        is_free = earlier >= first and earlier not in busy and earlier not in moved
        moved.append(earlier if day in busy and is_free else day)
    return moved


def month_grid(month: date, *, week_starts: int = 6) -> list[list[date]]:
    """The weeks that show a month, whole weeks from ``week_starts`` (6: Sunday) on."""
    first = month.replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    day = first - ((first.weekday() - week_starts) % 7) * DAY
    weeks = []
    while day < following:
        weeks.append([day + place * DAY for place in range(7)])
        day += 7 * DAY
    return weeks
