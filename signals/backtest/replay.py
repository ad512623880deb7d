"""Replaying a stored choice: the same figures must choose the same model."""

from __future__ import annotations

from typing import Any

from signals.backtest.rules import Trial, choose


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether the rule, given the candidates and the scene of a ledger row, chooses its model for its reason."""
    again = choose(**output["scene"], trials=[Trial(**one) for one in candidates])
    return (again.model, again.reason_code) == (output["model"], output["reason_code"])
