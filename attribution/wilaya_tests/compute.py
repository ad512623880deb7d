"""Pairs of similar wilayas, chance, and what a test found; pure Python, exact and repeatable.

The statistic is ln((T + 0.5) / (C + 0.5)) after, less the same before; T and C are the orders of the treated and of the compared
wilayas. Its chance under no effect comes from flipping who was treated inside the pairs. A binomial test would call a false alarm
in up to 29 of 100 cases where 10 are promised, so it is not used.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import exp, log, sqrt

from attribution.wilaya_tests.rules import ALPHA, FLIPS, MOST_EXACT, SPREAD

Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Orders of one pair: treated and compared wilaya, before and during the test."""

    treated_before: int
    compared_before: int
    treated: int
    compared: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """``lift`` is relative (0.2: one fifth more orders) with its 80 % interval; ``p`` how often chance alone does as much."""

    lift: float
    low: float
    high: float
    p: float
    treated: int
    compared: int
    is_beyond_chance: bool


def draw_pairs(volumes: Mapping[str, int], seed: int) -> list[list[str]]:
    """[treated, compared] of each pair: neighbours by volume, a coin for each. An odd wilaya out stays out, the smallest."""
    ranked = sorted((name for name, count in volumes.items() if count > 0), key=lambda n: (-volumes[n], n))
    pairs = [ranked[at : at + 2] for at in range(0, len(ranked) - 1, 2)]
    return [pair[::-1] if _coin(seed, at) else pair for at, pair in enumerate(pairs)]


def _coin(seed: int, at: int) -> bool:
    return bool(hashlib.sha256(f"{seed}|{at}".encode()).digest()[0] & 1)


def read_test(pairs: Sequence[PairCounts], seed: int) -> Outcome:
    """The effect, and how surely it is more than chance."""
    found = _statistic(pairs)
    flipped = [
        _statistic([_swap(one, s) for one, s in zip(pairs, signs, strict=True)])
        for signs in _flips(len(pairs), seed)
    ]
    spread = sqrt(sum(value * value for value in flipped) / max(len(flipped), 1))
    as_much = sum(1 for value in flipped if abs(value) >= abs(found) - 1e-12)
    p = (as_much + 1) / (len(flipped) + 1) if len(pairs) > MOST_EXACT else as_much / len(flipped)
    return Outcome(
        lift=exp(found) - 1,
        low=exp(found - Z80 * spread) - 1,
        high=exp(found + Z80 * spread) - 1,
        p=p,
        treated=sum(one.treated for one in pairs),
        compared=sum(one.compared for one in pairs),
        is_beyond_chance=p <= ALPHA,
    )


def _statistic(pairs: Sequence[PairCounts]) -> float:
    def ratio(treated: int, compared: int) -> float:
        return log((treated + 0.5) / (compared + 0.5))

    after = ratio(sum(one.treated for one in pairs), sum(one.compared for one in pairs))
    before = ratio(sum(one.treated_before for one in pairs), sum(one.compared_before for one in pairs))
    return after - before


def _swap(one: PairCounts, flip: bool) -> PairCounts:
    if not flip:
        return one
    return PairCounts(one.compared_before, one.treated_before, one.compared, one.treated)


def _flips(pairs: int, seed: int) -> list[tuple[bool, ...]]:
    """Every way to flip the pairs, or 4,000 drawn by chance where there are too many."""
    if pairs <= MOST_EXACT:
        return list(product((False, True), repeat=pairs))
    chance = random.Random(seed)
    return [tuple(chance.random() < 0.5 for _ in range(pairs)) for _ in range(FLIPS)]


def readable_lift(weekly: float, weeks: int) -> tuple[float, float]:
    """Below and above which effect the 80 % interval leaves zero, by simulation at this volume; relative."""
    known = list(SPREAD)
    spread = known[0][1] * sqrt(known[0][0] / max(weekly, 1)) if weekly < known[0][0] else known[-1][1]
    for (low, high_spread), (high, low_spread) in pairwise(known):
        if low <= weekly <= high:
            part = (log(weekly) - log(low)) / (log(high) - log(low))
            spread = exp(log(high_spread) + part * (log(low_spread) - log(high_spread)))
    spread *= sqrt(4 / weeks)
    return exp(-Z80 * spread) - 1, exp(Z80 * spread) - 1
