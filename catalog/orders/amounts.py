"""The arithmetic of an order. Pure; amounts are in the order's currency and rounded to the cent, half up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
# What fourteen digits with two decimals hold.
LARGEST = Decimal("999999999999.99")


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def line_amount(quantity: int, unit_price: Decimal, discount: Decimal) -> Decimal:
    return to_cents(quantity * unit_price - discount)


@dataclass(frozen=True, slots=True)
class Totals:
    """``total`` = products + services + shipping - discount."""

    products: Decimal
    services: Decimal
    shipping: Decimal
    discount: Decimal

    @property
    def total(self) -> Decimal:
        return self.products + self.services + self.shipping - self.discount

    @property
    def fits(self) -> bool:
        """Whether nothing is below zero or above what the columns hold."""
        return self.total >= 0 and self.products + self.services + self.shipping <= LARGEST


def totals(lines: Iterable[tuple[Decimal, bool]], *, shipping: Decimal, discount: Decimal) -> Totals:
    """Totals of ``(amount, is a service)`` lines."""
    sums = {True: Decimal(0), False: Decimal(0)}
    for amount, is_service in lines:
        sums[is_service] += amount
    return Totals(sums[False], sums[True], shipping, discount)


def products_share(amount: Decimal, *, products: Decimal, already: Decimal) -> Decimal:
    """How much of a refund without lines is for products: they are given back first, fees after them.

    ``products`` is what the order's products cost after its discount, ``already`` what was given back of it.
    """
    return max(Decimal(0), min(amount, products - already))


def part_of_line(amount: Decimal, *, quantity: int, of: int) -> Decimal:
    """The price of ``quantity`` pieces of a line of ``of`` pieces that cost ``amount``."""
    return to_cents(amount * quantity / of)
