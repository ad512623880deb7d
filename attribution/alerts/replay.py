"""Replaying a stored night: the same days must give the same alarms."""

from __future__ import annotations

import json
from typing import Any

from attribution.alerts.rules import alarms_of


def replays(candidates: list[dict[str, Any]], output: dict[str, Any]) -> bool:
    """Whether the values of a ledger row lead to its alarms again."""
    # Compared as stored: jsonb gives numbers back as they were written.
    return bool(json.loads(json.dumps(alarms_of(candidates))) == output["alarms"])
