"""Notes and occasions on charts: shaded stretches with their words, and the words of one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from attribution.notes.selectors import Beside, beside
from catalog.occasions.marks import occasion_marks
from catalog.occasions.selectors import occasions_between
from shop_ai.lib.chart import Chart, Mark

MOST_DAYS = 92
"""Charts draw days one by one up to here, weeks beyond; see ``attribution.kpis.panels``."""


def marked(
    shop_id: int, charts: Sequence[Chart], days: Sequence[date], known: Beside | None = None
) -> list[Chart]:
    """Charts whose labels are these days (or their weeks), with the notes and occasions of the days.

    One query, none when what stands beside the days is ``known``.
    """
    if not days:
        return list(charts)
    starts, days_each = _starts(days), 1 if len(days) <= MOST_DAYS else 7
    known = known or beside(shop_id, starts[0], starts[-1] + timedelta(days=days_each))
    marks = marks_of(shop_id, starts, days_each, known)
    return [replace(chart, marks=marks) if len(chart.labels) == len(starts) else chart for chart in charts]


def _starts(days: Sequence[date]) -> list[date]:
    """The first day of each label."""
    if len(days) <= MOST_DAYS:
        return list(days)
    return [day for place, day in enumerate(days) if place == 0 or day.weekday() == 0]


def marks_of(shop_id: int, starts: Sequence[date], days_each: int, known: Beside) -> tuple[Mark, ...]:
    """Stretches of labels that notes and occasions touch, notes first."""
    end = starts[-1] + timedelta(days=days_each - 1)
    found = []
    for note in known.notes:
        touched = [
            place
            for place, start in enumerate(starts)
            if note.starts_on < start + timedelta(days=days_each) and note.ends_on >= start
        ]
        if touched:
            found.append(Mark(touched[0], touched[-1], note.text))
    occasions = occasions_between(shop_id, starts[0], end, known=known.calendar)
    return (*found, *occasion_marks(occasions, starts, days_each))


def around(shop_id: int, start: date, end: date, known: Beside | None = None) -> Callable[[date], list[str]]:
    """What each day between two holds: notes, then occasions; one query for all of them, none when they are known."""
    known = known or beside(shop_id, start, end)
    occasions = occasions_between(shop_id, start, end, known=known.calendar)

    def names(day: date) -> list[str]:
        return [
            *(note.text for note in known.notes if note.starts_on <= day <= note.ends_on),
            *(one.name for one in occasions if one.starts_on <= day <= one.ends_on),
        ]

    return names
