"""The amounts of a hand-kept sheet: what its columns mean as a whole, then what one row says."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median
from typing import Final, NamedTuple

from catalog.imports.formats.cells import ZERO, BadCell, price_or_none
from shop_ai.lib.amounts import column_has_dotted_thousands, to_cents
from shop_ai.lib.text import normalise

AMOUNT_FIELDS: Final = ("unit_price", "total", "delivery_fee", "discount")
_ENOUGH_PRICES: Final = 4
_PRICE_STEP: Final = Decimal("0.0001")


class Columns(NamedTuple):
    """What the whole file says, gathered before its rows are read.

    `dotted`: amount field -> whether `4.500` means 4500 there; `usual_price`: product -> median unit price,
    for products sold often enough to have one.
    """

    dotted: Mapping[str, bool]
    usual_price: Mapping[str, Decimal]


class Amounts(NamedTuple):
    """One row: pieces, unit price (four decimals), amount of the line, delivery fee and order discount (cents)."""

    quantity: int
    unit_price: Decimal
    line: Decimal
    shipping: Decimal
    discount: Decimal


def gather(rows: Iterator[dict[str, str]], dotted: bool | None) -> Columns:
    """Decide dotted thousands per amount column (unless `dotted` decides) and the usual price of each product."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in AMOUNT_FIELDS}
    prices: dict[str, Counter[str]] = defaultdict(Counter)
    for cells in rows:
        for name in AMOUNT_FIELDS:
            seen[name][cells.get(name, "")] += 1
        prices[normalise(cells.get("product", ""))][cells.get("unit_price", "")] += 1
    decided = {
        name: column_has_dotted_thousands(texts) if dotted is None else dotted for name, texts in seen.items()
    }
    medians = {product: _median(texts, decided["unit_price"]) for product, texts in prices.items()}
    return Columns(decided, {product: price for product, price in medians.items() if price is not None})


def _median(texts: Counter[str], dotted: bool) -> Decimal | None:
    values = [
        value
        for text, times in texts.items()
        if (value := price_or_none(text, dotted_thousands=dotted)) is not None
        for _time in range(times)
    ]
    return median(values) if len(values) >= _ENOUGH_PRICES else None


def reconciled(pieces: int, read: Mapping[str, Decimal | None]) -> Amounts:
    """Unit price and line amount from what a row gives. Raises BadCell when it gives neither price nor total.

    Where the total proves that "price" meant all the pieces together, the unit price is the share of one.
    """
    shipping, discount = read["delivery_fee"] or ZERO, read["discount"] or ZERO
    unit, total = read["unit_price"], read["total"]
    if unit is None and total is None:
        raise BadCell("unit_price", "", "missing_required")
    line = _line_amount(pieces, unit, total, shipping - discount)
    if unit is None or line != pieces * unit:
        unit = (line / pieces if pieces else line).quantize(_PRICE_STEP)
    return Amounts(pieces, unit, to_cents(line), to_cents(shipping), to_cents(discount))


def _line_amount(pieces: int, unit: Decimal | None, total: Decimal | None, added: Decimal) -> Decimal:
    if total is None:
        return pieces * (unit or ZERO)
    if unit is None:
        # A total smaller than the delivery fee never had the fee in it.
        return total - added if total - added > 0 or total <= 0 else total
    return unit if total - added == unit != pieces * unit else pieces * unit
