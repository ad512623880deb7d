"""Which column of a hand-kept sheet holds what, and what its status words mean. Both can be changed by the owner."""

import hashlib
import json
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from catalog.imports.records import Dates, States
from catalog.imports.refusal import ImportRefused
from catalog.imports.vocabulary import Vocabulary, synonyms_of
from shop_ai.lib.dates import DayOrder
from shop_ai.lib.text import normalise

_SYNONYMS = Path(__file__).with_name("data") / "column_synonyms.json"

# An order sheet is of no use without these; a price can come from the unit price or from the total.
REQUIRED: Final = (("date",), ("product", "sku"), ("unit_price", "total"))

# "Retour" on a sheet without delivery dates says that the parcel came back undelivered: refused at the door.
STATES: Final[dict[str, States]] = {
    "pending": States("placed", "none", "unpaid"),
    "unreachable": States("placed", "none", "unpaid"),
    "postponed": States("placed", "none", "unpaid"),
    "confirmed": States("confirmed", "none", "unpaid"),
    "preparing": States("confirmed", "preparing", "unpaid"),
    "in_transit": States("confirmed", "in_transit", "unpaid"),
    "delivered": States("confirmed", "delivered", "collected"),
    "exchange": States("confirmed", "delivered", "collected"),
    "refused": States("confirmed", "refused", "unpaid"),
    "returned": States("confirmed", "refused", "unpaid"),
    "cancelled": States("cancelled", "none", "unpaid"),
}


def implied_dates(states: States, placed: datetime, delivered: datetime | None) -> Dates:
    """The dates that the states imply: the order's own, and the delivery's where the sheet knows it.

    A delivery before its order is a slip of the pen and is not believed.
    """
    known = delivered if delivered and delivered >= placed - timedelta(days=1) else None
    confirmed = placed if states.order == "confirmed" else None
    shipped = placed if states.parcel in ("in_transit", "delivered", "refused", "returned") else None
    arrived = (known or placed) if states.parcel in ("delivered", "returned") else None
    closed = (
        (known or placed) if states.order == "cancelled" or states.parcel in ("refused", "returned") else None
    )
    return Dates(confirmed, shipped, arrived, closed)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field -> column name as written in the file; status word -> one of STATES. What is absent is guessed."""

    columns: MappingType[str, str] = field(default_factory=dict)
    status_words: MappingType[str, str] = field(default_factory=dict)
    day_order: DayOrder = "dmy"
    dotted_thousands: bool | None = None

    @classmethod
    def from_json(cls, document: MappingType[str, Any], vocabulary: Vocabulary | None = None) -> Self:
        """Read a mapping that a person or a file gave; raises ValueError naming what is wrong in it."""
        columns, words = document.get("columns", {}), document.get("status_words", {})
        if unknown := set(columns) - set((vocabulary or order_sheet()).fields):
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        if unknown := set(words.values()) - set(STATES):
            raise ValueError(f"unknown states: {', '.join(sorted(unknown))}")
        order = document.get("day_order", "dmy")
        if order not in ("dmy", "mdy"):
            raise ValueError(f"unknown day order: {order}")
        return cls(dict(columns), dict(words), order, document.get("dotted_thousands"))

    def as_json(self) -> dict[str, Any]:
        """The document that `from_json` reads back."""
        return {
            "columns": dict(self.columns),
            "status_words": dict(self.status_words),
            "day_order": self.day_order,
            "dotted_thousands": self.dotted_thousands,
        }

    def positions(self, header: Sequence[str], vocabulary: Vocabulary | None = None) -> dict[str, int]:
        """Field -> index of its column: the named ones first, then guesses among the columns left.

        Raises ImportRefused (`missing_columns`) when a required field has none.
        """
        vocabulary = vocabulary or order_sheet()
        names = [normalise(cell) for cell in header]
        given = {
            name: names.index(normalise(column))
            for name, column in self.columns.items()
            if normalise(column) in names
        }
        guesses = {name: at for name, at in vocabulary.guess(header).items() if name not in self.columns}
        found = {name: at for name, at in guesses.items() if at not in given.values()} | given
        if missing := vocabulary.missing(found):
            raise ImportRefused("missing_columns", columns=", ".join(missing))
        return found

    def status(self, word: str) -> str | None:
        """The state that a status cell names, None when nobody has said yet what the word means."""
        plain = normalise(word)
        own = {normalise(written): state for written, state in self.status_words.items()}
        return own.get(plain) or _status_synonyms().get(plain)


@cache
def order_sheet() -> Vocabulary:
    """The fields of an order sheet: the vocabulary where none is named."""
    return Vocabulary("", synonyms_of(_synonyms()["columns"]), REQUIRED)


@cache
def known_fields() -> tuple[str, ...]:
    """The fields that a column of a hand-kept order sheet can hold."""
    return tuple(_synonyms()["columns"])


def guess_columns(header: Sequence[str]) -> dict[str, int]:
    """Field -> index of the first column whose name is one of its synonyms (French, Arabic, English)."""
    return order_sheet().guess(header)


def signature(header: Sequence[str], vocabulary: Vocabulary | None = None) -> str:
    """The same for two files with the same column names in the same order: a shop's mapping is kept under it.

    The same columns may be another kind of sheet as well, whose mapping is kept apart.
    """
    kind = [vocabulary.name] if vocabulary and vocabulary.name else []
    names = "\x1f".join([normalise(cell) for cell in header] + kind)
    return hashlib.sha256(names.encode()).hexdigest()


@cache
def _synonyms() -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = json.loads(_SYNONYMS.read_text(encoding="utf-8"))
    return document


@cache
def _status_synonyms() -> dict[str, str]:
    return {normalise(word): state for state, words in _synonyms()["status_words"].items() for word in words}
