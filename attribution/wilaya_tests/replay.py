"""Replaying tests by wilaya: the same volumes draw the same pairs, the same counts give the same effect."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from attribution.wilaya_tests.compute import PairCounts, draw_pairs, read_test


def replays(candidates: list[Any], output: dict[str, Any]) -> bool | None:
    """None for a person's stop, where nothing was decided by the product."""
    if "pairs" in output:
        return bool(draw_pairs(dict(candidates), int(output["seed"])) == output["pairs"])
    if "outcome" not in output:
        return None
    counts = [PairCounts(**one) for one in candidates]
    return bool(asdict(read_test(counts, int(output["seed"]))) == output["outcome"])
