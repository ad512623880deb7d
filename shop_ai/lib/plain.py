"""Records as plain dicts, for rows and for what is written down of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

_LEAVES = frozenset({str, int, float, bool, type(None)})


def plain(record: Any) -> dict[str, Any]:
    """The fields of a dataclass instance with everything within, as :func:`dataclasses.asdict` gives them.

    Values that are no collections are not copied, which is what takes that function its time: the record and the dict
    share them, so neither may be changed in place.
    """
    return {name: _plain(getattr(record, name)) for name in _names(record.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _LEAVES:
        return value
    if kind is tuple or kind is list:
        return kind(_plain(one) for one in value)
    if kind is dict:
        return {name: _plain(one) for name, one in value.items()}
    return plain(value) if is_dataclass(kind) else value
