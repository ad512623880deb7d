"""A dispute file in the reader's language: numbered sections of words, for paper and for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.customers.naming import commune_name, shown_phone, wilaya_name
from catalog.history.models import What
from catalog.history.words import Names, authors, written
from catalog.orders.models import MoneyState, OrderState, ParcelState
from catalog.orders.wording import source_name
from catalog.parcels.words import courier_name, state_word
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money, format_number
from signals.consent.models import Purpose
from transparency.cases.models import Kind, Outcome
from transparency.cases.words import event_words
from transparency.disputes.compute import SECTIONS
from transparency.disputes.order_rows import AMOUNTS, Row
from transparency.disputes.services import DisputeFile
from transparency.disputes.words import (
    CASH,
    EMPTY,
    KINDS_OF_DISCOUNT,
    LABELS,
    NOTES,
    SIDES,
    STORY,
    TITLES,
)
from transparency.public_page.names import LANGUAGE_NAMES, cnrc_words, register_words, text_name
from transparency.templatetags.explain import automation_title, decision_reason

NOTHING: Final = "–"
# Sections whose rows stand as terms with values; the others are tables.
AS_PAIRS: Final = frozenset({"parties", "order", "order_now"})
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "lines": ("title", "sku", "quantity", "unit_price", "discount", "amount"),
    "lines_now": ("title", "sku", "quantity", "unit_price", "discount", "amount"),
    "prices": ("title", "sku", "price_when_ordered", "lowest_of_30_days", "price_at_filing"),
    "course": ("at", "what", "before", "after", "by"),
    "terms": ("what", "language", "text"),
    "messages": ("at", "by", "place", "text"),
    "parcels": ("at", "courier", "tracking", "said", "state", "reason"),
    "cash": ("on", "what", "amount", "reference"),
    "codes": (
        "code",
        "used_at",
        "taken_off",
        "discount",
        "starts_on",
        "ends_on",
        "least_basket",
        "given_back_at",
    ),
    "decisions": ("sequence", "at", "automation", "reason_code", "by", "hash"),
    "consents": ("purpose", "given_at", "withdrawn_at", "stood_when_ordered", "text_version", "language"),
    "cases": ("case", "at", "what", "text"),
}
MONEY: Final = frozenset(
    {*AMOUNTS, "amount", "unit_price", "taken_off", "least_basket", "price_when_ordered", "price_at_filing"}
    | {"lowest_of_30_days"}
)
TIMES: Final = ("_at", "_on", "_since")
LEFT_TO_RIGHT: Final = frozenset(
    {
        "sku",
        "phone",
        "email",
        "tracking",
        "hash",
        "tax_number",
        "register",
        "cnrc_number",
        "number",
        "external_id",
    }
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words; ``label`` is its column's, for a phone."""

    label: str
    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part of the file. A group of ``AS_PAIRS`` is one list of terms."""

    number: int
    key: str
    title: str
    note: str
    empty: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fingerprint: str
    is_changed: bool

    @property
    def is_pairs(self) -> bool:
        return self.key in AS_PAIRS


def sections_of(shop: ShopContext, file: DisputeFile) -> list[Section]:
    """The whole file in words. One query for the people who changed something, one for customers' numbers."""
    words = _Words(shop, file)
    return [_section(file, words, number, key) for number, key in enumerate(SECTIONS, 1)]


def _section(file: DisputeFile, words: _Words, number: int, key: str) -> Section:
    rows = file.sections[key]
    names = COLUMNS.get(key, ())
    return Section(
        number=number,
        key=key,
        title=str(TITLES[key]),
        note=str(NOTES.get(key, "")),
        empty=str(EMPTY.get(key, "")),
        head=tuple(str(LABELS[name]) for name in names),
        rows=tuple(tuple(words.cells(key, row, names or _told(row))) for row in rows),
        fingerprint=file.fingerprints[key],
        is_changed=key in file.changed,
    )


def _told(row: Row) -> Iterable[str]:
    """The terms of a list: what is known of it."""
    return [name for name, value in row.items() if name != "role" and value not in (None, "")]


class _Words:
    """How each value is written: by its section and name first, then by its name, then by what it is."""

    def __init__(self, shop: ShopContext, file: DisputeFile) -> None:
        self.shop = shop
        rows = [*file.sections["course"], *file.sections["decisions"]]
        self.people = authors({str(row.get("by", "")) for row in rows})
        self.currency = file.order.currency
        self.wilaya = file.order.wilaya
        self.by_place: dict[tuple[str, str], Callable[[Row], str]] = {
            ("course", "what"): lambda row: str(LABELS.get(row["what"], row["what"])),
            ("course", "before"): lambda row: self._state(row, row["before"]),
            ("course", "after"): lambda row: self._state(row, row["after"]),
            ("course", "by"): self._who,
            ("decisions", "by"): self._who,
            ("messages", "by"): lambda row: str(SIDES[row["by"]]),
            ("messages", "text"): _message,
            ("terms", "what"): lambda row: (
                _("Who answers") if row["what"] == "contact" else text_name(row["what"])
            ),
            ("cash", "what"): lambda row: str(CASH[row["what"]]),
            ("cases", "what"): _case_words,
            ("codes", "discount"): self._discount,
            ("parcels", "state"): lambda row: str(state_word(row["state"])),
            ("decisions", "automation"): lambda row: automation_title(row["automation"]),
            ("decisions", "reason_code"): lambda row: decision_reason(row["reason_code"]),
        }
        self.by_name: dict[str, Callable[[Any], str]] = {
            "courier": courier_name,
            "place": channel_name,
            "phone": shown_phone,
            "wilaya": wilaya_name,
            "commune": lambda value: commune_name(value, self.wilaya),
            "source": lambda value: str(source_name(value)),
            "language": lambda value: LANGUAGE_NAMES.get(value, value),
            "purpose": lambda value: str(dict(Purpose.choices).get(value, value)),
            "register_kind": register_words,
            "cnrc": cnrc_words,
            "order_state": lambda value: str(dict(OrderState.choices).get(value, value)),
            "parcel_state": lambda value: str(dict(ParcelState.choices).get(value, value)),
            "money_state": lambda value: str(dict(MoneyState.choices).get(value, value)),
            "customer": lambda value: str(value)[:8],
        }

    def cells(self, section: str, row: Row, names: Iterable[str]) -> Iterator[Cell]:
        for name in names:
            yield Cell(str(LABELS.get(name, name)), self._written(section, name, row), name in LEFT_TO_RIGHT)

    def _written(self, section: str, name: str, row: Row) -> str:
        if (section, name) in self.by_place:
            return self.by_place[section, name](row) or NOTHING
        return self._value(name, row.get(name), row)

    def _value(self, name: str, value: Any, row: Mapping[str, Any]) -> str:
        if value is None or value == "":
            return NOTHING
        if name in self.by_name:
            return self.by_name[name](value)
        if name in MONEY:
            return format_money(Decimal(value), row.get("currency") or self.currency)
        if name in {"at", "on"} or name.endswith(TIMES):
            return self._time(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return format_number(value) if isinstance(value, int) else str(value)

    def _time(self, text: str) -> str:
        if len(text) == len("2026-03-01"):
            return date.fromisoformat(text).strftime("%d/%m/%Y")
        return datetime.fromisoformat(text).astimezone(self.shop.zone).strftime("%d/%m/%Y %H:%M")

    def _state(self, row: Row, value: Any) -> str:
        """Before or after of a change of the order, written as the order's own page writes it."""
        if value == "sealed":
            return _("sealed")
        if str(row["what"]).startswith("line_"):
            return str(value or NOTHING)
        return self._value(row["what"], value, {"currency": self.currency})

    def _who(self, row: Row) -> str:
        """The system itself has no name."""
        return self.people.get(row["by"], "") if row["by"] else ""

    def _discount(self, row: Row) -> str:
        kind = str(KINDS_OF_DISCOUNT.get(row["discount_kind"], ""))
        if row["discount_kind"] == "none":
            return kind
        values = {"discount_kind": row["discount_kind"], "discount": Decimal(row["discount"])}
        return written(self.shop, What.CODE, "discount", values, Names())


def _message(row: Row) -> str:
    if row["text"]:
        return str(row["text"])
    return _("(picture, voice or file)") if row["kind"] == "media" else _("(words no longer kept)")


def _case_words(row: Row) -> str:
    if row["what"] == "opened" and "kind" in row:
        return _("Opened: %(kind)s") % {"kind": dict(Kind.choices).get(row["kind"], row["kind"])}
    if row["what"] == "closed" and "outcome" in row:
        return _("Closed: %(outcome)s") % {
            "outcome": dict(Outcome.choices).get(row["outcome"], row["outcome"])
        }
    return str(STORY[row["what"]]) if row["what"] in STORY else event_words(row["what"], {})


def sheet_of(sections: Sequence[Section]) -> tuple[list[str], list[list[str]]]:
    """The file as a sheet: number and title of the section, the line in it, then term and value, one a row."""
    header = [_("No."), _("Section"), _("Line"), _("What"), _("Value")]
    rows = [
        [str(section.number), section.title, str(line), cell.label, cell.text]
        for section in sections
        for line, cells in enumerate(section.rows, 1)
        for cell in cells
    ]
    return header, rows
