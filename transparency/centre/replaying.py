"""Deciding many stored decisions again and counting what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db.models import QuerySet

from shop_ai.lib.tenancy import shop_scope
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.selectors import decisions

PART: Final = 100


@dataclass(slots=True)
class Replayed:
    """Of one automation: how many came out equal, those that did not (sequence), and those that hold nothing to decide."""

    equal: int = 0
    different: list[int] = field(default_factory=list)
    nothing_to_decide: int = 0


def replay_all(shop_id: int, *, automation: str = "", most: int = 0) -> dict[str, Replayed]:
    """Decide again, the newest first; ``most`` bounds how many (0: all). Anything that fails counts as different."""
    found: dict[str, Replayed] = {}
    for row in _rows(shop_id, automation, most):
        held = found.setdefault(row.automation, Replayed())
        with shop_scope(shop_id):
            outcome = _outcome(row)
        if outcome is None:
            held.nothing_to_decide += 1
        elif outcome:
            held.equal += 1
        else:
            held.different.append(row.sequence)
    return found


def _outcome(row: Decision) -> bool | None:
    try:
        return replay(row)
    except Exception:  # noqa: BLE001  # whatever stops it, the stored decision could not be made again
        return False


def _rows(shop_id: int, automation: str, most: int) -> Iterator[Decision]:
    """A transaction a part, so that a large ledger holds nothing open."""
    before: int | None = None
    left = most or None
    while left is None or left > 0:
        with shop_scope(shop_id):
            wanted: QuerySet[Decision] = decisions(automation=automation, before=before)
            rows = list(wanted[: min(PART, left or PART)])
        if not rows:
            return
        yield from rows
        before = rows[-1].sequence
        left = None if left is None else left - len(rows)
