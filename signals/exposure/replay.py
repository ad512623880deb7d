"""Replaying stored decisions: the same numbers must give the same verdict, cells and propensities."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any


def replays(candidates: list[Any], output: dict[str, Any]) -> bool:
    """Whether deciding again gives the stored output; what is asked shows from what was answered."""
    from signals.exposure import compute

    if "propensities" in output:
        again = compute.propensities([compute.Arm(**arm) for arm in candidates])
        return bool(list(again) == output["propensities"])
    if "opened" in output:
        waiting = [compute.Waiting(**one) for one in candidates]
        return bool(compute.opened(waiting, output["free"]) == output["opened"])
    if "verdict" in output:
        return _looks_the_same(candidates[0], output)
    facts = candidates[0]
    if "complaints" in facts:
        return bool(compute.too_many_complaints(facts["complaints"]) == output["stops"])
    return bool(compute.too_many_returns(compute.Returns(**facts)) == output["stops"])


def _looks_the_same(facts: dict[str, Any], output: dict[str, Any]) -> bool:
    from signals.exposure.compute import belief, judge

    found = belief(facts["taken"], facts["shown"], facts["usual"])
    verdict = judge(found.chance, facts["shown"], facts["rounds"])
    return bool({"verdict": verdict.value, **asdict(found)} == output)
