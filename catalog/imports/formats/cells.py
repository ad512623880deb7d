"""Single cells to values, with the reason when one cannot be kept."""

from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Final

from catalog.imports.records import Code
from shop_ai.lib.amounts import parse_amount
from shop_ai.lib.dates import DayOrder, parse_moment, to_utc
from shop_ai.lib.text import tidy

ZERO: Final = Decimal(0)
# The columns of the database: 14 digits with four decimals for a price, a 32-bit quantity.
_LARGEST_PRICE: Final = Decimal(10) ** 9
_LARGEST_QUANTITY: Final = 10**9
_PRICE_STEP: Final = Decimal("0.0001")
LONGEST_KEY: Final = 190
LONGEST_SKU: Final = 120
LONGEST_TITLE: Final = 500


class BadCell(Exception):
    """A cell that the row cannot be kept without."""

    def __init__(self, field: str, value: str, code: Code) -> None:
        self.field, self.value, self.code = field, value, code
        super().__init__(field)


def required(field: str, text: str, longest: int = LONGEST_TITLE) -> str:
    """The cell's text; raises BadCell when it is blank or longer than its column."""
    clean = cleaned(text)
    if not clean:
        raise BadCell(field, text, "missing_required")
    if len(clean) > longest:
        raise BadCell(field, text, "too_long")
    return clean


@lru_cache(maxsize=16384)
def cleaned(text: str) -> str:
    """Invisible marks and doubled spaces removed."""
    return tidy(text)


@lru_cache(maxsize=16384)
def price_or_none(text: str, *, dotted_thousands: bool = False) -> Decimal | None:
    """A price with at most four decimals; None when unreadable or beyond what a shop can charge."""
    amount = parse_amount(text, dotted_thousands=dotted_thousands)
    if amount is None or abs(amount) >= _LARGEST_PRICE:
        return None
    exact = amount.quantize(_PRICE_STEP)
    return amount if exact == amount else exact


def price(field: str, text: str, *, dotted_thousands: bool = False) -> Decimal:
    """Like `price_or_none`; raises BadCell."""
    amount = price_or_none(text, dotted_thousands=dotted_thousands)
    if amount is None:
        raise BadCell(field, text, "bad_amount" if text.strip() else "missing_required")
    return amount


@lru_cache(maxsize=4096)
def quantity_or_none(text: str) -> int | None:
    """A whole number of pieces, negative when they come back."""
    amount = parse_amount(text.strip().lstrip("xX×"))
    if amount is None or amount != amount.to_integral_value() or abs(amount) >= _LARGEST_QUANTITY:
        return None
    return int(amount)


def quantity(field: str, text: str) -> int:
    """Like `quantity_or_none`; raises BadCell."""
    pieces = quantity_or_none(text)
    if pieces is None:
        raise BadCell(field, text, "bad_amount" if text.strip() else "missing_required")
    return pieces


@lru_cache(maxsize=4096)
def moment_or_none(text: str, order: DayOrder, zone: tzinfo) -> datetime | None:
    """The moment in UTC; a time without offset is local to `zone`."""
    read = parse_moment(text, order)
    return to_utc(read, zone) if read else None


def moment(field: str, text: str, order: DayOrder, zone: tzinfo) -> datetime:
    """Like `moment_or_none`; raises BadCell."""
    read = moment_or_none(text, order, zone)
    if read is None:
        raise BadCell(field, text, "bad_date" if text.strip() else "missing_required")
    return read
