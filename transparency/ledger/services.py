"""Writing decisions: one row, chained to the shop's last one."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from shop_ai.lib.tenancy import current_shop_id, shop_scope
from transparency.ledger.chain import GENESIS, link
from transparency.ledger.models import Decision


def content_of(decision: Decision) -> dict[str, Any]:
    """What the hash covers: every field but the two hashes and the database's own id."""
    return {
        "uid": str(decision.uid),
        "shop": decision.shop_id,
        "sequence": decision.sequence,
        "at": decision.at.isoformat(timespec="microseconds"),
        "automation": decision.automation,
        "subject": decision.subject,
        "version": decision.version,
        "inputs": decision.inputs,
        "candidates": decision.candidates,
        "output": decision.output,
        "reason_code": decision.reason_code,
        "actor": decision.actor,
    }


def _as_stored(value: Any) -> Any:
    """The value as jsonb will give it back, so that the hash can be recomputed from the row."""
    return json.loads(json.dumps(value, allow_nan=False))


def record_decision(
    *,
    automation: str,
    version: str,
    reason_code: str,
    subject: str = "",
    inputs: dict[str, Any] | None = None,
    candidates: list[Any] | None = None,
    output: dict[str, Any] | None = None,
    actor: str = "",
    at: datetime | None = None,
) -> Decision:
    """Append a decision of the shop in scope.

    ``inputs`` and ``output`` hold what a replay needs and no personal data: ids, figures, versions.
    Decisions of one shop are chained one after the other, so the chain's end is locked until the
    transaction ends.
    """
    shop_id = current_shop_id()
    with shop_scope(shop_id):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger'), %s)", [shop_id % 2**31])
        last = Decision.objects.order_by("-sequence").values_list("sequence", "hash").first()
        sequence, prev_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
        decision = Decision(
            uid=uuid.uuid4(),
            shop_id=shop_id,
            sequence=sequence,
            at=(at or timezone.now()).astimezone(UTC),
            automation=automation,
            subject=subject,
            version=version,
            inputs=_as_stored(inputs or {}),
            candidates=_as_stored(candidates or []),
            output=_as_stored(output or {}),
            reason_code=reason_code,
            actor=actor,
            prev_hash=prev_hash,
        )
        decision.hash = link(prev_hash, content_of(decision))
        decision.save(force_insert=True)
    return decision
