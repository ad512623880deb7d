"""From the present and what changed to the past. Pure.

What changed holds what was before, so every way into the past begins at the present and goes backwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

DAY: Final = timedelta(days=1)
ADDED, CHANGED, REMOVED = "added", "changed", "removed"

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the history; ``part`` is None for the record itself. ``before`` holds typed values."""

    what: str
    record: int
    part: int | None
    act: str
    at: datetime
    before: Values = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    by: str = ""


def as_it_was(now: Values | None, later: Iterable[Change]) -> dict[str, Any] | None:
    """The values before all these changes, which are in the order in which they happened.

    None: there was no such record then (or it is unknown what it was).
    """
    values = None if now is None else dict(now)
    for change in reversed(list(later)):
        if change.act == ADDED:
            values = None
        elif change.act == REMOVED:
            values = dict(change.before)
        elif values is not None:
            values |= change.before
    return values


def parts_as_they_were(now: Mapping[int, Values], later: Iterable[Change]) -> dict[int, dict[str, Any]]:
    """The parts of one record before these changes, by id; those that came later are not among them."""
    of_part: dict[int, list[Change]] = defaultdict(list)
    for change in later:
        if change.part is not None:
            of_part[change.part].append(change)
    known = dict.fromkeys([*now, *of_part])
    then = {part: as_it_was(now.get(part), of_part.get(part, ())) for part in known}
    return {part: values for part, values in then.items() if values is not None}


@dataclass(frozen=True, slots=True)
class Step:
    """What one act changed: all rows of one moment, with the values after them beside those before.

    ``pairs``: column -> (before, after). ``parts`` are the changes of parts, as they were written.
    """

    at: datetime
    by: str
    pairs: Mapping[str, tuple[Any, Any]]
    hidden: tuple[str, ...]
    parts: tuple[Change, ...]
    is_removal: bool = False


def steps(now: Values | None, changes: Sequence[Change]) -> list[Step]:
    """The acts behind a record's changes (in the order in which they happened), the newest first."""
    by_moment: dict[datetime, list[Change]] = defaultdict(list)
    for change in changes:
        by_moment[change.at].append(change)
    values, found = now, []
    for at in sorted(by_moment, reverse=True):
        of_record = [change for change in by_moment[at] if change.part is None]
        before = as_it_was(values, of_record)
        found.append(_step(at, by_moment[at], before, values))
        values = before
    return [step for step in found if step.pairs or step.hidden or step.parts or step.is_removal]


def _step(at: datetime, rows: Sequence[Change], before: Values | None, after: Values | None) -> Step:
    touched = dict.fromkeys(name for row in rows if row.part is None for name in row.before)
    pairs = {name: ((before or {}).get(name), (after or {}).get(name)) for name in touched}
    is_removal = after is None and before is not None
    return Step(
        at=at,
        by=next((row.by for row in rows if row.by), ""),
        pairs={name: pair for name, pair in pairs.items() if pair[0] != pair[1] and not is_removal},
        hidden=tuple(dict.fromkeys(name for row in rows for name in row.hidden if not is_removal)),
        parts=tuple(row for row in rows if row.part is not None),
        is_removal=is_removal,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A value from ``since`` until ``until``, which no longer belongs to it; None: still so."""

    value: Any
    since: datetime
    until: datetime | None = None


def spans(name: str, now: Any, known_since: datetime, changes: Iterable[Change]) -> list[Span]:
    """The values that one column had, the oldest first, from the day since which the record is known."""
    found: list[Span] = []
    begins = known_since
    moves = [change for change in changes if change.part is None and name in change.before]
    for change in sorted(moves, key=lambda one: one.at):
        found.append(Span(change.before[name], begins, change.at))
        begins = change.at
    found.append(Span(now, begins))
    # What several statements of one transaction wrote stood for no time at all.
    return [span for span in found if span.until is None or span.until > span.since]


def value_at(found: Sequence[Span], at: datetime) -> Any:
    """The value at a moment; None before the record was known."""
    return next(
        (span.value for span in found if span.since <= at and (span.until is None or at < span.until)), None
    )


def lowest(found: Sequence[Span], start: datetime, end: datetime) -> Decimal | None:
    """The lowest value that stood at any moment from ``start`` until before ``end``; None when none is known."""
    inside = (
        span.value
        for span in found
        if span.value is not None and span.since < end and (span.until is None or span.until > start)
    )
    return min(inside, default=None)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after a shop-local day: as on a day means at its end."""
    return datetime.combine(day + DAY, datetime.min.time(), zone)


def at_ends_of_days(found: Sequence[Span], days: Iterable[date], zone: ZoneInfo) -> list[Any]:
    """The value at the end of each day; None where nothing is known."""
    moments = (end_of_day(day, zone) - timedelta(microseconds=1) for day in days)
    return [value_at(found, moment) for moment in moments]
