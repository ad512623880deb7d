"""A row of values as the path of a small line, drawn on the server as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 100, 28, 3
_FEWEST_POINTS = 2


@dataclass(frozen=True, slots=True)
class Sparkline:
    """SVG path data in a box of 100 by 28: the line, the area below it, and where the last value stands."""

    line: str
    area: str
    last_x: str
    last_y: str


def sparkline(values: Sequence[float | None]) -> Sparkline | None:
    """The line through the known values, gaps left open; None when fewer than two values are known."""
    known = [value for value in values if value is not None]
    if len(known) < _FEWEST_POINTS:
        return None
    runs = _runs(values, min(known), max(known))
    last_x, last_y = runs[-1][-1]
    return Sparkline(
        line=" ".join(_path(run) for run in runs),
        area=" ".join(f"{_path(run)} L{run[-1][0]} {HEIGHT} L{run[0][0]} {HEIGHT} Z" for run in runs),
        last_x=last_x,
        last_y=last_y,
    )


def _runs(values: Sequence[float | None], low: float, high: float) -> list[list[tuple[str, str]]]:
    runs: list[list[tuple[str, str]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        level = (value - low) / (high - low) if high > low else 0.5
        x = index / (len(values) - 1) * WIDTH
        y = HEIGHT - MARGIN - level * (HEIGHT - 2 * MARGIN)
        runs[-1].append((f"{x:.1f}", f"{y:.1f}"))
    return [run for run in runs if run]


def _path(points: list[tuple[str, str]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points)
