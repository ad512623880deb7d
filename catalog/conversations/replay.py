"""Replaying the rule's decisions."""

from __future__ import annotations

from typing import Any

from catalog.conversations.judging import is_qualified


def replays(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether the topics that were heard lead to the same numbers of qualified conversations again."""
    counts = {"qualified": 0, "not_qualified": 0}
    for heard in candidates:
        counts["qualified" if is_qualified(heard["topics"]) else "not_qualified"] += heard["n"]
    return counts == output
