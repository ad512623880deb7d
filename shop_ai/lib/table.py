"""Lists as data: columns, rows of typed cells, and where one is in them; ``components/table.html`` shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from shop_ai.lib.figure import Text

PER_PAGE = 50
NOTHING_YET = _("Nothing here yet")
Tone = Literal["good", "warn", "bad", "accent", "plain"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A state: its word, and an icon beside the colour so that the colour never speaks alone."""

    word: Text
    tone: Tone = "plain"
    icon: str = "clock"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel in a cell, in the colour that it has on every chart."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A money cell that is not in its column's currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Column:
    """``code`` is left-to-right text (SKU, phone, e-mail); ``money`` is in ``currency``; ``state`` holds a Badge."""

    key: str
    label: Text
    kind: Literal["text", "code", "number", "money", "share", "day", "moment", "state", "channel"] = "text"
    currency: str = ""
    is_sortable: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in {"number", "money", "share"}


@dataclass(frozen=True, slots=True)
class Row:
    """One cell per column, None where nothing is known; ``url`` leads to the thing itself from the first cell.

    ``pick`` is what the row's box sends where the table has a form for picked rows.
    """

    cells: tuple[Any, ...]
    url: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice kept in the address under ``name``; ``options`` are pairs (value, words)."""

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages count from 1; rows as people count them."""

    page: int
    total: int
    per_page: int = PER_PAGE

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        return min((self.page - 1) * self.per_page + 1, self.total)

    @property
    def last_row(self) -> int:
        return min(self.page * self.per_page, self.total)

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list teaches: what would stand here and the one step that brings it."""

    title: Text = NOTHING_YET
    text: Text = ""
    url: str = ""
    action: Text = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``sort`` is a column's key, with "-" before it for the largest first; ``totals`` is one more row, the sum.

    ``search_url`` is where the search is posted to when what people type must not stand in an address;
    ``pick_form`` is the id of the form that the boxes of the rows belong to.
    """

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pages: Pages
    sort: str = ""
    search: str = ""
    search_label: Text = ""
    search_help: Text = ""
    search_url: str = ""
    filters: tuple[Filter, ...] = ()
    totals: Row | None = None
    pick_form: str = ""
    lead: Text = ""
    csv_url: str = ""
    clear_url: str = "?"
    empty: Empty = field(default_factory=Empty)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or any(choice.chosen for choice in self.filters))

    @property
    def filter_names(self) -> str:
        return " ".join(choice.name for choice in self.filters)
