"""Reading the ledger and checking that nobody rewrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from transparency.ledger.chain import GENESIS, link, salted
from transparency.ledger.models import Decision
from transparency.ledger.services import content_of, parts_of

# The ledger's own acts stand in it under this name: a person's parts emptied, old rows made figures.
LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """Result of a walk over a shop's ledger; ``broken_at`` is the first sequence that does not hold."""

    rows: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify_chain() -> ChainCheck:
    """Recompute every hash of the shop in scope, in order.

    Finds changed, missing and inserted rows; emptied ones that no later decision answers for; and a beginning that was
    cut off without being made figures.
    """
    expected_sequence, expected_hash = _beginning()
    emptied, rows = _emptied(), 0
    for decision in Decision.objects.order_by("sequence").iterator(chunk_size=1000):
        decision.at = decision.at.astimezone(UTC)
        sound = (
            decision.sequence == expected_sequence
            and decision.prev_hash == expected_hash
            and is_sound(decision, emptied)
        )
        if not sound:
            return ChainCheck(rows=rows, broken_at=decision.sequence)
        rows, expected_sequence, expected_hash = rows + 1, expected_sequence + 1, decision.hash
    return ChainCheck(rows=rows, broken_at=None)


def is_sound(decision: Decision, emptied: frozenset[int]) -> bool:
    """Whether a row's hash is made of its content, and what is empty was emptied in the open."""
    if decision.erased_at is not None and decision.sequence not in emptied:
        return False
    if not decision.is_in_parts:
        # Of a row from before, emptied, only its place in the chain and the later word for it are left.
        return decision.erased_at is not None or decision.hash == link(
            decision.prev_hash, content_of(decision)
        )
    return decision.hash == link(decision.prev_hash, content_of(decision)) and _parts_hold(decision)


def _parts_hold(decision: Decision) -> bool:
    parts = parts_of(decision)
    gone = set(decision.erased_parts)
    return set(decision.digests) == set(parts) and all(
        not value if name in gone else salted(decision.salts.get(name, ""), value) == decision.digests[name]
        for name, value in parts.items()
    )


def _beginning() -> tuple[int, str]:
    """The sequence and previous hash that the first row must have: genesis, or where the newest folding ended."""
    folds = Decision.objects.filter(automation=LEDGER, subject="fold").order_by("-sequence")
    newest = folds.values_list("output", flat=True).first()
    return (int(newest["through"]) + 1, str(newest["hash"])) if newest else (1, GENESIS)


def _emptied() -> frozenset[int]:
    """The sequences that a decision of the ledger says were emptied."""
    said = Decision.objects.filter(automation=LEDGER, subject="erasure").values_list("output", flat=True)
    return frozenset(sequence for output in said for sequence in output.get("rows", ()))


def decisions(
    *,
    automation: str = "",
    before: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    reason: str = "",
    mentions: Iterable[str] | None = None,
) -> QuerySet[Decision]:
    """Decisions of the shop in scope, newest first.

    ``before`` is the sequence to go on from; ``since`` ≤ at < ``until``; ``mentions`` are names of what it is about, any
    of which will do (None: whatever it is about).
    """
    found = Decision.objects.order_by("-sequence")
    wanted = {
        "automation": automation,
        "reason_code": reason,
        "sequence__lt": before,
        "at__gte": since,
        "at__lt": until,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value not in ("", None)})
    if mentions is not None:
        found = found.filter(mentions__overlap=list(mentions))
    return found
