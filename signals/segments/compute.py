"""The arithmetic of segment offers: who is held out, which discount may be tried, and what a campaign brought. Pure.

Nothing heavy is imported here but inside :func:`pays_chance`, which only the nightly worker and a replay call.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt

from shop_ai.lib.intervals import Z95, Interval, student_quantile, wilson
from signals.segments.rules import (
    ADJUST_FROM,
    DISCOUNT_MOST,
    DISCOUNT_PART,
    FLOOR,
    HOLDOUT_EVERY,
    PAYS_FROM,
    STRATA,
)

_GRID = 2000
_ROUNDING = 1e-9


# The discount


def break_even(margin: float, discount: float) -> float:
    """How many times more people must order at ``discount`` for the shop to earn the same: ``m / (m - d)``.

    Both are shares of the price. Raises ValueError when the discount eats the margin: no rate makes up for it.
    """
    if not 0 <= discount < margin <= 1:
        raise ValueError(f"a discount of {discount} leaves nothing of a margin of {margin}")
    return margin / (margin - discount)


def first_discount(margin: float) -> float:
    """The most that is offered before anything was learnt: ``min(10 %, m / 3)``, in whole percent of the price."""
    return floor(100 * min(DISCOUNT_MOST, margin / DISCOUNT_PART) + _ROUNDING) / 100


@dataclass(frozen=True, slots=True)
class Tried:
    """What one discount did so far: people and buyers with it, and those held out without it."""

    people: int = 0
    buyers: int = 0
    held: int = 0
    held_buyers: int = 0


def pays_chance(tried: Tried, ratio: float) -> float:
    """``P(p_d / p_0 > ratio)`` when both rates have Jeffreys' prior ``Beta(1/2, 1/2)``.

    Midpoint rule over 2,000 quantiles of ``p_0``: no chance is drawn, so a replay gives the same digits.
    """
    import numpy as np
    from scipy.special import betainc, betaincinv

    quantiles = (np.arange(_GRID) + 0.5) / _GRID
    base = betaincinv(tried.held_buyers + 0.5, tried.held - tried.held_buyers + 0.5, quantiles)
    needed = np.minimum(base * ratio, 1.0)
    below = betainc(tried.buyers + 0.5, tried.people - tried.buyers + 0.5, needed)
    return float(1.0 - below.mean())


@dataclass(frozen=True, slots=True)
class Discount:
    """What may be offered: ``share`` of the price (0: nothing), why, and the figures behind it."""

    share: float
    reason_code: str
    needed: float | None = None
    chance: float | None = None


def decide_discount(margin: float | None, tried: Tried) -> Discount:
    """The bounded discount at a margin (share of the price, None: unknown), given what it did so far.

    Without enough people held out the first discount is tried; with them it must pay with a chance of 80 %.
    """
    if margin is None:
        return Discount(0.0, "discount_margin_unknown")
    share = first_discount(margin)
    if share <= 0:
        return Discount(0.0, "discount_margin_thin")
    needed = break_even(margin, share)
    if tried.held < FLOOR or tried.people < FLOOR:
        return Discount(share, "discount_untested", needed)
    chance = pays_chance(tried, needed)
    if chance >= PAYS_FROM:
        return Discount(share, "discount_pays", needed, chance)
    return Discount(0.0, "discount_does_not_pay", needed, chance)


# Who is held out


@dataclass(frozen=True, slots=True)
class Person:
    """A customer before a campaign: number, expected orders, orders of the 60 days before, may be written to."""

    ref: int
    expected: float = 0.0
    before: int = 0
    is_contactable: bool = True


def strata_of(people: Sequence[Person]) -> dict[int, int]:
    """The stratum of each: tenths by expected orders among those who can be written to, the others after them."""
    found: dict[int, int] = {}
    for is_contactable, first in ((True, 0), (False, STRATA)):
        group = sorted(
            (p for p in people if p.is_contactable == is_contactable), key=lambda p: (p.expected, p.ref)
        )
        for place, person in enumerate(group):
            found[person.ref] = first + place * STRATA // len(group)
    return found


def draw(seed: int, ref: int) -> int:
    """A number between 0 and 2**64 that belongs to the seed and the customer: first 8 bytes of their SHA-256."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{ref}".encode()).digest()[:8], "big")


def held_out(strata: Iterable[tuple[int, int]], seed: int) -> list[int]:
    """Of pairs (customer, stratum): every tenth, counted within strata in an order that the seed decides.

    Each stratum gives a tenth, and the whole never fewer than one. Ascending customer numbers.
    """
    ordered = sorted(strata, key=lambda pair: (pair[1], draw(seed, pair[0]), pair[0]))
    if not ordered:
        return []
    first = draw(seed, 0) % min(HOLDOUT_EVERY, len(ordered))
    return sorted(ref for ref, _stratum in ordered[first::HOLDOUT_EVERY])


def kept_by_lot(refs: Iterable[int], seed: int, most: int) -> list[int]:
    """At most ``most`` of the customers, chosen by the seed alone; ascending."""
    return sorted(sorted(refs, key=lambda ref: (draw(seed, ref), ref))[: max(0, most)])


def digest(numbers: Sequence[int] | Sequence[tuple[int, int]]) -> str:
    """SHA-256 of numbers, or of pairs of numbers, in order."""
    return hashlib.sha256(repr(list(numbers)).encode()).hexdigest()


# What it brought


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person's window: orders that were delivered, orders of the 60 days before, and the margin if known."""

    orders: int
    before: int = 0
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Arm:
    """A group's sums: people, those with an order, orders, orders before."""

    people: int
    buyers: int
    orders: int
    before: int

    @property
    def per_head(self) -> float:
        return self.orders / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """The offer against the hold-out. Differences are per head, treated less held out, with 95 % intervals.

    ``share`` is of people who order (Newcombe); ``orders`` of orders a head; ``removed`` the part of the variance that
    adjusting for earlier orders took away, 0 when it was not worth it. All None under the floor.
    """

    treated: Arm
    held: Arm
    orders: Interval | None = None
    share: Interval | None = None
    removed: float = 0.0


def arm_of(people: Sequence[Outcome]) -> Arm:
    return Arm(
        len(people),
        sum(p.orders > 0 for p in people),
        sum(p.orders for p in people),
        sum(p.before for p in people),
    )


def effect_of(treated: Sequence[Outcome], held: Sequence[Outcome]) -> Effect:
    """What the offer changed; without ``FLOOR`` people in each group only the counts."""
    arms = arm_of(treated), arm_of(held)
    if min(arms[0].people, arms[1].people) < FLOOR:
        return Effect(*arms)
    removed, theta = _adjustment([*treated, *held])
    return Effect(*arms, _orders(treated, held, removed, theta), newcombe(*arms), removed)


def newcombe(treated: Arm, held: Arm) -> Interval:
    """The difference of two shares of buyers, from their Wilson intervals (Newcombe 1998, method 10)."""
    return _apart(wilson(treated.buyers, treated.people), wilson(held.buyers, held.people))


def _apart(one: Interval, other: Interval) -> Interval:
    """The difference of two independent estimates by "square and add" (Newcombe 1998; Zou & Donner 2008)."""
    difference = one.value - other.value
    low = difference - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = difference + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Interval(difference, low, high)


def _adjustment(people: Sequence[Outcome]) -> tuple[float, float]:
    """CUPED (Deng et al. 2013): the part of the variance that earlier orders explain, and their slope.

    ``theta = cov(x, y) / var(x)``; (0, 0) where it would remove less than ``ADJUST_FROM``.
    """
    n = len(people)
    x_mean, y_mean = sum(p.before for p in people) / n, sum(p.orders for p in people) / n
    xx = sum((p.before - x_mean) ** 2 for p in people)
    yy = sum((p.orders - y_mean) ** 2 for p in people)
    xy = sum((p.before - x_mean) * (p.orders - y_mean) for p in people)
    removed = xy * xy / (xx * yy) if xx > 0 and yy > 0 else 0.0
    return (removed, xy / xx) if removed >= ADJUST_FROM else (0.0, 0.0)


def _orders(treated: Sequence[Outcome], held: Sequence[Outcome], removed: float, theta: float) -> Interval:
    """Orders per head, treated less held out.

    Each group's interval is the score interval of a mean whose variance is ``phi * mean`` (phi from both groups within,
    so that a group without any order still has a width); the two are joined by square and add, then moved by what
    earlier orders explain.
    """
    arms = arm_of(treated), arm_of(held)
    scatter = _dispersion(treated, held) * (1 - removed)
    found = _apart(*(_score(arm, scatter) for arm in arms))
    shift = theta * (arms[0].before / arms[0].people - arms[1].before / arms[1].people)
    return Interval(found.value - shift, found.low - shift, found.high - shift)


def _score(arm: Arm, scatter: float) -> Interval:
    """Both roots of ``(mean - mu)**2 = t**2 scatter mu / n``; ``t`` is Student's for the group's size."""
    t2 = student_quantile(arm.people - 1) ** 2 * scatter / arm.people
    half = sqrt(arm.per_head * t2 + t2 * t2 / 4)
    return Interval(arm.per_head, max(0.0, arm.per_head + t2 / 2 - half), arm.per_head + t2 / 2 + half)


def _dispersion(treated: Sequence[Outcome], held: Sequence[Outcome]) -> float:
    """Variance over mean of orders a head, pooled within the groups; 1 (Poisson) when nobody ordered."""
    within, orders = 0.0, 0
    for group in (treated, held):
        arm = arm_of(group)
        within += sum((p.orders - arm.per_head) ** 2 for p in group)
        orders += arm.orders
    people = len(treated) + len(held)
    return (within / (people - 2)) / (orders / people) if orders and within else 1.0


def margin_effect(treated: Sequence[float], held: Sequence[float]) -> Interval | None:
    """Margin per head, treated less held out, with Welch's interval; None under the floor."""
    if min(len(treated), len(held)) < FLOOR:
        return None
    (mean_t, var_t), (mean_h, var_h) = _moments(treated), _moments(held)
    of_t, of_h = var_t / len(treated), var_h / len(held)
    if of_t + of_h == 0:
        return Interval(mean_t - mean_h, mean_t - mean_h, mean_t - mean_h)
    freedom = (of_t + of_h) ** 2 / (of_t**2 / (len(treated) - 1) + of_h**2 / (len(held) - 1))
    half = student_quantile(max(1, round(freedom))) * sqrt(of_t + of_h)
    return Interval(mean_t - mean_h, mean_t - mean_h - half, mean_t - mean_h + half)


def _moments(values: Sequence[float]) -> tuple[float, float]:
    mean = sum(values) / len(values)
    return mean, sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def pooled(effects: Sequence[Interval]) -> Interval | None:
    """What earlier campaigns of a kind say together: means weighted by the inverse of their variance."""
    spreads = [(one, ((one.high - one.low) / (2 * Z95)) ** 2) for one in effects if one.high > one.low]
    if not spreads:
        return None
    weight = sum(1 / spread for _one, spread in spreads)
    mean = sum(one.value / spread for one, spread in spreads) / weight
    half = Z95 / sqrt(weight)
    return Interval(mean, mean - half, mean + half)
