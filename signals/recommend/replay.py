"""Replaying a stored decision: the same candidates must give the same list."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from signals.recommend.compute import Candidate, rank


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether ranking the candidates of a ledger row again gives its output, place by place."""
    again = rank([Candidate(**candidate) for candidate in candidates])
    return bool([asdict(place) for place in again] == output["places"])
