"""Occasions as shaded stretches of a chart whose labels are days or weeks in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from catalog.occasions.selectors import Occasion
from shop_ai.lib.chart import Mark


def occasion_marks(
    occasions: Sequence[Occasion], starts: Sequence[date], days_each: int = 1
) -> tuple[Mark, ...]:
    """The stretches of labels that occasions touch; ``starts`` are the labels' first days, ``days_each`` their length."""
    marks = []
    for one in occasions:
        touched = [
            place
            for place, start in enumerate(starts)
            if one.starts_on < start + timedelta(days=days_each) and one.ends_on >= start
        ]
        if touched:
            marks.append(Mark(touched[0], touched[-1], one.name))
    return tuple(marks)
