"""Where the next week's advertising money should go: draws of what channels bring, bounded steps.

Formulas: methods 3.6. Pure numpy and scipy; only nightly work imports this. Money is a week's, in the shop's currency;
orders are delivered orders of a week's buyers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from attribution.budget.response import (
    FEWEST_WEEKS,
    Rate,
    Spent,
    loses,
    prior_rate,
    profit_chance,
    rate_of,
    shares_of,
)

VERSION: Final = "budget-1"
FLAT, STEEP = 0.3, 0.7
STEP: Final = 0.2
FLOOR: Final = 0.05
DRAWS: Final = 2000
SURE: Final = 0.8
FEWEST_ORDERS: Final = 10
CURRENT_WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Line:
    """The advice for one channel; the fields of ``attribution.budget.models.BudgetLine``."""

    channel: str
    action: str
    reason_code: str
    current: float
    advised: float
    target: float
    target_low: float
    target_high: float
    target_flat: float
    target_steep: float
    rate: float
    rate_low: float
    rate_high: float
    shape: float
    orders: float
    weeks: int
    p_profit: float | None


@dataclass(frozen=True, slots=True)
class Advice:
    """``is_wait``: nothing should move, for the reason of the code; ``set_aside`` goes to no channel."""

    lines: tuple[Line, ...]
    total: float
    set_aside: float
    is_wait: bool
    reason_code: str
    prior: float


def advise(channels: Sequence[Spent], seed: int) -> Advice:
    """The next week's split of what is spent now. Sums to the total, or to less where money is set aside.

    A channel moves only when four in five draws of the rates agree that it should, and both exponents at the edge (.3
    and .7) agree with them; never by more than a fifth, and not below a twentieth of the total unless it loses money.
    """
    active = [one for one in channels if one.current > 0 or one.weeks > 0]
    total = sum(one.current for one in active)
    prior = prior_rate(active)
    reason = _too_little(active, total)
    if reason:
        return Advice(tuple(_unmoved(active, prior, total, reason)), total, 0.0, True, reason, prior)
    lines = _judged(active, prior, total, seed)
    moved, aside = _balanced(lines, total)
    is_wait = all(line.action == "wait" for line in moved)
    return Advice(tuple(moved), total, aside, is_wait, "budget_unsure" if is_wait else "budget_moved", prior)


def _too_little(active: Sequence[Spent], total: float) -> str:
    if total <= 0:
        return "budget_no_spend"
    if len(active) < 2:
        return "budget_one_channel"
    if (
        max(len(one.spend) for one in active) < FEWEST_WEEKS
        or sum(one.weeks >= FEWEST_WEEKS for one in active) < 2
    ):
        return "budget_few_weeks"
    return "" if sum(sum(one.orders) for one in active) >= FEWEST_ORDERS else "budget_few_orders"


def _unmoved(active: Sequence[Spent], prior: float, total: float, reason: str) -> list[Line]:
    """Every channel as it is. Without spend nothing can be said of rates."""
    if prior <= 0:
        return [
            Line(
                one.channel,
                "wait",
                reason,
                one.current,
                one.current,
                *(0.0,) * 8,
                0.0,
                0.0,
                one.weeks,
                None,
            )
            for one in active
        ]
    rates = [rate_of(one, prior) for one in active]
    targets = _targets(active, rates, prior, total, seed=0)
    return [
        _line(one, rate, targets[place], ("wait", reason))
        for place, (one, rate) in enumerate(zip(active, rates, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Target:
    """Where one channel's money leads in the end: by the square root, its 80 % range, and by the other exponents.

    ``more`` is the chance that it should have more than now.
    """

    middle: float
    low: float
    high: float
    flat: float
    steep: float
    more: float


def _targets(
    active: Sequence[Spent], rates: Sequence[Rate], prior: float, total: float, seed: int
) -> list[_Target]:
    drawn = np.random.Generator(np.random.PCG64(seed))
    draws = np.column_stack([drawn.gamma(rate.shape, 1 / rate.weight, DRAWS) for rate in rates])
    split = shares_of(draws) * total
    middle = shares_of(np.array([rate.mean for rate in rates])) * total
    edges = []
    for exponent in (FLAT, STEEP):
        base = prior_rate(active, exponent)
        means = np.array([rate_of(one, base, exponent).mean for one in active])
        edges.append(shares_of(means, exponent) * total)
    low, high = np.quantile(split, [0.1, 0.9], axis=0)
    current = np.array([one.current for one in active])
    more = (split > current).mean(axis=0)
    columns = (middle, low, high, *edges, more)
    return [_Target(*(float(column[place]) for column in columns)) for place in range(len(active))]


def _judged(active: Sequence[Spent], prior: float, total: float, seed: int) -> list[Line]:
    rates = [rate_of(one, prior) for one in active]
    targets = _targets(active, rates, prior, total, seed)
    return [
        _line(one, rate, target, _verdict(one, target, is_losing=loses(one, prior)))
        for one, rate, target in zip(active, rates, targets, strict=True)
    ]


def _verdict(one: Spent, target: _Target, *, is_losing: bool) -> tuple[str, str]:
    """Action and reason of a channel by itself."""
    if is_losing:
        return "stop", "budget_loses"
    if one.weeks < FEWEST_WEEKS:
        return "wait", "budget_new_channel"
    edges = (target.flat, target.middle, target.steep)
    if target.more >= SURE and all(edge > one.current for edge in edges):
        return "raise", "budget_more"
    if target.more <= 1 - SURE and all(edge < one.current for edge in edges):
        return "lower", "budget_less"
    if 1 - SURE < target.more < SURE:
        return "wait", "budget_about_right"
    return "wait", "budget_depends"


def _line(one: Spent, rate: Rate, target: _Target, verdict: tuple[str, str]) -> Line:
    return Line(
        channel=one.channel,
        action=verdict[0],
        reason_code=verdict[1],
        current=one.current,
        advised=one.current,
        target=target.middle,
        target_low=target.low,
        target_high=target.high,
        target_flat=target.flat,
        target_steep=target.steep,
        rate=rate.mean,
        rate_low=rate.quantile(0.1),
        rate_high=rate.quantile(0.9),
        shape=rate.shape,
        orders=sum(one.orders),
        weeks=one.weeks,
        p_profit=profit_chance(rate, one.current, one.margin),
    )


def _balanced(lines: Sequence[Line], total: float) -> tuple[list[Line], float]:
    """What is taken from some goes to others, within the steps; what a losing channel gives up may find no taker."""
    floor = FLOOR * total
    up = np.array([_room_up(line) for line in lines])
    down = np.array([_room_down(line, floor) for line in lines])
    forced = np.array([line.action == "stop" for line in lines])
    wanted, freed, lost = up.sum(), down[~forced].sum(), down[forced].sum()
    given = min(wanted, freed + lost)
    up_share = given / wanted if wanted > 0 else 0.0
    down_share = (given - lost) / freed if freed > 0 and given > lost else 0.0
    taken = np.where(forced, down, down * down_share)
    moved = [
        _settled(line, line.current + float(add) - float(take))
        for line, add, take in zip(lines, up * up_share, taken, strict=True)
    ]
    return moved, max(0.0, float(lost - given))


def _room_up(line: Line) -> float:
    if line.action != "raise":
        return 0.0
    return max(0.0, min(line.target, (1 + STEP) * line.current) - line.current)


def _room_down(line: Line, floor: float) -> float:
    """A channel that loses money gives up the whole step; another one keeps the floor."""
    if line.action == "stop":
        return STEP * line.current
    if line.action != "lower":
        return 0.0
    return max(0.0, line.current - max(line.target, (1 - STEP) * line.current, floor))


def _settled(line: Line, advised: float) -> Line:
    """A channel that wanted to move but had nobody to trade with waits."""
    if line.action in {"raise", "lower"} and abs(advised - line.current) < 1e-9 * max(line.current, 1.0):
        code = "budget_no_partner" if line.action == "raise" else "budget_no_taker"
        return replace(line, action="wait", reason_code=code, advised=line.current)
    return replace(line, advised=advised)
