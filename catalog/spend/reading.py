"""From the rows of a file of spend to amounts of campaigns, by day or by period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from catalog.imports.channels import channel_slug
from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.formats.cells import BadCell, cleaned, moment_or_none
from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.records import RowError
from catalog.imports.refusal import ImportRefused
from catalog.spend.columns import (
    META,
    PROFILES,
    SHEET,
    amount_column,
    currency_of,
    platform_channel,
    vocabulary,
)
from shop_ai.lib.amounts import parse_amount
from shop_ai.lib.dates import DayOrder, day_order
from shop_ai.lib.text import normalise, tidy

LONGEST_NAME, LONGEST_ID, LONGEST_PERIOD = 200, 100, 400
LARGEST: Final = Decimal(10) ** 11
_CENT: Final = Decimal("0.01")
_EMPTY: Final = {"", "-", "--", "–", "—", "n/a", "na"}
_TOTAL: Final = re.compile(r"(?:grand )?(?:total|totaux|totals|المجموع|مجموع|الاجمالي)\b.*")
_COMMA_DECIMAL: Final = re.compile(r".*\d,(?:\d{1,2}|\d{4,})")
_DOT_DECIMAL: Final = re.compile(r".*\d\.(?:\d{1,2}|\d{4,})")
_SHORTENED: Final = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)


class SpendRow(NamedTuple):
    """One row as it is understood: what ``campaign`` cost from ``starts_on`` to ``ends_on``, both included.

    ``campaign_id`` is the platform's own number, always text; counts are None when the file does not say.
    ``cells`` is the row as it stands, by which a row that stands there twice is known.
    """

    row: int
    source: str
    account: str
    campaign_id: str
    campaign: str
    channel: str
    starts_on: date
    ends_on: date
    currency: str
    amount: Decimal
    impressions: int | None
    clicks: int | None
    note: str
    cells: tuple[str, ...]


def read(
    table: Table, detection: Detection, *, mapping: ColumnMapping, zone: tzinfo, currency: str
) -> Iterator[SpendRow | RowError]:
    """The amounts of a file of one of the PROFILES; ``currency`` is that of a sheet which names none.

    Raises ImportRefused (`missing_columns`).
    """
    positions, said = _positions(detection, mapping)
    reader = _Reader(table, detection, positions, mapping=mapping, zone=zone, said=said, fallback=currency)
    return reader.records()


def _positions(detection: Detection, mapping: ColumnMapping) -> tuple[dict[str, int], str]:
    """Where each field stands, and the currency that the amount's own column names."""
    words = vocabulary(detection.format)
    named = amount_column(detection.header) if "amount" not in mapping.columns else None
    if named is None:
        return mapping.positions(detection.header, words), _currency_in(detection, mapping)
    guesses = words.guess(detection.header) | {"amount": named[0]}
    given = _given(detection, mapping)
    found = {name: at for name, at in guesses.items() if name in given or at not in given.values()} | given
    if missing := words.missing(found):
        raise ImportRefused("missing_columns", columns=", ".join(missing))
    return found, named[1]


def _given(detection: Detection, mapping: ColumnMapping) -> dict[str, int]:
    names = [normalise(cell) for cell in detection.header]
    return {
        name: names.index(normalise(column))
        for name, column in mapping.columns.items()
        if normalise(column) in names
    }


def _currency_in(detection: Detection, mapping: ColumnMapping) -> str:
    column = mapping.columns.get("amount", "")
    found = amount_column([column]) if column else None
    return found[1] if found else ""


class _Reader:
    def __init__(
        self,
        table: Table,
        detection: Detection,
        positions: Mapping[str, int],
        *,
        mapping: ColumnMapping,
        zone: tzinfo,
        said: str,
        fallback: str,
    ) -> None:
        self._table, self._detection, self._positions, self._zone = table, detection, positions, zone
        self._profile = PROFILES[detection.format]
        self._is_sheet = detection.format == SHEET
        self._said, self._fallback = said, fallback
        self._order: DayOrder = mapping.day_order
        self._comma = False

    def records(self) -> Iterator[SpendRow | RowError]:
        self._look()
        for row, raw in self._data():
            if self._is_total(raw):
                yield RowError(row, self._column("campaign"), raw[0], "total_row_skipped")
                continue
            try:
                yield self._row(row, raw)
            except BadCell as bad:
                yield RowError(row, self._column(bad.field), bad.value, bad.code, fatal=True)

    def _data(self) -> Iterator[tuple[int, list[str]]]:
        header = [normalise(cell) for cell in self._detection.header]
        for row, raw in self._table.rows():
            is_data = row > self._detection.header_row and any(map(str.strip, raw))
            if is_data and [normalise(cell) for cell in raw[: len(header)]] != header:
                yield row, raw

    def _look(self) -> None:
        """Whether the amounts have a decimal comma and the dates their month first: the whole column says it."""
        amounts: list[str] = []
        days: list[str] = []
        for _row, raw in self._data():
            amounts.append(self._cell("amount", raw))
            days.extend(self._cell(name, raw) for name in ("day", "starts_on", "ends_on"))
        commas = any(_COMMA_DECIMAL.fullmatch(tidy(text)) for text in amounts)
        self._comma = commas and not any(_DOT_DECIMAL.fullmatch(tidy(text)) for text in amounts)
        if self._order == "dmy":
            self._order = day_order(days)

    def _is_total(self, raw: list[str]) -> bool:
        """A total says so in its first cell, or names no campaign where every other row has one."""
        first = next((normalise(cell) for cell in raw if cell.strip()), "")
        named = self._cell("campaign", raw) or self._cell("campaign_id", raw)
        return bool(_TOTAL.fullmatch(first)) or (self._detection.format == META and not named)

    def _cell(self, field: str, raw: list[str]) -> str:
        at = self._positions.get(field, len(raw))
        text = raw[at].strip() if at < len(raw) else ""
        return "" if normalise(text) in _EMPTY else text

    def _row(self, row: int, raw: list[str]) -> SpendRow:
        starts_on, ends_on = self._period(raw)
        channel, campaign = self._channel(raw), cleaned(self._cell("campaign", raw))[:LONGEST_NAME]
        if self._is_sheet and not (channel or campaign):
            raise BadCell("channel", "", "missing_required")
        return SpendRow(
            row=row,
            source=self._profile.source,
            account=cleaned(self._cell("account", raw))[:80],
            campaign_id=self._campaign_id(raw),
            campaign=campaign,
            channel=channel,
            starts_on=starts_on,
            ends_on=ends_on,
            currency=self._currency(raw),
            amount=self._amount(raw),
            impressions=self._count("impressions", raw),
            clicks=self._count("clicks", raw),
            note=cleaned(self._cell("note", raw))[:200],
            cells=tuple(cell.strip() for cell in raw),
        )

    def _period(self, raw: list[str]) -> tuple[date, date]:
        """The day that the row names, else the period from its start to its end, which may be one day."""
        if self._cell("day", raw):
            starts_on = self._day("day", raw)
            is_period = self._is_sheet and self._cell("ends_on", raw)
            ends_on = self._day("ends_on", raw) if is_period else starts_on
        else:
            starts_on = self._day("starts_on" if "starts_on" in self._positions else "day", raw)
            ends_on = self._day("ends_on", raw) if self._cell("ends_on", raw) else starts_on
        if not 0 <= (ends_on - starts_on).days < LONGEST_PERIOD:
            raise BadCell("ends_on", self._cell("ends_on", raw), "bad_date")
        return starts_on, ends_on

    def _day(self, name: str, raw: list[str]) -> date:
        text = self._cell(name, raw)
        found = moment_or_none(text, self._order, self._zone)
        if found is None:
            raise BadCell(name, text, "bad_date" if text else "missing_required")
        return found.astimezone(self._zone).date()

    def _channel(self, raw: list[str]) -> str:
        if self._is_sheet:
            return channel_slug(self._cell("channel", raw))
        return platform_channel(self._cell("platform", raw))

    def _campaign_id(self, raw: list[str]) -> str:
        text = self._cell("campaign_id", raw).lstrip("'")
        if _SHORTENED.fullmatch(text):
            raise BadCell("campaign_id", text, "lost_digits")
        if len(text) > LONGEST_ID:
            raise BadCell("campaign_id", text, "too_long")
        return text

    def _currency(self, raw: list[str]) -> str:
        text = self._cell("currency", raw)
        found = currency_of(text) or self._said
        if text and not currency_of(text):
            raise BadCell("currency", text, "no_currency")
        if not found and not self._is_sheet:
            raise BadCell("currency", "", "no_currency")
        return found or self._fallback

    def _amount(self, raw: list[str]) -> Decimal:
        """The amount to the cent; a platform's blank is nothing spent, a sheet's is nothing said."""
        text = self._cell("amount", raw)
        if not text and not self._is_sheet:
            return Decimal(0)
        number = text.replace(",", ".") if self._comma and "." not in text and text.count(",") == 1 else text
        found = parse_amount(number, dotted_thousands=self._comma and number is text)
        if found is None or not 0 <= found < LARGEST:
            raise BadCell("amount", text, "bad_amount" if text else "missing_required")
        return found.quantize(_CENT, ROUND_HALF_UP)

    def _count(self, name: str, raw: list[str]) -> int | None:
        text = self._cell(name, raw)
        found = parse_amount(text, dotted_thousands=True) if text else None
        if text and (found is None or not 0 <= found < LARGEST):
            raise BadCell(name, text, "bad_amount")
        return int(found) if found is not None else None

    def _column(self, field: str) -> str:
        at = self._positions.get(field)
        return self._detection.header[at] if at is not None else field
