"""Replaying the roles: the same counts give the same roles."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[Any], output: dict[str, Any]) -> bool:
    from attribution.roles.compute import Counts, judge

    again = {channel: judge(Counts(**counts)).role for channel, counts in candidates}
    return bool(again == output["roles"])
