"""Whether something may be put before customers: rooms above say no by registering here, rooms below only ask.

A page that customers open asks ``is_stopped`` before it answers; nobody needs to know who might object.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Objection = Callable[[int, str, int], bool]  # shop id, kind of thing, its id
_OBJECTIONS: Final[list[Objection]] = []
Reader = Callable[[int, str, int], None]
_READERS: Final[list[Reader]] = []


def object_with(objection: Objection) -> Objection:
    """Decorator: ask this function as well. It works in the scope of the shop."""
    if objection not in _OBJECTIONS:
        _OBJECTIONS.append(objection)
    return objection


def is_stopped(shop_id: int, kind: str, ref: int) -> bool:
    """Whether somebody objects to showing it now."""
    return any(objection(shop_id, kind, ref) for objection in _OBJECTIONS)


Importer = Callable[[int], None]
_IMPORTED: Final[list[Importer]] = []


def read_after_importing(reader: Importer) -> Importer:
    """Decorator: call this function when a file has changed many things at once, in the same transaction."""
    if reader not in _IMPORTED:
        _IMPORTED.append(reader)
    return reader


def imported(shop_id: int) -> None:
    """A file was read in: whoever reads texts reads what changed, before anything of it is shown."""
    for reader in _IMPORTED:
        reader(shop_id)


def read_after_writing(reader: Reader) -> Reader:
    """Decorator: call this function whenever a thing's texts were written, in the same transaction."""
    if reader not in _READERS:
        _READERS.append(reader)
    return reader


def written(shop_id: int, kind: str, ref: int) -> None:
    """A thing was made or changed: whoever reads texts reads it now."""
    for reader in _READERS:
        reader(shop_id, kind, ref)
