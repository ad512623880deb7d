"""Writing decisions: one row, chained to the shop's last one."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from shop_ai.lib.tenancy import current_shop_id, shop_scope
from transparency.ledger.chain import GENESIS, link, salted
from transparency.ledger.clock import milliseconds_taken
from transparency.ledger.facts import keep_environment, keep_parameters
from transparency.ledger.mentions import mentions_of
from transparency.ledger.models import PARTS, Decision


@dataclass(frozen=True, slots=True)
class Chance:
    """What was left to chance: the generator, its seed as text, and how many numbers were drawn."""

    seed: str
    draws: int
    algorithm: str = "PCG64"


def head_of(decision: Decision) -> dict[str, Any]:
    """What the hash covers: who decided what when and with which code, and the fingerprint of each part."""
    return {
        "uid": str(decision.uid),
        "shop": decision.shop_id,
        "sequence": decision.sequence,
        "at": decision.at.isoformat(timespec="microseconds"),
        "automation": decision.automation,
        "version": decision.version,
        "reason_code": decision.reason_code,
        "actor": decision.actor,
        "environment_sha256": decision.environment_sha256,
        "parameters_sha256": decision.parameters_sha256,
        "consent": decision.consent,
        "latency_ms": decision.latency_ms,
        "digests": decision.digests,
    }


def whole_of(decision: Decision) -> dict[str, Any]:
    """What the hash covers in a row from before parts had fingerprints: all of its content as it stands."""
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


def content_of(decision: Decision) -> dict[str, Any]:
    """What the row's hash was made over."""
    return head_of(decision) if decision.is_in_parts else whole_of(decision)


def parts_of(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in PARTS}


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
    chance: Chance | None = None,
    settings: dict[str, Any] | None = None,
    consent: str = "",
    about: Iterable[str] = (),
) -> Decision:
    """Append a decision of the shop in scope.

    ``inputs`` and ``output`` hold what a replay needs and no personal data: ids, figures, versions. ``settings`` are
    what the shop itself chose for the rule; ``consent`` is the purpose and version of text under which personal data
    was used; ``about`` adds to what the search finds the row by (``product:12``). Decisions of one shop are chained
    one after the other, so the chain's end is locked until the transaction ends.
    """
    shop_id, taken = current_shop_id(), milliseconds_taken()
    with shop_scope(shop_id):
        decision = Decision(
            uid=uuid.uuid4(),
            shop_id=shop_id,
            at=(at or timezone.now()).astimezone(UTC),
            automation=automation,
            subject=subject,
            version=version,
            inputs=_as_stored(inputs or {}),
            candidates=_as_stored(candidates or []),
            output=_as_stored(output or {}),
            chance=asdict(chance) if chance else {},
            reason_code=reason_code,
            actor=actor,
            consent=consent,
            latency_ms=taken,
            environment_sha256=keep_environment(shop_id),
            parameters_sha256=keep_parameters(shop_id, automation, _as_stored(settings or {})),
        )
        decision.mentions = mentions_of(
            subject, (decision.inputs, decision.output, decision.candidates), about
        )
        _seal(decision)
        _append(decision)
    return decision


def _seal(decision: Decision) -> None:
    """A salt and a fingerprint for each part: what is short, like a customer's number, cannot be guessed later."""
    decision.salts = {name: secrets.token_hex(16) for name in PARTS}
    decision.digests = {
        name: salted(decision.salts[name], value) for name, value in parts_of(decision).items()
    }


def _append(decision: Decision) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger'), %s)", [decision.shop_id % 2**31])
    last = Decision.objects.order_by("-sequence").values_list("sequence", "hash").first()
    decision.sequence, decision.prev_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
    decision.hash = link(decision.prev_hash, content_of(decision))
    decision.save(force_insert=True)
