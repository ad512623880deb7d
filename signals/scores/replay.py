"""Replaying stored decisions: the same counts must give the same rows, to the last digit that is kept."""

from __future__ import annotations

from typing import Any


def replays_products(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether scoring the stored counts again gives every row again."""
    from signals.scores.compute import score_products
    from signals.scores.facts import from_candidates
    from signals.scores.services import output_of

    return output_of(score_products(*from_candidates(candidates))) == output


def replays_content(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether rating the stored posts again gives every row again."""
    from signals.scores.content import output_of, rate_from

    return output_of(rate_from(candidates)) == output
