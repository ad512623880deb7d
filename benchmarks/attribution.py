"""Paths to credit: 10,000 distinct paths, a million journeys, and Shapley on every coalition of twelve channels.

The floor of the first two is reading the file line by line; the answer includes reading it.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from attribution.paths.compute import Answer, attribute
from attribution.paths.reading import HEADER, read_paths
from attribution.paths.shapley import observed_coalitions, shapley_values, within
from benchmarks.report import Row

NAMES = ("attribution",)
SEED = 20261122
CHANNELS = 12


def _write(file: Path, rows: int, *, journeys: bool) -> None:
    """Random paths of one to eight touches; a journey is one order, a path several ends of both kinds."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    lengths = chance.integers(1, 9, rows)
    touches = iter(chance.integers(0, CHANNELS, int(lengths.sum())).tolist())
    won = np.ones(rows, dtype=int) if journeys else chance.integers(0, 6, rows)
    lost = np.zeros(rows, dtype=int) if journeys else chance.integers(0, 31, rows)
    with file.open("w") as lines:
        lines.write(HEADER + "\n")
        for length, orders, nothing in zip(lengths.tolist(), won.tolist(), lost.tolist(), strict=True):
            path = " > ".join(f"channel {next(touches)}" for _ in range(length))
            lines.write(f"{path};{orders};{orders * 12.5};{nothing}\n")


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _lines(file: Path) -> int:
    with file.open() as lines:
        return sum(1 for _line in lines)


def _row(name: str, took: float, unit: str, n: int, floor: float | None = None) -> Row:
    ratio = None if floor is None else round(took / floor, 1)
    rounded = None if floor is None else round(floor, 4)
    return Row(name=name, value=round(took, 3), unit=unit, floor=rounded, ratio=ratio, n=n)


def _attributed(file: Path, model: str) -> Answer:
    return attribute(read_paths(file), model)


def _of_file(name: str, file: Path, rows: int) -> list[Row]:
    floor, _ = _timed(lambda: _lines(file))
    found = []
    for model in ("linear", "markov", "shapley"):
        took, answer = _timed(partial(_attributed, file, model))
        assert abs(sum(one.conversions for one in answer.channels.values()) - answer.conversions) < 1e-9
        found.append(_row(f"{name}_{model}", took, "s", rows, floor))
    return found


def _coalitions(name: str, file: Path) -> Row:
    paths = next(read_paths(file))

    def exact() -> Any:
        return shapley_values(within(observed_coalitions(paths, paths.conversions)))

    took, _ = _timed(exact)
    return _row(f"{name}_shapley_coalitions_{CHANNELS}", took, "s", len(paths))


def run(name: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.csv"), Path(folder, "many.csv")
        _write(few, 10_000, journeys=False)
        _write(many, 1_000_000, journeys=True)
        rows = [
            *_of_file(f"{name}_10k_paths", few, 10_000),
            _coalitions(name, few),
            *_of_file(f"{name}_1m_journeys", many, 1_000_000),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*rows, _row(f"{name}_peak", peak, "MB", 1_000_000)]
