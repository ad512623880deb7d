"""Replaying a stored decision: the same counts must give the same verdicts."""

from __future__ import annotations

from typing import Any


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether judging the candidates of a ledger row again gives its verdicts."""
    import numpy as np

    from signals.trends.compute import WEEKS, Scene, Setting, judge

    given = output["scene"]
    tests = {name: Setting(**given[name]) for name in ("before", "second", "first")}
    weeks = np.array([one["counts"] for one in candidates], dtype=np.int64).reshape(-1, WEEKS)
    known = bool(candidates) and candidates[0]["people"] is not None
    people = np.array([one["people"] for one in candidates], dtype=np.int64) if known else None
    judged = judge(weeks, people, Scene(**tests, series=given["series"]))
    again = sorted(
        [one["ref"], one["label"], str(verdict)]
        for one, verdict in zip(candidates, judged.verdict, strict=True)
        if verdict
    )
    return bool(again == sorted(output["verdicts"]))
