"""Replaying an audit: the same values, labels and seed must give the same figures."""

from __future__ import annotations

import json
from typing import Any


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool | None:
    """Whether comparing again gives the stored answers; None for records of a person's word."""
    if "answers" not in output:
        return None
    from transparency.audit.compute import Question, compare

    questions = [
        Question(
            one["measure"],
            one["grouping"],
            tuple(one["values"]),
            tuple(one["keys"][place] for place in one["labels"]),
        )
        for one in candidates
    ]
    again = [answer.as_json() for answer in compare(questions, int(output["seed"]))]
    return bool(json.loads(json.dumps(again)) == output["answers"])
