"""The log as JSON lines: with it anybody can walk the chain and check each part, without this software."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any, Final

from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.models import Decision
from transparency.ledger.selectors import decisions
from transparency.ledger.services import content_of, parts_of

PART: Final = 200


def lines(shop_id: int) -> Iterator[str]:
    """One line a decision, oldest first. A transaction a part, so that a slow reader holds nothing open."""
    after = 0
    while True:
        with shop_scope(shop_id):
            rows = list(decisions().filter(sequence__gt=after).order_by("sequence")[:PART])
        if not rows:
            return
        for row in rows:
            yield line(row)
        after = rows[-1].sequence


def line(row: Decision) -> str:
    return json.dumps(as_json(row), ensure_ascii=False) + "\n"


def as_json(row: Decision) -> dict[str, Any]:
    """All of a row: the head that its hash was made over, its parts with their salts, and the links."""
    row.at = row.at.astimezone(UTC)
    return {
        **content_of(row),
        **parts_of(row),
        "salts": row.salts,
        "erased_at": row.erased_at.isoformat() if row.erased_at else None,
        "prev_hash": row.prev_hash,
        "hash": row.hash,
    }
