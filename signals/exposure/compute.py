"""Staged exposure: when a test is decided, and which test is shown how often. Pure.

A product under test was taken by ``s`` of ``n`` people who saw it; ``p`` is its rate, ``mu`` the shop's usual one. Products
are believed to be drawn from ``Beta(mu k, (1 - mu) k)`` whose deviation is half its mean, so that after the data
``p ~ Beta(mu k + s, (1 - mu) k + n - s)``. At each look ``P(p > mu)`` decides: at least 0.90 promotes, at
most 0.10 stops (Bayesian sequential test; Berger 1985, ch. 7: the posterior does not depend on when one looks).

Among open tests Thompson (1933): each is shown as often as it is the best of one draw from every posterior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv, roots_legendre

from signals.exposure.rules import (
    COMPLAINTS,
    FIRST_LOOK,
    LOOK_EVERY,
    PLACES,
    PROMOTE_FROM,
    RETURN_RATE,
    RETURNS_QUANTILE,
    RETURNS_TIMES,
    RETURNS_WORTH,
    ROUND,
    STOP_AT,
)
from signals.exposure.usual import strength

Floats = NDArray[np.float64]
# Points of the quadrature: at 400 the propensities of 8 tests differ from those at 4,000 by less than 1e-6.
NODES = 400
_DIGITS = 9


class Verdict(StrEnum):
    PROMOTE = "promote"
    STOP = "stop"
    UNDECIDED = "undecided"
    GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Arm:
    """A test as the allocation sees it: people who saw it and who took it, and the shop's usual rate (0…1)."""

    ref: int
    shown: int
    taken: int
    usual: float


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known of a rate: mean and 80 % range (0…1), and the chance that it is above the usual one."""

    mean: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Returns:
    """Delivered orders and those that came back, of a product and of the shop."""

    delivered: int
    returned: int
    shop_delivered: int
    shop_returned: int


def parameters(taken: float, shown: float, usual: float) -> tuple[float, float]:
    """``a`` and ``b`` of the posterior Beta."""
    k = strength(usual)
    return usual * k + taken, (1 - usual) * k + shown - taken


def chance_above(taken: Any, shown: Any, usual: float) -> Any:
    """``P(p > mu | data)``, element by element."""
    a, b = parameters(taken, shown, usual)
    return 1 - betainc(a, b, usual)


def belief(taken: int, shown: int, usual: float) -> Belief:
    a, b = parameters(taken, shown, usual)
    figures = (a / (a + b), betaincinv(a, b, 0.1), betaincinv(a, b, 0.9), chance_above(taken, shown, usual))
    return Belief(*(round(float(figure), _DIGITS) for figure in figures))


def next_look(seen_at_last: int | None) -> int:
    """At how many people the next look is due, after one that was taken at ``seen_at_last`` (None: none yet).

    Looks stand at 50, 75, 100 …; when people come faster than looks are taken, those between are left out, which
    decides less often, never more.
    """
    if seen_at_last is None or seen_at_last < FIRST_LOOK:
        return FIRST_LOOK
    return seen_at_last - seen_at_last % LOOK_EVERY + LOOK_EVERY


def judge(chance: float, shown: int, rounds: int = 1) -> Verdict:
    """What a look decides; ``rounds`` of 300 people are granted before it is left undecided."""
    if chance >= PROMOTE_FROM:
        return Verdict.PROMOTE
    if chance <= STOP_AT:
        return Verdict.STOP
    return Verdict.UNDECIDED if shown >= ROUND * rounds else Verdict.GO_ON


def too_many_returns(returns: Returns) -> bool:
    """Whether the careful (20 %) bound of the product's return rate is above twice the shop's."""
    k = RETURNS_WORTH
    shop = (returns.shop_returned + RETURN_RATE * k) / (returns.shop_delivered + k)
    a = shop * k + returns.returned
    b = (1 - shop) * k + returns.delivered - returns.returned
    return bool(betaincinv(a, b, RETURNS_QUANTILE) > RETURNS_TIMES * shop)


def too_many_complaints(complaints: int) -> bool:
    return complaints >= COMPLAINTS


@cache
def _quadrature(nodes: int) -> tuple[Floats, Floats]:
    points, weights = roots_legendre(nodes)
    return (points + 1) / 2, weights / 2


def propensities(arms: Sequence[Arm], nodes: int = NODES) -> tuple[float, ...]:
    """The chance of each test to be the best of one draw from every posterior; six decimals, they sum to 1.

    Not drawn but integrated: ``P_i = ∫ Π_{j≠i} F_j(F_i^{-1}(u)) du`` over (0, 1), by Gauss-Legendre quadrature, so that
    the logged propensity is the one that was used.
    """
    if not arms:
        return ()
    pairs = [parameters(arm.taken, arm.shown, arm.usual) for arm in arms]
    a, b = (np.array(side)[:, None] for side in zip(*pairs, strict=True))
    points, weights = _quadrature(nodes)
    found = np.empty(len(arms))
    for row in range(len(arms)):
        draws = betaincinv(a[row], b[row], points)
        others = np.delete(np.arange(len(arms)), row)
        found[row] = np.prod(betainc(a[others], b[others], draws[None, :]), axis=0) @ weights
    return _whole(found / found.sum())


def _whole(shares: Floats) -> tuple[float, ...]:
    """Rounded so that they still sum to 1 exactly: the rest goes to the largest, the first of equals."""
    units = np.floor(shares * 10**PLACES + 0.5).astype(np.int64)
    units[int(np.argmax(units))] += 10**PLACES - int(units.sum())
    return tuple(float(round(unit / 10**PLACES, PLACES)) for unit in units.tolist())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A test that waits for a free cell: asked for by a person or not, since when (ISO), and whether it may be shown."""

    ref: int
    is_asked: bool
    since: str
    is_ready: bool


def opened(waiting: Sequence[Waiting], free: int) -> list[int]:
    """Which tests take the free cells: those that a person asked for, then those that wait longest."""
    ready = [one for one in waiting if one.is_ready]
    ready.sort(key=lambda one: (not one.is_asked, one.since, one.ref))
    return [one.ref for one in ready[: max(free, 0)]]
