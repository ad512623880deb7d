"""Weights of days: an event counts half as much after every half-life. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from signals.scores.priors import HALVINGS_READ

_PLACES = Decimal("0.000000001")


def window_days(half_life: int) -> int:
    return half_life * HALVINGS_READ


def weight(age_days: int, half_life: int) -> Decimal:
    """``2 ** (-age / half-life)`` to nine places.

    Decimal, so that the database sums exactly: floats would give another last digit in another order of rows.
    """
    return Decimal(2 ** (-age_days / half_life)).quantize(_PLACES)


def day_weights(until: date, half_life: int) -> list[tuple[date, Decimal]]:
    """Each day that is read, ``until`` first, with its weight."""
    return [(until - timedelta(days=age), weight(age, half_life)) for age in range(window_days(half_life))]
