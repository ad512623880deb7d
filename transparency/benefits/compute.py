"""Is what is given for a consent worth it? Consenters whose data is used against consenters whose data is not. Pure.

Consenters differ from refusers before anything is done with their data, so the two are never compared (methods, section
8): chance keeps the data of one consenter in five unused, and the difference of margin a head between the two arms is the
value of the use. Both arms get the benefit, so its cost falls out of the difference.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from shop_ai.lib.intervals import Interval
from signals.segments.compute import margin_effect

HELD_OUT: Final = 0.2
WINDOW_DAYS: Final = 60
PAYS, COSTS_MORE, UNPROVEN = "pays", "costs_more", "unproven"


def arm_drawn(seed: int) -> str:
    """``held_out`` for one in five, ``used`` for the others."""
    return "held_out" if random.Random(seed).random() < HELD_OUT else "used"


@dataclass(frozen=True, slots=True)
class Worth:
    """``value`` is margin a head over 60 days that the use brings, with its 95 % interval; None under the floor.

    ``cost`` is what the benefit took off a head.
    """

    verdict: str
    used: int
    held: int
    cost: float
    value: Interval | None


def worth_of(used: Sequence[float], held: Sequence[float], cost: float) -> Worth:
    """The verdict: it pays when even the low end is worth the cost, costs more when even the high end is not."""
    value = margin_effect(used, held)
    verdict = UNPROVEN
    if value is not None:
        verdict = PAYS if value.low >= cost else COSTS_MORE if value.high < cost else UNPROVEN
    return Worth(verdict, len(used), len(held), cost, value)


def may_give(*, budget: Decimal, spent: Decimal, promised: int, ceiling: Decimal) -> bool:
    """Whether one more fits: what was spent, what codes still out could cost at most, and the new one."""
    return spent + (promised + 1) * ceiling <= budget
