"""Kinds of files besides orders: a room, also one of a higher app, brings its own reader and writer.

A room registers its kind in its ``kinds.py``, loaded when Django starts. Orders are read by this room itself and
are not among the registered kinds. Two rooms may read different formats under one name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise

from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.merging import Merged
from catalog.imports.models import ImportBatch
from catalog.imports.records import RowError
from catalog.imports.vocabulary import Vocabulary
from catalog.shops.context import ShopContext

ORDERS: Final = "orders"
AUTO: Final = "auto"


@dataclass(frozen=True, slots=True)
class Work:
    """One file to bring in, inside the shop's scope and the import's transaction."""

    shop: ShopContext
    batch: ImportBatch
    content: bytes
    refuse: Callable[[RowError], None]
    say: Callable[[int], None]  # rows read so far


@dataclass(frozen=True, slots=True)
class Draft:
    """How a file that has just come is understood; ``rows`` is about how many it has, 0 when it does not say."""

    format: str
    encoding: str
    rows: int
    mapping: dict[str, Any] = field(default_factory=dict)
    file_name: str = ""  # to be kept in place of the file's own, when that one names a person


@dataclass(frozen=True, slots=True)
class Understood:
    """The first rows of a file: as they stand, and as they would be understood, one text a head."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str | Promise, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    errors: tuple[RowError, ...] = ()
    missing: str = ""  # the required columns that nobody named yet


@dataclass(frozen=True, slots=True)
class Result:
    """What an import says of itself besides its counts: pairs of a label and a value, and where to read on."""

    pairs: tuple[tuple[str, str], ...]
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the files of one kind are read and written.

    ``recognise`` names the format of a file (``wanted`` is a format or "auto") or raises ImportRefused; ``sample``
    gives its first rows as they stand, the header first. ``prepare`` runs before the transaction, for what must not
    wait in it. ``bring_in`` writes every good row, hands the bad ones to ``Work.refuse`` and counts rows of the file
    (created + updated + unchanged = good rows). ``take_back`` undoes a batch or raises ImportRefused.

    The rest is for kinds that have it: ``draft`` (content, wanted format, encoding or "", mapping or None) for files
    whose letters or columns must be settled first; it raises ImportRefused like ``recognise``. ``vocabulary`` and ``words`` for the sheet whose columns the
    owner may name, ``understand`` for its preview, ``records`` for the words of what ``bring_in`` counts.
    """

    name: str
    formats: Mapping[str, Promise]
    recognise: Callable[[bytes, str], str]
    sample: Callable[[bytes, int], Sequence[Sequence[str]]]
    prepare: Callable[[ShopContext, bytes], None]
    bring_in: Callable[[Work], Merged]
    take_back: Callable[[ImportBatch], None]
    draft: Callable[[bytes, str, str, ColumnMapping | None], Draft] | None = None
    understand: Callable[[ShopContext, ImportBatch, bytes], Understood] | None = None
    vocabulary: Vocabulary | None = None
    words: Mapping[str, Promise] = field(default_factory=dict)
    records: Mapping[str, Promise] = field(default_factory=dict)
    result: Callable[[ShopContext, ImportBatch], Result | None] | None = None
    # For files that a person must answer for: the page of their drafts, and noting who answered by other ways.
    draft_page: Callable[[ShopContext, ImportBatch], str] | None = None
    confirm: Callable[[ImportBatch, str], None] | None = None
    label: str | Promise = ""


_registry: list[Kind] = []


def register_kind(kind: Kind) -> Kind:
    """Add a kind, or replace the one with its name and formats; raises ValueError when one of its formats is taken."""
    others = [one for one in _registry if (one.name, set(one.formats)) != (kind.name, set(kind.formats))]
    if kind.name in (ORDERS, AUTO) or any(one.formats.keys() & kind.formats.keys() for one in others):
        raise ValueError(f"the kind {kind.name} or one of its formats is there already")
    _registry[:] = [*others, kind]
    return kind


def kinds_named(name: str) -> list[Kind]:
    """The registered kinds of a name, all of them for "auto"; none for orders and for a name nobody registered."""
    return [kind for kind in _registry if name in (AUTO, kind.name)]


def kind_of(batch: ImportBatch) -> Kind | None:
    """The registered kind that reads this batch; None for orders."""
    return next((kind for kind in kinds_named(batch.kind) if batch.format in kind.formats), None)


def mapped_kind(batch: ImportBatch) -> Kind | None:
    """The registered kind of a batch whose columns its owner may name."""
    kind = kind_of(batch)
    return kind if kind and kind.vocabulary and kind.vocabulary.name == batch.format else None


def kind_names() -> tuple[str, ...]:
    """Every kind that can be read, orders first."""
    return (ORDERS, *sorted({kind.name for kind in _registry}))


def kind_choices() -> list[str]:
    """What may be asked for: any kind by name, or to look at the columns."""
    return [AUTO, *kind_names()]


def other_formats() -> dict[str, Promise]:
    """The words of the registered kinds' formats."""
    return {name: word for kind in _registry for name, word in kind.formats.items()}


def other_kinds() -> dict[str, str | Promise]:
    """The words of the registered kinds that have some."""
    return {kind.name: kind.label for kind in _registry if kind.label}


def vocabulary_of(name: str) -> Vocabulary | None:
    """The vocabulary of the sheets of a kind; None for orders, whose own counts everywhere else."""
    return next((kind.vocabulary for kind in _registry if kind.name == name and kind.vocabulary), None)


def record_words() -> dict[str, Promise]:
    """The words of what the registered kinds count."""
    return {name: word for kind in _registry for name, word in kind.records.items()}
