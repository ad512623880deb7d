"""Eight weeks of one series as small bars, drawn on the server; the same scale of time for all, each its own height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 160
HEIGHT: Final = 48
GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A week's bar in a box of 160 by 48, as SVG writes it."""

    x: str
    y: str
    width: str
    height: str
    is_judged: bool
    is_occasion: bool


@dataclass(frozen=True, slots=True)
class Multiple:
    """The bars from the first week to the last in reading direction, and the height of what was expected (or "")."""

    bars: tuple[Bar, ...]
    expected: str


def multiple(
    counts: Sequence[int], expected: float | None, occasions: Sequence[bool], *, is_mirrored: bool
) -> Multiple:
    """Zero-based bars; the last two, which were judged, stand out. ``is_mirrored``: the first week on the right."""
    top = max([*counts, expected or 0, 1])
    slot = WIDTH / max(1, len(counts))
    bars = []
    for place, count in enumerate(counts):
        column = len(counts) - 1 - place if is_mirrored else place
        height = count / top * HEIGHT
        bars.append(
            Bar(
                x=f"{column * slot + GAP / 2:.1f}",
                y=f"{HEIGHT - height:.1f}",
                width=f"{slot - GAP:.1f}",
                height=f"{height:.1f}",
                is_judged=place >= len(counts) - 2,
                is_occasion=place < len(occasions) and occasions[place],
            )
        )
    return Multiple(tuple(bars), "" if expected is None else f"{HEIGHT - expected / top * HEIGHT:.1f}")
