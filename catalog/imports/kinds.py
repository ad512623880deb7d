"""Kinds of files besides orders: a room, also one of a higher app, brings its own reader and writer.

A room registers its kind in its ``kinds.py``, loaded when Django starts. Orders are read by this room itself and
are not among the registered kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import RowError
from catalog.shops.context import ShopContext

ORDERS: Final = "orders"


@dataclass(frozen=True, slots=True)
class Work:
    """One file to bring in, inside the shop's scope and the import's transaction."""

    shop: ShopContext
    batch: ImportBatch
    content: bytes
    refuse: Callable[[RowError], None]
    say: Callable[[int], None]  # rows read so far


@dataclass(frozen=True, slots=True)
class Kind:
    """How the files of one kind are read and written.

    ``recognise`` names the format of a file (``wanted`` is a format or "auto") or raises ImportRefused; ``sample``
    gives its first rows as they stand, the header first. ``prepare`` runs before the transaction, for what must not
    wait in it. ``bring_in`` writes every good row, hands the bad ones to ``Work.refuse`` and counts rows of the file
    (created + updated + unchanged = good rows). ``take_back`` undoes a batch or raises ImportRefused.
    """

    name: str
    formats: Mapping[str, Promise]
    recognise: Callable[[bytes, str], str]
    sample: Callable[[bytes, int], Sequence[Sequence[str]]]
    prepare: Callable[[ShopContext, bytes], None]
    bring_in: Callable[[Work], Merged]
    take_back: Callable[[ImportBatch], None]


_registry: dict[str, Kind] = {}


def register_kind(kind: Kind) -> Kind:
    """Add a kind; raises ValueError when its name or one of its formats is taken."""
    others = [other for name, other in _registry.items() if name != kind.name]
    if kind.name == ORDERS or any(other.formats.keys() & kind.formats.keys() for other in others):
        raise ValueError(f"the kind {kind.name} or one of its formats is there already")
    _registry[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind | None:
    """The registered kind; None for orders and for a name that nobody registered."""
    return _registry.get(name)


def kind_names() -> tuple[str, ...]:
    """Every kind that can be read, orders first."""
    return (ORDERS, *sorted(_registry))


def other_formats() -> dict[str, Promise]:
    """The words of the registered kinds' formats."""
    return {name: word for kind in _registry.values() for name, word in kind.formats.items()}
