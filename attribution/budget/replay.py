"""Replaying a stored advice: the same weeks and seed must lead to the same moves."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether the rule, given a ledger row's channels and seed, advises the same for the same reasons."""
    from attribution.budget.compute import advise
    from attribution.budget.response import of_candidate
    from attribution.budget.services import output_of

    advice = advise([of_candidate(one) for one in candidates], int(output["seed"]))
    return output_of(advice, int(output["seed"])) == output
