"""Shopify's orders export: one row per line item, the order's own cells only on its first row.

`paid` on cash on delivery says that the merchant clicked "mark as paid", not when the parcel arrived: such an
order is delivered only once it was also fulfilled. A web order paid in advance counts as delivered when placed.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from itertools import groupby
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
    price,
    price_or_none,
    quantity,
    required,
)
from catalog.imports.records import (
    Code,
    Dates,
    Head,
    Kind,
    Line,
    MoneyState,
    ParcelState,
    Record,
    Refund,
    RowError,
    States,
)
from shop_ai.lib.amounts import to_cents
from shop_ai.lib.phones import parse_all
from shop_ai.lib.text import normalise

CHANNEL: Final = "shopify"
_COD: Final = re.compile(r"cash on delivery|\bcod\b|a la livraison|عند الاستلام|عند التسليم")
_PAID: Final = {"paid", "partially_refunded", "refunded"}
_SHIPPED: Final = {"fulfilled", "partial"}
_VOID: Final = {"voided", "expired"}
_UTM: Final = re.compile(r"^\s*(utm_[a-z]+)\s*[:=]\s*(.+?)\s*$", re.MULTILINE)
_OWN_CHANNELS: Final = {"web": "web", "pos": "shop"}
_KEPT: Final = ("id", "tags", "payment method", "shipping method", "taxes", "vendor", "location", "employee")

Cells = dict[str, str]


def read(table: Table, detection: Detection, *, zone: tzinfo, country: str) -> Iterator[Record]:
    """The orders of the export, in file order; `country` is the shop's, for phones without a prefix."""
    names = [normalise(cell) for cell in detection.header]
    rows = (
        (row, dict(zip(names, cells, strict=False)))
        for row, cells in table.rows()
        if row > detection.header_row and any(cells)
    )
    for _name, group in groupby(rows, key=lambda pair: pair[1].get("name", "")):
        yield from _Order(list(group), zone, country).records()


class _Order:
    """All rows of one order, and what was refused in them."""

    def __init__(self, rows: list[tuple[int, Cells]], zone: tzinfo, country: str) -> None:
        self._rows, self._zone, self._country = rows, zone, country
        self._row, self._cells = rows[0]
        self._errors: list[RowError] = []

    def records(self) -> Iterator[Record]:
        try:
            head = self._head()
        except BadCell as bad:
            yield from (_refused(row, bad) for row, _cells in self._rows)
            return
        lines = [found for row, cells in self._rows if (found := self._line(row, cells, head))]
        head = head._replace(discount=self._discount(lines))
        yield from self._errors
        yield from (line._replace(head=head) for line in lines)
        if refund := self._refund(head):
            yield refund

    def _head(self) -> Head:
        cells = self._cells
        placed = self._moment("created at", needed=True)
        if placed is None:
            raise BadCell("created at", cells.get("created at", ""), "missing_required")
        states, dates = self._states(placed)
        place = self._place()
        utm = dict(_UTM.findall(cells.get("note attributes", "")))
        return Head(
            key=required("name", cells.get("name", ""), LONGEST_KEY),
            number=cleaned(cells.get("name", "")),
            placed_at=placed,
            currency=required("currency", cells.get("currency", "").upper(), 3),
            states=states,
            phone=self._phone(),
            email=cleaned(cells.get("email", "")),
            name=cleaned(_first(cells, "shipping name", "billing name")),
            country=cleaned(_first(cells, "shipping country", "billing country")),
            wilaya=place[0],
            commune=place[1],
            address=self._address(),
            shipping=self._amount("shipping"),
            delivery_date_known=False,
            channel=_channel(cells, utm),
            campaign=cleaned(utm.get("utm_campaign", ""))[:120],
            code=cleaned(cells.get("discount code", ""))[:60],
            note=cleaned(cells.get("notes", "")),
            extra={name: cells[name] for name in _KEPT if cells.get(name, "").strip()},
            dates=dates,
        )

    def _states(self, placed: datetime) -> tuple[States, Dates]:
        financial = normalise(self._cells.get("financial status", ""))
        shipped = normalise(self._cells.get("fulfillment status", "")) in _SHIPPED
        fulfilled = self._moment("fulfilled at") or (placed if shipped else None)
        cancelled = self._moment("cancelled at") or (placed if financial in _VOID else None)
        money = self._money(financial)
        if cancelled:
            parcel: ParcelState = "refused" if shipped else "none"
            return States("cancelled", parcel, money), Dates(shipped=fulfilled, closed=cancelled)
        paid = self._moment("paid at") or placed
        if financial in _PAID and not self._is_cod():
            return States("confirmed", "delivered", money), Dates(placed, placed, placed)
        if financial in _PAID and shipped:
            return States("confirmed", "delivered", money), Dates(placed, fulfilled, paid)
        confirmed = placed if shipped or financial in _PAID else None
        state = States("confirmed" if confirmed else "placed", "in_transit" if shipped else "none", money)
        return state, Dates(confirmed, fulfilled)

    def _is_cod(self) -> bool:
        return bool(_COD.search(normalise(self._cells.get("payment method", ""))))

    def _money(self, financial: str) -> MoneyState:
        if financial == "paid":
            return "collected" if self._is_cod() else "paid_out"
        if financial == "partially_refunded":
            return "partially_refunded"
        return "refunded" if financial == "refunded" else "unpaid"

    def _line(self, row: int, cells: Cells, head: Head) -> Line | None:
        if not cells.get("lineitem name", "").strip():
            return None
        try:
            return _line(row, cells, head)
        except BadCell as bad:
            self._errors.append(_refused(row, bad))
            return None

    def _discount(self, lines: list[Line]) -> Decimal:
        """What the order's subtotal lacks from the sum of its lines: codes and automatic discounts alike."""
        subtotal = price_or_none(self._cells.get("subtotal", ""))
        if subtotal is None:
            return self._amount("discount amount")
        return max(ZERO, sum((line.amount for line in lines), ZERO) - to_cents(subtotal))

    def _refund(self, head: Head) -> Refund | None:
        """The refunded amount, at the latest date that the export knows.

        Money returned for an order that was never delivered was never revenue: it is no refund of a sale.
        """
        amount = self._amount("refunded amount")
        if amount <= 0 or head.states.parcel != "delivered":
            return None
        at = self._moment("paid at") or head.dates.delivered or head.placed_at
        return Refund(self._row, f"{head.key}:refund", head.key, at, amount, head.currency, date_known=False)

    def _place(self) -> tuple[str, str]:
        cells = self._cells
        if normalise(_first(cells, "shipping country", "billing country")) not in (
            "",
            "dz",
            "algeria",
            "algerie",
        ):
            return "", ""
        found = [
            match_place(_first(cells, f"shipping {part}", f"billing {part}"))
            for part in ("province name", "province", "city")
        ]
        wilaya = next((place.wilaya for place in found if place.wilaya), None)
        if wilaya is None:
            written = _first(cells, "shipping province name", "shipping province", "shipping city")
            if written:
                self._warn("shipping province", written, "unknown_wilaya")
            return "", ""
        return wilaya, match_commune(wilaya, _first(cells, "shipping city", "billing city")) or ""

    def _phone(self) -> str:
        written = [self._cells.get(name, "") for name in ("shipping phone", "billing phone", "phone")]
        found = next((first for cell in written if (first := parse_all(cell, self._country).first)), None)
        if found is None and any(cell.strip() for cell in written):
            self._warn("shipping phone", next(cell for cell in written if cell.strip()), "bad_phone")
        return found or ""

    def _address(self) -> str:
        kind = "shipping" if self._cells.get("shipping address1", "").strip() else "billing"
        parts = [self._cells.get(f"{kind} {part}", "") for part in ("address1", "address2", "zip", "city")]
        return ", ".join(cleaned(part.lstrip("'")) for part in parts if part.strip())

    def _moment(self, column: str, *, needed: bool = False) -> datetime | None:
        text = self._cells.get(column, "")
        if needed:
            return moment(column, text, "dmy", self._zone)
        found = moment_or_none(text, "dmy", self._zone)
        if found is None and text.strip():
            self._warn(column, text, "bad_date")
        return found

    def _amount(self, column: str) -> Decimal:
        text = self._cells.get(column, "")
        found = price_or_none(text)
        if found is None and text.strip():
            self._warn(column, text, "bad_amount")
        return to_cents(found or ZERO)

    def _warn(self, column: str, value: str, code: Code) -> None:
        self._errors.append(RowError(self._row, column, value, code))


def _line(row: int, cells: Cells, head: Head) -> Line:
    name = required("lineitem name", cells.get("lineitem name", ""), 2 * LONGEST_TITLE)
    pieces = quantity("lineitem quantity", cells.get("lineitem quantity", ""))
    unit_price = price("lineitem price", cells.get("lineitem price", ""))
    discount = to_cents(price_or_none(cells.get("lineitem discount", "")) or ZERO)
    amount = to_cents(pieces * unit_price) - discount
    title, variant = _title_and_variant(name)
    sku = cleaned(cells.get("lineitem sku", "").lstrip("'"))[:LONGEST_SKU]
    kind: Kind = "credit_note" if amount < 0 else "sale"
    return Line(row, head, kind, head.placed_at, sku, title, variant, pieces, unit_price, discount, amount)


def _title_and_variant(name: str) -> tuple[str, str]:
    """`Robe kabyle brodée - M / Rouge` -> title and variant; a name without ` - ` has no variant."""
    title, dash, variant = name.rpartition(" - ")
    return (title[:LONGEST_TITLE], variant[:200]) if dash else (name[:LONGEST_TITLE], "")


def _first(cells: Mapping[str, str], *columns: str) -> str:
    return next((cells[column] for column in columns if cells.get(column, "").strip()), "")


def _channel(cells: Cells, utm: Mapping[str, str]) -> str:
    if source := utm.get("utm_source"):
        return channel_slug(source)
    return _OWN_CHANNELS.get(normalise(cells.get("source", "")), "")


def _refused(row: int, bad: BadCell) -> RowError:
    return RowError(row, bad.field, bad.value, bad.code, fatal=True)
