"""Who opens a playlist, how far down its steps people come, and who clicks; with the chances that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from shop_ai.simulator.model.plan import Flags, Floats, Ints, Rng


class TruePath(NamedTuple):
    """The chance to come to each step from the one before it, and to click at all once it is open."""

    steps: tuple[float, float, float]
    clicks: float


# The second loses most of its visitors between its first step and its proof.
PATHS: Final = (
    TruePath((0.90, 0.76, 0.70), 0.24),
    TruePath((0.88, 0.42, 0.78), 0.15),
    TruePath((0.94, 0.82, 0.60), 0.30),
)
OPENS: Final = 0.3  # of the visits, where the shop has playlists
SECONDS_A_STEP: Final = 8
COUNTED: Final = ("opened", "step_1", "step_2", "step_3", "clicked")


@dataclass(frozen=True, slots=True)
class Browsing:
    """One element a visit that opens a playlist: ``path`` indexes PATHS, ``far`` is the last step seen (0…3)."""

    visit: Ints
    path: Ints
    far: Ints
    clicked: Flags

    def counts(self) -> Ints:
        """Rows: PATHS; columns: COUNTED."""
        found = np.zeros((len(PATHS), len(COUNTED)), np.int64)
        np.add.at(found[:, 0], self.path, 1)
        for step in (1, 2, 3):
            np.add.at(found[:, step], self.path[self.far >= step], 1)
        np.add.at(found[:, 4], self.path[self.clicked], 1)
        return found


def draw_browsing(rng: Rng, visits: int) -> Browsing:
    """Which of so many visits open a playlist, and what they do there."""
    opens = np.flatnonzero(rng.random(visits) < OPENS)
    path = rng.integers(0, len(PATHS), len(opens))
    chances: Floats = np.array([one.steps for one in PATHS])[path]
    goes_on = rng.random(chances.shape) < chances
    far = np.cumprod(goes_on, axis=1).sum(axis=1).astype(np.int64)
    clicked = rng.random(len(opens)) < np.array([one.clicks for one in PATHS])[path]
    return Browsing(opens, path, far, clicked)


def truth(counts: Ints) -> list[dict[str, Any]]:
    """A dictionary a path: its true chances beside the counts of the days that were made."""
    return [
        {
            "true": {**dict(zip(COUNTED[1:4], one.steps, strict=True)), "clicked": one.clicks},
            "counts": {name: int(counts[at, column]) for column, name in enumerate(COUNTED)},
        }
        for at, one in enumerate(PATHS)
    ]
