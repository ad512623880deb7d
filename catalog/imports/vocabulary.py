"""What the columns of a hand-kept sheet may be called, and which of them it cannot do without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shop_ai.lib.text import normalise

_AROUND = " :*."  # what people put after a column's name


def plain_column(name: str) -> str:
    """The form in which column names are compared."""
    return normalise(name).rstrip(_AROUND)


def synonyms_of(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Field -> its names, turned into plain name -> field."""
    return {plain_column(name): field for field, names in words.items() for name in names}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields of one kind of sheet.

    ``synonyms`` leads from a column's plain name to its field. A sheet needs one field of each group of
    ``required``; a header with one of each group of ``telling`` is a sheet of this kind and of no other.
    """

    name: str
    synonyms: Mapping[str, str]
    required: tuple[tuple[str, ...], ...]
    telling: tuple[tuple[str, ...], ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field once, in the order of the synonyms."""
        return tuple(dict.fromkeys(self.synonyms.values()))

    def guess(self, header: Sequence[str]) -> dict[str, int]:
        """Field -> index of the first column whose name is one of its synonyms."""
        found: dict[str, int] = {}
        for at, cell in enumerate(header):
            name = self.synonyms.get(plain_column(cell))
            if name is not None:
                found.setdefault(name, at)
        return found

    def missing(self, fields: Mapping[str, object]) -> list[str]:
        """The first field of each required group of which none is there."""
        return [group[0] for group in self.required if not any(name in fields for name in group)]

    def claims(self, header: Sequence[str]) -> bool:
        """Whether these columns are a sheet of this kind beyond doubt."""
        found = self.guess(header)
        return bool(self.telling) and all(any(name in found for name in group) for group in self.telling)
