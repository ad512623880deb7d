"""Replaying a stored forecast: the same days and amounts must give the same weeks."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether the shop's forecast, made again from a ledger row, is the one that was shown."""
    from attribution.forecast.made import again

    return bool(again(candidates[0]) == output["shop"])
