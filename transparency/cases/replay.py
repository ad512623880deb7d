"""Replaying stored decisions: the words that were heard must be heard again."""

from __future__ import annotations

from typing import Any

from transparency.cases.hearing import hear


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool | None:
    """Whether the stored words still ask for a person in the same way; None for what a person did."""
    if "term" not in output:
        return None
    heard = hear(" ".join(candidates[0]["words"]))
    return heard is not None and heard.term == output["term"]
