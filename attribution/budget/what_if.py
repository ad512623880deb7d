"""What another split might bring: expected orders by the rates of the last advice. Plain Python, for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Final

from attribution.budget.models import BudgetLine

Z80: Final = 1.2815515655446004
FAR: Final = 1.5
"""Beyond one and a half times what was ever spent in a week, the response is a guess."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Orders a week at a spend, with the 80 % range of what the rate is unsure of."""

    channel: str
    name: str
    amount: Decimal
    orders: float
    low: float
    high: float
    is_far: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A split and its sum; ``low`` and ``high`` take the channels' errors as independent."""

    guesses: tuple[Guess, ...]
    amount: Decimal
    orders: float
    low: float
    high: float


def what_if(lines: Sequence[BudgetLine], amounts: Mapping[str, Decimal]) -> WhatIf:
    """Of every line's channel at its amount (what it gets now when left out)."""
    guesses = tuple(_guess(line, amounts.get(line.channel, line.current)) for line in lines)
    variance = sum(
        guess.orders**2 / line.shape for guess, line in zip(guesses, lines, strict=True) if line.shape > 0
    )
    orders = sum(guess.orders for guess in guesses)
    half = Z80 * sqrt(variance)
    return WhatIf(
        guesses, sum((g.amount for g in guesses), Decimal(0)), orders, max(0.0, orders - half), orders + half
    )


def _guess(line: BudgetLine, amount: Decimal) -> Guess:
    response = sqrt(float(amount))
    most = max((spend for _monday, spend, _orders in line.weekly), default=0.0)
    most = max(most, float(line.current))
    return Guess(
        channel=line.channel,
        name=line.shown_name,
        amount=amount,
        orders=line.rate * response,
        low=line.rate_low * response,
        high=line.rate_high * response,
        is_far=float(amount) > FAR * most,
    )
