"""How far visitors come on a playlist, and which step loses most. Pure and light.

A visitor of a day who came to a step has passed the ones before it, also when their event was lost. A click (a product, the
cart, a message to the shop) can follow from any step, so it says nothing of the steps: it is counted of those who opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

from shop_ai.lib.intervals import Interval, student_quantile, wilson

FLOOR: Final = 30
OPENED, CLICKED = "opened", "clicked"
STEP_NAMES: Final = ("step_1", "step_2", "step_3")
STAGES: Final = (OPENED, *STEP_NAMES, CLICKED)
_STEP_BITS: Final = (2, 4, 8)
_CLICKED_BIT: Final = 16

# A forecast for a new playlist needs so many past ones, each opened by so many visitors.
PAST_NEEDED: Final = 3
PAST_VISITORS: Final = 30


@dataclass(frozen=True, slots=True)
class Funnel:
    """Visitors (each once a day) who opened, came to each step, clicked, and clicked after having seen the last step."""

    opened: int = 0
    steps: tuple[int, int, int] = (0, 0, 0)
    clicked: int = 0
    clicked_at_end: int = 0

    def __add__(self, other: Funnel) -> Funnel:
        first, second, third = (mine + theirs for mine, theirs in zip(self.steps, other.steps, strict=True))
        return Funnel(
            self.opened + other.opened,
            (first, second, third),
            self.clicked + other.clicked,
            self.clicked_at_end + other.clicked_at_end,
        )

    def of(self, stage: str) -> int:
        """How many came to a stage of :data:`STAGES`."""
        if stage in STEP_NAMES:
            return self.steps[STEP_NAMES.index(stage)]
        return self.opened if stage == OPENED else self.clicked


def furthest(reached: int) -> int:
    """The last step (1…3) among the bits of :class:`signals.rollups.models.Reached`, 0 for none."""
    return max((number for number, bit in enumerate(_STEP_BITS, 1) if reached & bit), default=0)


def funnel(rows: Iterable[tuple[int, int]]) -> Funnel:
    """From pairs (bits of what was reached, visitors)."""
    opened = clicked = at_end = 0
    steps = [0, 0, 0]
    for reached, people in rows:
        far, clicks = furthest(reached), bool(reached & _CLICKED_BIT)
        opened += people
        for step in range(far):
            steps[step] += people
        clicked += people * clicks
        at_end += people * (clicks and far == len(steps))
    return Funnel(opened, (steps[0], steps[1], steps[2]), clicked, at_end)


@dataclass(frozen=True, slots=True)
class Drop:
    """From one stage to the next: of ``n`` who were there ``stayed`` went on; ``kept`` is None under the floor."""

    before: str
    after: str
    n: int
    stayed: int

    @property
    def kept(self) -> Interval | None:
        return wilson(self.stayed, self.n) if self.n >= FLOOR else None

    @property
    def lost(self) -> Interval | None:
        """The share that went no further, with its interval."""
        kept = self.kept
        return Interval(1 - kept.value, 1 - kept.high, 1 - kept.low) if kept else None


def drops(found: Funnel, steps: Sequence[str] = STEP_NAMES) -> list[Drop]:
    """Between the stages that the playlist has: opening, then ``steps`` (those that hold a product) in order."""
    stages = [OPENED, *steps]
    return [Drop(before, after, found.of(before), found.of(after)) for before, after in pairwise(stages)]


def clicks(found: Funnel) -> Drop:
    """Of all who opened it, those who clicked."""
    return Drop(OPENED, CLICKED, found.opened, found.clicked)


def worst(found: Sequence[Drop]) -> Drop | None:
    """The passage that surely loses most: its 95 % interval lies above every other's. None when that is not known."""
    known = [(drop, lost) for drop in found if (lost := drop.lost) is not None]
    if len(known) < len(found) or len(known) < 2:
        return None
    drop, lost = max(known, key=lambda pair: pair[1].value)
    others = [other for one, other in known if one is not drop]
    return drop if all(lost.low > other.high for other in others) else None


def is_surely_above(one: Drop, other: Drop) -> bool:
    """Whether more of ``one`` go on than of ``other``, beyond chance: their intervals do not meet."""
    mine, theirs = one.kept, other.kept
    return mine is not None and theirs is not None and mine.low > theirs.high


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one more playlist may be expected to bring: orders per 100 visitors of the ``playlists`` before it.

    ``low`` and ``high`` hold a new playlist's own figure in 19 cases of 20 (Student's prediction interval), if it is one of
    their kind; nothing below zero.
    """

    value: float
    low: float
    high: float
    playlists: int
    visitors: int


def outlook(past: Iterable[tuple[int, int]]) -> Outlook | None:
    """From pairs (visitors, orders) of past playlists; None while fewer than three had thirty visitors."""
    known = [(visitors, orders) for visitors, orders in past if visitors >= PAST_VISITORS]
    count = len(known)
    if count < PAST_NEEDED:
        return None
    rates = [100 * orders / visitors for visitors, orders in known]
    mean = sum(rates) / count
    spread = sqrt(sum((rate - mean) ** 2 for rate in rates) / (count - 1))
    half = student_quantile(count - 1) * spread * sqrt(1 + 1 / count)
    return Outlook(mean, max(0.0, mean - half), mean + half, count, sum(visitors for visitors, _ in known))
