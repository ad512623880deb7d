"""An order sheet kept by hand, in French or Arabic: one row per product ordered.

The sheet has no delivery date of its own (unless a column says so): a delivered row is dated by its order and
marked as such. "Retour" without a delivery date came back undelivered, which is a refusal at the door. A sheet
without any status column is a plain sales list: its orders count as delivered when placed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Final

from catalog.geo.places import match_commune, match_place
from catalog.imports.channels import channel_slug
from catalog.imports.decoding import Table
from catalog.imports.detection import Detection
from catalog.imports.formats.cells import (
    LONGEST_KEY,
    LONGEST_SKU,
    LONGEST_TITLE,
    ZERO,
    BadCell,
    cleaned,
    moment,
    moment_or_none,
    price_or_none,
    quantity,
)
from catalog.imports.formats.sheet_amounts import AMOUNT_FIELDS, Amounts, gather, reconciled
from catalog.imports.formats.sheet_rows import digest, is_total, product_of, product_or_blank
from catalog.imports.mapping import STATES, implied_dates
from catalog.imports.mapping import Mapping as ColumnMapping
from catalog.imports.records import Code, Dates, Head, Line, Record, Refund, RowError, States
from shop_ai.lib.amounts import looks_like_centimes
from shop_ai.lib.phones import Phones, parse_all
from shop_ai.lib.text import normalise

CHANNEL: Final = "sheet"
_FREE: Final = {"gratuit", "gratuite", "offert", "offerte", "free", "مجاني", "مجانا", "-"}
_KEPT: Final = ("delivery_mode", "cost")
# A bare "12" is often the row's rank in this month's sheet: alone it would name another order next month.
_BARE_NUMBER: Final = re.compile(r"\d{1,5}")


def read(
    table: Table, detection: Detection, *, mapping: ColumnMapping, zone: tzinfo, currency: str, country: str
) -> Iterator[Record]:
    """The orders of a sheet; `country` is the shop's, for phones without a prefix. Raises ImportRefused."""
    positions = mapping.positions(detection.header)
    reader = _Reader(table, detection, positions, mapping, zone)
    reader.currency, reader.country = currency, country
    return reader.records()


class _Reader:
    """Reads rows in order; remembers the previous head for rows that continue it and counts identical rows."""

    currency = ""
    country = ""

    def __init__(
        self,
        table: Table,
        detection: Detection,
        positions: Mapping[str, int],
        mapping: ColumnMapping,
        zone: tzinfo,
    ) -> None:
        self._table, self._detection, self._positions = table, detection, positions
        self._mapping, self._zone = mapping, zone
        self._header = [normalise(cell) for cell in detection.header]
        self._has_status = "status" in positions
        self._identical: Counter[str] = Counter()
        self._returns: Counter[str] = Counter()
        self._previous: tuple[str, Head] | None = None
        self._warnings: list[RowError] = []
        self._columns = gather(self._cell_rows(), mapping.dotted_thousands)

    def records(self) -> Iterator[Record]:
        for row, raw in self._data_rows():
            cells = self._named(raw)
            if is_total(cells, raw):
                yield RowError(row, self._column("total"), cells.get("total", ""), "total_row_skipped")
                continue
            self._warnings = []
            try:
                found = list(self._order(row, cells, raw))
            except BadCell as bad:
                self._previous = None
                yield RowError(row, self._column(bad.field), bad.value, bad.code, fatal=True)
                continue
            yield from self._warnings
            yield from found

    def _data_rows(self) -> Iterator[tuple[int, list[str]]]:
        for row, raw in self._table.rows():
            if (
                row > self._detection.header_row
                and any(map(str.strip, raw))
                and not self._repeats_header(raw)
            ):
                yield row, raw

    def _cell_rows(self) -> Iterator[dict[str, str]]:
        return (self._named(raw) for _row, raw in self._data_rows())

    def _repeats_header(self, raw: Sequence[str]) -> bool:
        return [normalise(cell) for cell in raw[: len(self._header)]] == self._header

    def _named(self, raw: Sequence[str]) -> dict[str, str]:
        return {name: raw[at].strip() for name, at in self._positions.items() if at < len(raw)}

    def _column(self, field: str) -> str:
        at = self._positions.get(field)
        return self._detection.header[at] if at is not None else field

    def _order(self, row: int, cells: dict[str, str], raw: Sequence[str]) -> Iterator[Record]:
        head = self._previous[1] if self._previous and self._continues(cells, self._previous[0]) else None
        at = (
            head.placed_at
            if head
            else moment("date", cells.get("date", ""), self._mapping.day_order, self._zone)
        )
        amounts = self._amounts(row, cells)
        if head is None:
            head = self._head(row, cells, raw, at, amounts)
            self._previous = (cells.get("order_no", ""), head)
        line = self._line(row, cells, head, amounts)
        yield line
        if head.states.parcel == "returned" and line.amount > 0:
            yield self._return(line)

    def _return(self, line: Line) -> Refund:
        key = line.head.key
        self._returns[key] += 1
        at = line.head.dates.closed or line.at
        number = f"{key}:return:{self._returns[key]}"
        return Refund(line.row, number, key, at, line.amount, line.head.currency, date_known=False)

    def _continues(self, cells: Mapping[str, str], previous_number: str) -> bool:
        """A product typed under an order whose cells were merged, or a second row with the same order number."""
        if not product_or_blank(cells) or cells.get("phone") or cells.get("customer_name"):
            return False
        number = cells.get("order_no", "")
        return number == previous_number if number else not cells.get("date")

    def _head(
        self, row: int, cells: Mapping[str, str], raw: Sequence[str], at: datetime, amounts: Amounts
    ) -> Head:
        states, dates = self._states(row, cells, at)
        phones = self._phones(row, cells)
        wilaya, commune = self._place(row, cells)
        return Head(
            key=self._key(cells, at, phones.first, amounts),
            number=cleaned(cells.get("order_no", ""))[:100],
            placed_at=at,
            currency=self.currency,
            states=states,
            phone=phones.first or "",
            second_phone=self._second_phone(row, cells, phones),
            email=cleaned(cells.get("email", "")),
            name=cleaned(cells.get("customer_name", "")),
            wilaya=wilaya,
            commune=commune,
            address=cleaned(cells.get("address", "")),
            shipping=amounts.shipping,
            discount=amounts.discount,
            delivery_date_known=bool(cells.get("delivered_date")) and dates.delivered is not None,
            channel=channel_slug(cells.get("source", "")),
            campaign=cleaned(cells.get("campaign", ""))[:120],
            code=cleaned(cells.get("promo_code", ""))[:60],
            courier=cleaned(cells.get("courier", "")),
            tracking=cleaned(cells.get("tracking", "")),
            note=cleaned(cells.get("note", "")),
            extra=self._extra(cells, raw),
            dates=dates,
        )

    def _line(self, row: int, cells: Mapping[str, str], head: Head, amounts: Amounts) -> Line:
        return Line(
            row=row,
            head=head,
            kind="credit_note" if amounts.line < 0 else "sale",
            at=head.placed_at,
            sku=cleaned(cells.get("sku", ""))[:LONGEST_SKU],
            title=product_of(cells)[:LONGEST_TITLE],
            variant=cleaned(cells.get("variant", ""))[:200],
            quantity=amounts.quantity,
            unit_price=amounts.unit_price,
            discount=ZERO,
            amount=amounts.line,
        )

    def _states(self, row: int, cells: Mapping[str, str], at: datetime) -> tuple[States, Dates]:
        delivered = self._delivered_at(row, cells)
        word = cells.get("status", "")
        state = self._mapping.status(word) if word else "pending" if self._has_status else "delivered"
        if state is None:
            self._warn(row, "status", word, "unknown_status")
            state = "pending"
        states = STATES[state]
        if state == "returned" and delivered:
            states = States("confirmed", "returned", "refunded")
        return states, implied_dates(states, at, delivered)

    def _delivered_at(self, row: int, cells: Mapping[str, str]) -> datetime | None:
        text = cells.get("delivered_date", "")
        found = moment_or_none(text, self._mapping.day_order, self._zone) if text else None
        if text and found is None:
            self._warn(row, "delivered_date", text, "bad_date")
        return found

    def _phones(self, row: int, cells: Mapping[str, str]) -> Phones:
        text = cells.get("phone", "")
        phones = parse_all(text, self.country)
        if text and phones.first is None:
            self._warn(row, "phone", text, "bad_phone")
        return phones

    def _second_phone(self, row: int, cells: Mapping[str, str], phones: Phones) -> str:
        text = cells.get("phone2", "")
        second = parse_all(text, self.country).first
        if text and second is None:
            self._warn(row, "phone2", text, "bad_phone")
        return second or phones.second or ""

    def _place(self, row: int, cells: Mapping[str, str]) -> tuple[str, str]:
        written, commune = cells.get("wilaya", ""), cells.get("commune", "")
        place = match_place(written or commune)
        if place.wilaya is None:
            if written:
                self._warn(row, "wilaya", written, "unknown_wilaya")
            return "", ""
        found = match_commune(place.wilaya, commune) if commune else None
        return place.wilaya, found or place.commune or ""

    def _amounts(self, row: int, cells: Mapping[str, str]) -> Amounts:
        read = {name: self._amount(name, cells) for name in AMOUNT_FIELDS}
        pieces = quantity("quantity", cells.get("quantity", "") or "1")
        product_of(cells)
        amounts = reconciled(pieces, read)
        usual = self._columns.usual_price.get(normalise(product_of(cells)), ZERO)
        if looks_like_centimes(amounts.unit_price, usual):
            self._warn(
                row, "unit_price", cells.get("unit_price", "") or cells.get("total", ""), "suspect_centimes"
            )
        return amounts

    def _amount(self, name: str, cells: Mapping[str, str]) -> Decimal | None:
        text = cells.get(name, "")
        if not text:
            return None
        if name == "delivery_fee" and normalise(text) in _FREE:
            return ZERO
        found = price_or_none(text, dotted_thousands=self._columns.dotted.get(name, False))
        if found is None:
            raise BadCell(name, text, "bad_amount")
        return found

    def _key(self, cells: Mapping[str, str], at: datetime, phone: str | None, amounts: Amounts) -> str:
        """The order number where it can stand alone, else a hash of what does not change when the order moves on."""
        number = cleaned(cells.get("order_no", ""))[:LONGEST_KEY]
        person = phone or normalise(cells.get("customer_name", ""))
        day = at.astimezone(self._zone).isoformat()
        if number and not _BARE_NUMBER.fullmatch(number):
            return f"n:{number}"
        if number:
            return f"n:{number}:{digest(day, person)}"
        product, variant = normalise(product_of(cells)), normalise(cells.get("variant", ""))
        found = digest(
            day, person, product, variant, str(amounts.quantity), f"{amounts.unit_price.normalize():f}"
        )
        self._identical[found] += 1
        return f"h:{found}:{self._identical[found]}"

    def _extra(self, cells: Mapping[str, str], raw: Sequence[str]) -> dict[str, str]:
        taken = set(self._positions.values())
        unknown = {
            name: raw[at].strip()
            for at, name in enumerate(self._detection.header)
            if at not in taken and at < len(raw) and name.strip() and raw[at].strip()
        }
        return unknown | {name: cells[name] for name in _KEPT if cells.get(name)}

    def _warn(self, row: int, field: str, value: str, code: Code) -> None:
        self._warnings.append(RowError(row, self._column(field), value, code))
