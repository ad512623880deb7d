"""How far the rules disagree. Plain Python: pages ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.credit.rules import UNATTRIBUTED


@dataclass(frozen=True, slots=True)
class Band:
    """The least and the most that any rule gives a channel, and whether its rank depends on the rule."""

    low: float
    high: float
    flips: bool


def bands(shares: Mapping[str, Mapping[str, float]]) -> dict[str, Band]:
    """By channel, from ``rule -> channel -> share``. A rank flips when two rules order the channel and another one differently."""
    channels = sorted({channel for found in shares.values() for channel in found})
    ranked = [channel for channel in channels if channel != UNATTRIBUTED]
    table = {c: [found.get(c, 0.0) for found in shares.values()] for c in channels}

    def flips(one: str, other: str) -> bool:
        differences = [a - b for a, b in zip(table[one], table[other], strict=True)]
        return min(differences, default=0) < -1e-9 and max(differences, default=0) > 1e-9

    return {
        c: Band(
            min(table[c], default=0.0),
            max(table[c], default=0.0),
            c in ranked and any(flips(c, other) for other in ranked if other != c),
        )
        for c in channels
    }
