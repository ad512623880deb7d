"""Replaying stored decisions: the same texts, facts and rules must give the same findings."""

from __future__ import annotations

import json
from typing import Any

from transparency.rules.compute import Facts, Written, check
from transparency.rules.rulebook import Rule

_LISTS = ("terms", "arabizi", "excused", "needs", "only_with")


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool | None:
    """Whether checking the candidates again gives the stored findings; None for records of a person's word."""
    if "found" not in output:
        return None
    rules = tuple(_rule(one) for one in output["rules"])
    again = [
        [
            found.as_json()
            for found in check([Written(**text) for text in one["texts"]], _facts(one["facts"]), rules)
        ]
        for one in candidates
    ]
    return bool(json.loads(json.dumps(again)) == output["found"])


def _rule(stored: dict[str, Any]) -> Rule:
    lists = {name: tuple(stored[name]) for name in _LISTS}
    return Rule(**stored | lists | {"subjects": frozenset(stored["subjects"])})


def _facts(stored: dict[str, Any]) -> Facts:
    lists = {name: tuple(stored[name]) for name in ("stocks", "legal_missing", "categories")}
    return Facts(**stored | lists)
