"""Time as customers wait it: only while somebody is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from transparency.centre.hours import DAY, USUAL, Hours, Span, SpecialDays, read_times, spans_of

# Of a shop that has not written its hours: the offices' week of Algeria.
OFFICE: Final[Hours] = {day: ["09:00", "17:00"] for day in ("sun", "mon", "tue", "wed", "thu")}
# A shop that is away for longer still owes an answer.
FARTHEST: Final = 100
EXACT: Final = 500


@dataclass(frozen=True, slots=True)
class Times:
    """When somebody is there: hours by weekday, days that are different, and the zone they are written in."""

    hours: Hours
    special: SpecialDays = USUAL

    @property
    def known(self) -> Hours:
        return self.hours if any(read_times(written) for written in self.hours.values()) else OFFICE


def _stretches(times: Times, start: datetime, days: int) -> Iterator[Span]:
    """Stretches with somebody there that end after ``start`` (shop-local), in UTC, in order, overlaps joined."""
    first = start - DAY  # yesterday's may go on after midnight
    found = sorted(
        (begin.astimezone(UTC), end.astimezone(UTC))
        for ahead in range(days + 2)
        for begin, end in spans_of(times.known, first + DAY * ahead, times.special)
    )
    moment = start.astimezone(UTC)
    for begin, end in found:
        if end > moment:
            yield max(begin, moment), end
            moment = end


def due_at(opened: datetime, minutes: int, times: Times) -> datetime:
    """When ``minutes`` of presence have passed since ``opened`` (shop-local, aware); in UTC.

    Nobody there within a hundred days: the plain minutes after those days.
    """
    left = timedelta(minutes=minutes)
    for begin, end in _stretches(times, opened, FARTHEST):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return opened.astimezone(UTC) + FARTHEST * DAY + left


def minutes_waited(opened: datetime, answered: datetime, times: Times) -> int:
    """Minutes of presence between the two moments (shop-local, aware), rounded down."""
    until = answered.astimezone(UTC)
    days = max(0, (answered - opened).days) + 1
    waited = sum(
        (min(end, until) - begin for begin, end in _stretches(times, opened, days) if begin < until),
        timedelta(),
    )
    return int(waited / timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Answered:
    """One case that was answered, or that is late without an answer: ``minutes`` of presence waited, None so far."""

    minutes: int | None
    is_in_time: bool
    satisfaction: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """How a shop answers: ``answered`` and ``judged`` are counts, ``middle`` the median of minutes or None."""

    judged: int
    in_time: int
    answered: int
    middle: float | None
    low: float | None
    high: float | None
    rated: int
    satisfied: int


def service_of(cases: Iterable[Answered]) -> Service:
    """The figures of a set of cases. A case that is late and unanswered counts as not in time."""
    rows = list(cases)
    waits = sorted(row.minutes for row in rows if row.minutes is not None)
    low, high = median_bounds(waits)
    rated = [row for row in rows if row.satisfaction]
    return Service(
        judged=len(rows),
        in_time=sum(row.is_in_time for row in rows),
        answered=len(waits),
        middle=median(waits),
        low=low,
        high=high,
        rated=len(rated),
        satisfied=sum(row.satisfaction == "good" for row in rated),
    )


def median(ordered: Sequence[int]) -> float | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_bounds(ordered: Sequence[int]) -> tuple[float | None, float | None]:
    """At least 95 % bounds of the median by order statistics (Hollander, Wolfe & Chicken 2014, 3.6); none under six values.

    The rank is the largest whose binomial tail with p = 1/2 is at most 2.5 %; beyond 500 values its normal approximation.
    """
    n = len(ordered)
    rank = int((n - 1.96 * n**0.5) / 2) if n > EXACT else _rank(n)
    if rank < 1:
        return None, None
    return float(ordered[rank - 1]), float(ordered[n - rank])


def _rank(n: int) -> int:
    tail, ways, limit = 0, 1, 2**n // 40
    for rank in range(n // 2 + 1):
        tail += ways
        if tail > limit:
            return rank
        ways = ways * (n - rank) // (rank + 1)
    return 0
