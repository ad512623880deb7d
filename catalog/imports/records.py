"""What every reader yields, whatever the file: heads of orders, their lines, refunds and refused cells.

Readers stream: one `Line` per order line, with its `Head` shared by the lines of one document that follow
each other. Whether a document is an order, a credit note or an adjustment is a property of all its lines
together and is decided once they are all known.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["sale", "credit_note", "adjustment"]
OrderState = Literal["placed", "confirmed", "cancelled"]
ParcelState = Literal["none", "preparing", "in_transit", "delivered", "refused", "returned"]
MoneyState = Literal["unpaid", "collected", "paid_out", "partially_refunded", "refunded"]
Code = Literal[
    "bad_date",
    "bad_amount",
    "bad_phone",
    "unknown_wilaya",
    "unknown_status",
    "unknown_product",
    "duplicate",
    "missing_required",
    "total_row_skipped",
    "encoding_guess",
    "suspect_centimes",
    "too_long",
    "bad_event",
    "too_old",
    "lost_digits",
    "one_day_only",
    "unknown_word",
    "no_outcome",
    "no_currency",
    "crossing_period",
    "ambiguous_campaign",
]


class States(NamedTuple):
    """The three states of an order that are kept apart."""

    order: OrderState
    parcel: ParcelState
    money: MoneyState


class Dates(NamedTuple):
    """When the states were reached, in UTC; `closed` is the day of a cancellation, refusal or return."""

    confirmed: datetime | None = None
    shipped: datetime | None = None
    delivered: datetime | None = None
    closed: datetime | None = None


class Head(NamedTuple):
    """One document: an order, a credit note or an adjustment. Times are UTC; `key` is unique in its source."""

    key: str
    number: str
    placed_at: datetime
    currency: str
    states: States = States("placed", "none", "unpaid")
    customer_channel: str = ""
    customer_id: str = ""
    phone: str = ""
    second_phone: str = ""
    email: str = ""
    name: str = ""
    country: str = ""
    wilaya: str = ""
    commune: str = ""
    address: str = ""
    shipping: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    dates: Dates = Dates()
    delivery_date_known: bool = True
    channel: str = ""
    campaign: str = ""
    code: str = ""
    courier: str = ""
    tracking: str = ""
    note: str = ""
    is_credit_note: bool = False
    extra: Mapping[str, str] = {}


class Line(NamedTuple):
    """One line of a document. `amount` = quantity × unit price − discount, two decimals, signed."""

    row: int
    head: Head
    kind: Kind
    at: datetime
    sku: str
    title: str
    variant: str
    quantity: int
    unit_price: Decimal
    discount: Decimal
    amount: Decimal
    is_service: bool = False


class Refund(NamedTuple):
    """Money given back, on its own date; `date_known` is false when the file does not say when."""

    row: int
    key: str
    order_key: str
    at: datetime
    amount: Decimal
    currency: str
    date_known: bool = True


class RowError(NamedTuple):
    """A cell that was refused. `fatal` refuses its whole row; otherwise the row is kept without the cell."""

    row: int
    column: str
    value: str
    code: Code
    fatal: bool = False


Record = Line | Refund | RowError


def document_kind(kinds: Iterable[Kind]) -> Kind:
    """An order as soon as one line is a sale, else a credit note if one line is, else an adjustment."""
    found = set(kinds)
    if "sale" in found:
        return "sale"
    return "credit_note" if "credit_note" in found else "adjustment"


def line_kind(amount: Decimal) -> Kind:
    """The kind that the amount of a line says: above zero, below zero, nothing."""
    if amount > 0:
        return "sale"
    return "credit_note" if amount < 0 else "adjustment"
