"""What a channel does in the way to an order (methods 3.5). Pure.

F, A and L are a channel's shares of the first, middle and last touches among orders of several touches; N is the share of first
orders among those that it touched. Each has a Beta(2, 2) prior. Discovery: P(F > L) and P(N > the shop's N) are at least 0.8;
closing the sale: P(L > F) >= 0.8; loyalty: P(N < 0.35) >= 0.8; otherwise nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

SURE: Final = 0.8
LOYAL_BELOW: Final = 0.35
PRIOR: Final = 2.0
_GRID: Final = 4_001


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one channel; ``multi`` is how many orders of several touches the shop had, ``shop_new`` its share of first orders."""

    first: int
    middle: int
    last: int
    multi: int
    new: int
    orders: int
    shop_new: float


@dataclass(frozen=True, slots=True)
class Judged:
    """The role and the three probabilities behind it: P(F > L), P(N > the shop's N), P(N < 0.35)."""

    role: str
    opens: float
    brings_new: float
    keeps: float


def judge(counts: Counts) -> Judged:
    opens = more_often(counts.first, counts.last, counts.multi)
    brings_new = 1 - share_below(counts.shop_new, counts.new, counts.orders)
    keeps = share_below(LOYAL_BELOW, counts.new, counts.orders)
    if opens >= SURE and brings_new >= SURE:
        role = "discovery"
    elif 1 - opens >= SURE:
        role = "closing"
    elif keeps >= SURE:
        role = "loyalty"
    else:
        role = "uncertain"
    return Judged(role, opens, brings_new, keeps)


def share_below(limit: float, cases: int, n: int) -> float:
    """P(share < limit) after ``cases`` of ``n``, with the Beta(2, 2) prior."""
    return float(special.betainc(PRIOR + cases, PRIOR + n - cases, limit))


def more_often(one: int, other: int, n: int) -> float:
    """P(share of one > share of the other), both of ``n``: the integral of density x distribution, by the trapezium rule."""
    x = np.linspace(0, 1, _GRID)
    a, b = PRIOR + one, PRIOR + n - one
    inner = x[1:-1]
    logs = (a - 1) * np.log(inner) + (b - 1) * np.log1p(-inner) - special.betaln(a, b)
    density = np.r_[0.0, np.exp(logs), 0.0]
    under = special.betainc(PRIOR + other, PRIOR + n - other, x)
    return float(np.trapezoid(density * under, x) / np.trapezoid(density, x))
