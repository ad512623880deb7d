"""What the address of a list asks for: the page, the order of the rows, and a period that may be left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlencode

from shop_ai.lib.period import PRESETS, Period

_FIRST_YEAR = 1990
_LONGEST_NUMBER = 7


def page_of(given: Mapping[str, str]) -> int:
    """``?page=`` from 1 on; anything that is no page is the first."""
    text = given.get("page", "")
    return max(1, int(text)) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 1


def sort_of(given: Mapping[str, str], columns: Collection[str], default: str) -> str:
    """``?sort=``, a column's key with or without "-" before it; ``default`` for one that cannot be sorted by."""
    wanted = given.get("sort", "")
    return wanted if wanted.removeprefix("-") in columns else default


def chosen_of(given: Mapping[str, str], name: str, options: Collection[str]) -> str:
    """The choice of a filter; empty (all) for a value that is no option."""
    wanted = given.get(name, "")
    return wanted if wanted in options else ""


def period_of(given: Mapping[str, str], today: date) -> tuple[Period | None, str]:
    """The period with the name of its preset; None for all time, also when the days make no period."""
    preset = given.get("preset", "")
    if preset in PRESETS:
        return Period.preset(preset, today), preset
    try:
        period = Period(date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", "")))
    except ValueError:
        return None, ""
    return (period, "") if period.start.year >= _FIRST_YEAR else (None, "")


def query_of(given: Mapping[str, str], names: Collection[str], **more: str) -> str:
    """A query string of the named values and ``more``, without empty ones."""
    values = {name: given.get(name, "") for name in names} | more
    return urlencode({name: value for name, value in values.items() if value})
