"""Opening hours: is somebody there now, and if not, when next. Pure.

Hours are written by weekday, ``{"sun": ["09:00", "12:00", "14:00", "18:00"]}``: one stretch or two. A stretch that ends
before it begins goes on after midnight, as in Ramadan. Days may be closed, or have hours of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_WAIT: Final = timedelta(days=92)
DAY: Final = timedelta(days=1)

Hours = Mapping[str, Sequence[str]]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """Days that are not like their weekday: ``closed`` with the reason, ``other`` with their own times."""

    closed: Mapping[date, str] = field(default_factory=dict)
    other: Mapping[date, Sequence[str]] = field(default_factory=dict)


USUAL: Final = SpecialDays()


@dataclass(frozen=True, slots=True)
class Opening:
    """``is_known`` is False when the shop has not written its hours; ``next_at`` is a shop-local time.

    ``why`` is the reason when today is closed although its weekday is not.
    """

    is_known: bool
    is_open: bool
    closes_at: time | None
    next_at: datetime | None
    why: str = ""


def read_times(written: object) -> list[tuple[time, time]]:
    """The stretches of one day; none when it is closed or cannot be read."""
    if not isinstance(written, list | tuple) or len(written) not in {2, 4}:
        return []
    try:
        times = [time.fromisoformat(part) for part in written]
    except (TypeError, ValueError):
        return []
    return list(zip(times[::2], times[1::2], strict=True))


def spans_of(hours: Hours, day: datetime, special: SpecialDays = USUAL) -> list[Span]:
    """When somebody is there on that shop-local day; ``day`` is any moment of it."""
    if day.date() in special.closed:
        return []
    written = special.other.get(day.date(), hours.get(WEEK[day.weekday()]))
    return [_span(day, first, last) for first, last in read_times(written)]


def _span(day: datetime, first: time, last: time) -> Span:
    ends = day + DAY if last <= first else day
    return (
        day.replace(hour=first.hour, minute=first.minute, second=0, microsecond=0),
        ends.replace(hour=last.hour, minute=last.minute, second=0, microsecond=0),
    )


def opening(hours: Hours, now: datetime, special: SpecialDays = USUAL) -> Opening:
    """State at ``now`` (shop-local, aware)."""
    if not any(read_times(written) for written in hours.values()):
        return Opening(False, False, None, None)
    for start, end in spans_of(hours, now - DAY, special) + spans_of(hours, now, special):
        if start <= now < end:
            return Opening(True, True, end.time(), None)
    why = special.closed.get(now.date(), "") if read_times(hours.get(WEEK[now.weekday()])) else ""
    return Opening(True, False, None, next_start(hours, now, special), why)


def next_start(hours: Hours, now: datetime, special: SpecialDays = USUAL) -> datetime | None:
    """When somebody comes next; None when nobody does within three months."""
    for ahead in range(LONGEST_WAIT.days + 1):
        for start, _end in sorted(spans_of(hours, now + DAY * ahead, special)):
            if start > now:
                return start
    return None
