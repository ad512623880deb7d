"""Scenes and nights in their written form, as the ledger keeps them. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from signals.proposals.compute import Night, Proposed
from signals.proposals.scene import Facts, Lesson, Scene, Standing

COLUMNS = tuple(Facts.__dataclass_fields__)


def as_candidates(scene: Scene) -> list[Any]:
    """The scene's frame, then a list of values a product."""
    frame = {
        "buyers": scene.buyers,
        "pairs": [list(pair) for pair in scene.pairs],
        "seasons": list(scene.seasons),
        "taken": [list(products) for products in scene.taken],
        "standing": [asdict(one) for one in scene.standing],
        "lessons": [asdict(one) for one in scene.lessons],
        "columns": list(COLUMNS),
    }
    return [frame, *([getattr(one, name) for name in COLUMNS] for one in scene.products)]


def from_candidates(candidates: list[Any]) -> Scene:
    """The inverse of :func:`as_candidates`."""
    frame, *rows = candidates
    return Scene(
        products=tuple(_facts(dict(zip(frame["columns"], row, strict=True))) for row in rows),
        pairs=tuple((first, second, buyers) for first, second, buyers in frame["pairs"]),
        buyers=frame["buyers"],
        seasons=tuple(frame["seasons"]),
        taken=tuple(tuple(products) for products in frame["taken"]),
        standing=tuple(Standing(**one | {"products": tuple(one["products"])}) for one in frame["standing"]),
        lessons=tuple(Lesson(**one | {"refs": tuple(one["refs"])}) for one in frame["lessons"]),
    )


def _facts(row: dict[str, Any]) -> Facts:
    return Facts(**row | {"parts": tuple(row["parts"]), "seasons": tuple(row["seasons"])})


def as_output(night: Night) -> dict[str, Any]:
    """What was decided, as JSON gives it back."""
    return {
        "proposed": [_proposed(one) for one in night.proposed],
        "ended": [list(one) for one in night.ended],
    }


def _proposed(one: Proposed) -> dict[str, Any]:
    return {
        "places": [[place.product, place.step, place.reason, dict(place.values)] for place in one.places],
        "theme": one.theme,
        "season": one.season,
        "score": one.score,
        "parts": dict(one.parts),
        "checks": [list(check) for check in one.checks],
    }
