"""Many paths side by side in a few arrays: what every rule reads. Pure; no framework."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# A path of a file says nothing of time: each step back counts as one day.
DAYS_A_STEP = 1.0
DIRECT = frozenset(["direct", "(direct)", "(direct) / (none)"])


@dataclass(frozen=True, slots=True)
class Paths:
    """``n`` paths of ``m`` touches together.

    ``channels`` (m) are positions in ``names``, path after path and in each from the first touch to the last; path ``i`` has
    ``lengths[i]`` >= 1 of them. ``ages`` (m) are days between the touch and the end. ``conversions``, ``values`` (any unit) and
    ``nulls`` (n) say how often a path ended in an order, what those orders brought, and how often it ended in nothing.
    """

    names: tuple[str, ...]
    channels: Ints
    lengths: Ints
    ages: Floats
    conversions: Floats
    values: Floats
    nulls: Floats

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def starts(self) -> Ints:
        """Where each path begins among the touches."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def rows(self) -> Ints:
        """The path of each touch."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    @property
    def is_direct(self) -> NDArray[np.bool_]:
        """Whether each touch is a direct visit."""
        direct = np.array([name.lower() in DIRECT for name in self.names], dtype=bool)
        return direct[self.channels]

    def take(self, chosen: NDArray[Any]) -> Paths:
        """The paths that ``chosen`` (n booleans) names, under the same names of channels."""
        touches = np.repeat(chosen, self.lengths)
        return Paths(
            self.names,
            self.channels[touches],
            self.lengths[chosen],
            self.ages[touches],
            self.conversions[chosen],
            self.values[chosen],
            self.nulls[chosen],
        )


def tally(cells: NDArray[Any], weights: NDArray[Any], size: int) -> Floats:
    """Sums of the weights by cell 0 … size - 1."""
    return np.asarray(np.bincount(cells, weights, size), dtype=np.float64)


def steps_back(lengths: Ints) -> Floats:
    """Ages of the touches of paths without times: the last touch is 0 days old, the one before it one day …"""
    ends = np.repeat(np.cumsum(lengths), lengths)
    return np.asarray((ends - 1 - np.arange(len(ends))) * DAYS_A_STEP, dtype=np.float64)


def make_paths(
    paths: Sequence[Sequence[str]],
    conversions: Iterable[float],
    values: Iterable[float] | None = None,
    nulls: Iterable[float] | None = None,
) -> Paths:
    """Paths from plain lists, for tests and small jobs; channels are numbered in order of appearance."""
    codes: dict[str, int] = {}
    channels = [codes.setdefault(name, len(codes)) for path in paths for name in path]
    lengths = np.array([len(path) for path in paths], dtype=np.int64)
    won = np.array(list(conversions), dtype=np.float64)
    return Paths(
        tuple(codes),
        np.array(channels, dtype=np.int64),
        lengths,
        steps_back(lengths),
        won,
        won.copy() if values is None else np.array(list(values), dtype=np.float64),
        np.zeros(len(won)) if nulls is None else np.array(list(nulls), dtype=np.float64),
    )
