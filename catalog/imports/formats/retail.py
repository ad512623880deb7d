"""A plain sales file: one row per invoice line, with invoices, credit notes and stock movements mixed.

Rules, as in the definitions of the product: a negative amount is a refund on its own date and never an order;
an invoice with at least one positive line is one order, delivered when placed since the file has no delivery
states; an invoice of zero amounts moved stock and sold nothing. Exact duplicate rows are real lines.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple

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
    price,
    quantity,
    required,
)
from catalog.imports.records import Dates, Head, Kind, Line, Record, RowError, States, line_kind
from catalog.imports.refusal import ImportRefused
from shop_ai.lib.amounts import to_cents
from shop_ai.lib.dates import DayOrder, day_order
from shop_ai.lib.text import normalise

CHANNEL: Final = "retail"
SERVICE_CODES: Final = frozenset(
    {
        "POST",
        "DOT",
        "M",
        "BANK CHARGES",
        "AMAZONFEE",
        "CRUK",
        "D",
        "S",
        "C2",
        "B",
        "PADS",
        "ADJUST",
        "ADJUST2",
    }
)
_COLUMNS: Final = {
    "invoice": ("invoiceno", "invoice"),
    "sku": ("stockcode",),
    "title": ("description",),
    "quantity": ("quantity",),
    "at": ("invoicedate",),
    "price": ("unitprice", "price"),
    "customer": ("customerid", "customer id"),
    "country": ("country",),
}
_NAMES: Final = {
    "invoice": "InvoiceNo",
    "sku": "StockCode",
    "quantity": "Quantity",
    "at": "InvoiceDate",
    "price": "UnitPrice",
}
_DELIVERED: Final = States("confirmed", "delivered", "collected")


class _Cells(NamedTuple):
    invoice: str
    sku: str
    title: str
    quantity: str
    at: str
    price: str
    customer: str
    country: str


def read(table: Table, detection: Detection, *, zone: tzinfo, currency: str) -> Iterator[Record]:
    """The lines of a plain sales file; times are local to `zone`, amounts in `currency`."""
    return _Reader(table, detection, zone, currency).records()


class _Reader:
    """Reads rows in file order and shares one head between the lines of an invoice that follow each other."""

    def __init__(self, table: Table, detection: Detection, zone: tzinfo, currency: str) -> None:
        self._table, self._detection = table, detection
        self._zone, self._currency = zone, currency
        positions = _positions(detection.header)
        self._pick = itemgetter(*positions.values())
        self._order = _day_order_of(table, detection.header_row, positions["at"])
        self._head: Head | None = None
        self._head_cells = ("", "", "")

    def records(self) -> Iterator[Record]:
        for row, cells in self._table.rows():
            if row > self._detection.header_row and any(cells):
                yield self._record(row, cells)

    def _record(self, row: int, raw: list[str]) -> Record:
        # One blank at the end: what a column that the file does not have (index -1) points at.
        raw.append("")
        try:
            return self._line(row, _Cells._make(self._pick(raw)))
        except IndexError:
            return RowError(row, _NAMES["invoice"], raw[0], "missing_required", fatal=True)
        except BadCell as bad:
            return RowError(row, _NAMES[bad.field], bad.value, bad.code, fatal=True)

    def _line(self, row: int, cells: _Cells) -> Line:
        at = moment("at", cells.at, self._order, self._zone)
        pieces, unit_price = quantity("quantity", cells.quantity), price("price", cells.price)
        amount = to_cents(pieces * unit_price)
        sku = required("sku", cells.sku, LONGEST_SKU)
        return Line(
            row=row,
            head=self._head_of(cells, at),
            kind=_kind(cells.invoice, amount),
            at=at,
            sku=sku,
            title=cleaned(cells.title)[:LONGEST_TITLE],
            variant="",
            quantity=pieces,
            unit_price=unit_price,
            discount=ZERO,
            amount=amount,
            is_service=is_service(sku),
        )

    def _head_of(self, cells: _Cells, at: datetime) -> Head:
        same = (cells.invoice, cells.customer, cells.at)
        if self._head is None or same != self._head_cells:
            self._head_cells, self._head = same, self._new_head(cells, at)
        return self._head

    def _new_head(self, cells: _Cells, at: datetime) -> Head:
        number = required("invoice", cells.invoice, LONGEST_KEY)
        customer = cells.customer.strip().removesuffix(".0")[:LONGEST_KEY]
        return Head(
            key=number,
            number=number,
            placed_at=at,
            currency=self._currency,
            states=_DELIVERED,
            customer_channel=CHANNEL if customer else "",
            customer_id=customer,
            country=cleaned(cells.country),
            dates=Dates(at, at, at),
            is_credit_note=number[:1] in ("C", "c"),
        )


@lru_cache(maxsize=65536)
def is_service(sku: str) -> bool:
    """True for the codes of postage, fees, discounts, samples and manual adjustments."""
    return sku.upper() in SERVICE_CODES


def _kind(invoice: str, amount: Decimal) -> Kind:
    # A zero line of a credit note belongs to the credit note, not to a stock movement.
    return "credit_note" if amount == 0 and invoice[:1] in ("C", "c") else line_kind(amount)


def _positions(header: tuple[str, ...]) -> dict[str, int]:
    names = [normalise(cell) for cell in header]
    found = {
        field: next((names.index(name) for name in wanted if name in names), -1)
        for field, wanted in _COLUMNS.items()
    }
    missing = [name for field, name in _NAMES.items() if found[field] < 0]
    if missing:
        raise ImportRefused("missing_columns", columns=", ".join(missing))
    return found


def _day_order_of(table: Table, header_row: int, at: int) -> DayOrder:
    """Month first only when the whole date column proves it; ISO dates need no look."""
    dates = (cells[at] for row, cells in table.rows() if row > header_row and len(cells) > at)
    first = next(dates, "")
    return "dmy" if first[4:5] == "-" else day_order(chain([first], dates))
