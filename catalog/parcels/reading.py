"""Couriers' tables, of whatever panel they were exported: one parcel a row, with the columns that its owner names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from catalog.geo.places import match_wilaya
from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.formats.cells import BadCell, cleaned, moment, moment_or_none, price_or_none, required
from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.records import Code, RowError
from catalog.imports.vocabulary import Vocabulary, synonyms_of
from catalog.parcels.records import Movement, ParcelRow
from catalog.parcels.states import plain_word
from shop_ai.lib.amounts import column_has_dotted_thousands
from shop_ai.lib.text import normalise

SHEET: Final = "parcels_sheet"
LONGEST_NUMBER: Final = 100
REQUIRED: Final = (("tracking",), ("status",), ("date",))
# A sheet of orders may well have a column for tracking: it is one of parcels when it names no product.
TELLING: Final = (("tracking",), ("status",), ("date", "amount"))
_DATA: Final = Path(__file__).with_name("data") / "columns.json"
_PAID: Final = {
    "payed",
    "paid",
    "paye",
    "payee",
    "encaisse",
    "verse",
    "versee",
    "oui",
    "yes",
    "1",
    "مدفوع",
    "نعم",
}
_TOTALS: Final = {"total", "totaux", "totals", "المجموع", "مجموع"}
_CENT: Final = Decimal("0.01")


@cache
def vocabulary() -> Vocabulary:
    """The columns of a courier's table."""
    document: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return Vocabulary(SHEET, synonyms_of(document), REQUIRED, TELLING)


def says_paid(text: str) -> bool:
    """Whether a cell says that the courier handed the cash over."""
    return normalise(text) in _PAID


def read_table(
    table: Table, detection: Detection, *, mapping: ColumnMapping, zone: tzinfo
) -> Iterator[ParcelRow | RowError]:
    """The parcels of a table. Raises ImportRefused (`missing_columns`)."""
    positions = mapping.positions(detection.header, vocabulary())
    return _Reader(table, detection, positions, mapping, zone).records()


class _Reader:
    def __init__(
        self,
        table: Table,
        detection: Detection,
        positions: Mapping[str, int],
        mapping: ColumnMapping,
        zone: tzinfo,
    ) -> None:
        self._table, self._detection, self._positions = table, detection, positions
        self._order, self._zone = mapping.day_order, zone
        self._dotted = self._writes_dotted(mapping)
        self._errors: list[RowError] = []
        self._row = 0

    def records(self) -> Iterator[ParcelRow | RowError]:
        for row, cells in self._rows():
            self._row, self._errors = row, []
            if not cells.get("tracking", "").strip() and _is_total(cells):
                yield RowError(row, "", " ".join(cells.values())[:60], "total_row_skipped")
                continue
            try:
                parcel = self._parcel(cells)
            except BadCell as bad:
                yield RowError(row, self._column(bad.field), bad.value, bad.code, fatal=True)
                continue
            yield from self._errors
            yield parcel

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        header = [normalise(cell) for cell in self._detection.header]
        for row, raw in self._table.rows():
            is_data = row > self._detection.header_row and any(map(str.strip, raw))
            if is_data and [normalise(cell) for cell in raw[: len(header)]] != header:
                yield row, {name: raw[at] for name, at in self._positions.items() if at < len(raw)}

    def _writes_dotted(self, mapping: ColumnMapping) -> bool:
        if mapping.dotted_thousands is not None:
            return mapping.dotted_thousands
        return column_has_dotted_thousands(cells.get("amount", "") for _row, cells in self._rows())

    def _parcel(self, cells: dict[str, str]) -> ParcelRow:
        tracking = required("tracking", cells.get("tracking", ""), LONGEST_NUMBER)
        word = required("status", cells.get("status", ""))
        at = moment("date", cells.get("date", ""), self._order, self._zone)
        reason = cleaned(cells.get("reason", ""))
        return ParcelRow(
            row=self._row,
            tracking=tracking,
            courier=cleaned(cells.get("courier", "")),
            order_number=cleaned(cells.get("order_number", ""))[:LONGEST_NUMBER],
            wilaya=self._wilaya(cells.get("wilaya", "")),
            cash=self._amount("amount", cells),
            delivery_fee=self._amount("delivery_fee", cells),
            return_fee=self._amount("return_fee", cells),
            announced_at=self._moment("announced", cells),
            says_paid=says_paid(cells.get("paid", "")),
            movements=(Movement(at, word, reason),) if plain_word(word) else (),
        )

    def _amount(self, field: str, cells: dict[str, str]) -> Decimal | None:
        text = cells.get(field, "")
        if not text.strip():
            return None
        amount = price_or_none(text, dotted_thousands=self._dotted)
        if amount is None or amount < 0:
            self._warn(field, text, "bad_amount")
            return None
        return amount.quantize(_CENT)

    def _moment(self, field: str, cells: dict[str, str]) -> datetime | None:
        text = cells.get(field, "")
        found = moment_or_none(text, self._order, self._zone) if text.strip() else None
        if text.strip() and found is None:
            self._warn(field, text, "bad_date")
        return found

    def _wilaya(self, text: str) -> str:
        found = match_wilaya(text) if text.strip() else ""
        if found is None:
            self._warn("wilaya", text, "unknown_wilaya")
        return found or ""

    def _column(self, field: str) -> str:
        at = self._positions.get(field)
        return self._detection.header[at] if at is not None else field

    def _warn(self, field: str, value: str, code: Code) -> None:
        self._errors.append(RowError(self._row, self._column(field), value, code))


def _is_total(cells: dict[str, str]) -> bool:
    return any(normalise(cell) in _TOTALS for cell in cells.values()) or not cells.get("status", "").strip()
