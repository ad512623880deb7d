"""Reading the ledger and checking that nobody rewrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from django.db.models import QuerySet

from transparency.ledger.chain import GENESIS, link
from transparency.ledger.models import Decision
from transparency.ledger.services import content_of


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """Result of a walk over a shop's ledger; ``broken_at`` is the first sequence that does not hold."""

    rows: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainCheck:
    """Recompute every hash of the shop in scope, in order; finds changed, missing and inserted rows."""
    expected_hash, expected_sequence, rows = GENESIS, 1, 0
    for decision in Decision.objects.order_by("sequence").iterator(chunk_size=1000):
        decision.at = decision.at.astimezone(UTC)
        sound = (
            decision.sequence == expected_sequence
            and decision.prev_hash == expected_hash
            and decision.hash == link(decision.prev_hash, content_of(decision))
        )
        if not sound:
            return ChainCheck(rows=rows, broken_at=decision.sequence)
        rows, expected_sequence, expected_hash = rows + 1, expected_sequence + 1, decision.hash
    return ChainCheck(rows=rows, broken_at=None)


def decisions(*, automation: str = "", before: int | None = None) -> QuerySet[Decision]:
    """Decisions of the shop in scope, newest first; ``before`` is the sequence to go on from."""
    found = Decision.objects.order_by("-sequence")
    if automation:
        found = found.filter(automation=automation)
    if before is not None:
        found = found.filter(sequence__lt=before)
    return found
