"""Deciding again: the arm from its seed, the verdict from the margins that it was made of."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from transparency.benefits.compute import arm_drawn, worth_of


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """Whether it comes out the same; None for a change of settings."""
    if "verdict" in output:
        used, held, cost = candidates
        return bool(json.loads(json.dumps(asdict(worth_of(used, held, cost)))) == output)
    if not candidates or "arm" not in output:
        return None
    return bool(arm_drawn(int(candidates[0]["seed"])) == output["arm"])
