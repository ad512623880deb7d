"""What is stored under a channel: rooms, also of higher apps, say how their rows are read and moved.

A room registers its kind in its ``stored_channels.py``, loaded when Django starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from catalog.channels.compute import Place, Signs


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row as it stands. ``signs`` are those that it kept of where it came from.

    Its own channel and campaign are among them only through what its source first said of it, see ``with_said``.
    """

    key: str
    place: Place
    signs: Signs


class WithSaid(Protocol):
    """The signs of a row once what its source said is known."""

    def __call__(self, signs: Signs, said: Place) -> Signs: ...


@dataclass(frozen=True, slots=True)
class StoredKind:
    """One kind of rows. All run inside the shop's scope; ``finish`` runs once at the end, for sums that follow."""

    name: str
    label: str | Promise
    count: Callable[[], int]
    pieces: Callable[[], Iterator[Sequence[StoredRow]]]
    move: Callable[[Sequence[tuple[str, Place]]], None]
    with_said: WithSaid
    finish: Callable[[int, Sequence[str]], None]


_kinds: list[StoredKind] = []


def register_stored(kind: StoredKind) -> StoredKind:
    """Add a kind, or replace the one of its name."""
    _kinds[:] = [*(one for one in _kinds if one.name != kind.name), kind]
    return kind


def stored_kinds() -> tuple[StoredKind, ...]:
    return tuple(_kinds)


def stored_kind(name: str) -> StoredKind | None:
    return next((one for one in _kinds if one.name == name), None)
