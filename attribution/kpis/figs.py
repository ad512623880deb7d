"""A figure with its interval and what it rests on, and the arithmetic that all figures share. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from shop_ai.lib.intervals import wilson

FLOOR: Final = 30
Reason = Literal["", "not enough data", "no conversations yet", "no spend yet"]
NOT_ENOUGH: Final[Reason] = "not enough data"
NO_CONVERSATIONS: Final[Reason] = "no conversations yet"
NO_SPEND: Final[Reason] = "no spend yet"

_CENT: Final = Decimal("0.01")
_PLACES: Final = 6


@dataclass(frozen=True, slots=True)
class Fig:
    """A figure with its 95 % interval and the number of cases behind it.

    ``value`` is None when it is withheld, and ``reason`` says why. Below the floor of 30 an estimate may still
    carry its range.
    """

    value: Decimal | float | None
    low: Decimal | float | None = None
    high: Decimal | float | None = None
    n: int = 0
    reason: Reason = ""


def share(part: int, whole: int) -> Fig:
    """``part / whole`` with Wilson's interval, withheld under the floor."""
    if whole < FLOOR:
        return Fig(None, n=whole, reason=NOT_ENOUGH)
    interval = wilson(part, whole)
    return Fig(six(interval.value), six(interval.low), six(interval.high), whole)


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, halves away from zero."""
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def six(number: float) -> float:
    """Rounded to the six places that shares are kept at."""
    return round(number, _PLACES)
