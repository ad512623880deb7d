"""From what a night read to its alarms, and what an answer teaches. Pure; the heavy part is imported when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from attribution.alerts.figures import BY_KEY

VERSION: Final = "alerts-1"
HALVED: Final = 0.5
LEAST_FACTOR: Final = 1 / 16


def taught(factor: float) -> float:
    """The factor after one more "not useful": half, and a sixteenth at least, so that nothing is silenced for good."""
    return max(factor * HALVED, LEAST_FACTOR)


def alarms_of(candidates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The alarms of a night, by the figures of its ledger row.

    A candidate holds ``figure``, ``day``, ``values`` (oldest first, the judged day last), ``scale`` and the ``factors`` of
    both sides. All candidates share the month's false alarms.
    """
    from attribution.alerts.compute import Side, alarm_on_last_day, allowed

    chance = allowed(len(candidates))
    found = []
    for one in candidates:
        chances: dict[Side, float] = {side: chance * one["factors"][side] for side in ("up", "down")}
        sides = BY_KEY[one["figure"]].sides
        alarm = alarm_on_last_day(one["values"], scale=one["scale"], chances=chances, sides=sides)
        if alarm is not None:
            found.append(
                {"figure": one["figure"], "day": one["day"], **asdict(alarm), "base": list(alarm.base)}
            )
    return found
