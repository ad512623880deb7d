"""Dropping a person from decisions: parts that name them are emptied, the row and the chain stay.

What was decided, when, by which rule and for which reason is still there; what it was decided from is not, and nobody
can decide it again. The ledger says so in a decision of its own, and the check of the chain holds every emptied row
against that word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection

from shop_ai.lib.tenancy import local_setting, shop_scope
from transparency.ledger.models import PARTS, Decision
from transparency.ledger.selectors import LEDGER
from transparency.ledger.services import record_decision

VERSION: Final = "ledger-2"
_EMPTY: Final[dict[str, Any]] = {"subject": "", "inputs": {}, "candidates": [], "output": {}, "chance": {}}
# The rows in which a person's names stand, in what was indexed or anywhere in the text.
FIND: Final = """
SELECT sequence FROM transparency_decision
WHERE shop_id = %(shop)s AND automation <> %(ledger)s AND (
    mentions && %(mentions)s::varchar[]
    OR subject || inputs::text || candidates::text || output::text LIKE ANY (%(patterns)s)
)
ORDER BY sequence
"""
BATCH: Final = 200


def empty_of_person(
    shop_id: int, *, names: Iterable[str], mentions: Iterable[str] = (), by: str, at: datetime
) -> int:
    """Empty what names a person in any decision of the shop; returns how many rows lost something.

    ``names`` are texts that stand for nobody else: the hex and dashed form of public ids, blind indexes. ``mentions``
    are names in the index, for rows that know the person only by a number (``customer-id:12``). A part goes whole,
    other parts stay. Safe to run twice.
    """
    wanted, indexed = sorted({name for name in names if len(name) >= 8}), sorted(set(mentions))
    indexed += [
        f"{kind}:{name}" for kind in ("customer", "conversation", "order", "visitor") for name in wanted
    ]
    with shop_scope(shop_id):
        rows = _rows(shop_id, wanted, indexed)
        emptied = [
            row
            for first in range(0, len(rows), BATCH)
            for row in _empty(rows[first : first + BATCH], wanted, set(indexed), at)
        ]
        if emptied:
            record_decision(
                automation=LEDGER,
                subject="erasure",
                version=VERSION,
                output={"rows": emptied},
                reason_code="ledger_emptied_of_person",
                actor=by,
                at=at,
            )
    return len(emptied)


def _rows(shop_id: int, names: Sequence[str], mentions: Sequence[str]) -> list[int]:
    values: dict[str, Any] = {
        "shop": shop_id,
        "ledger": LEDGER,
        "mentions": list(mentions),
        "patterns": [f"%{name.replace('%', '').replace('_', '')}%" for name in names],
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        return [row[0] for row in cursor.fetchall()]


def _empty(rows: Sequence[int], names: Sequence[str], mentions: set[str], at: datetime) -> list[int]:
    found = list(Decision.objects.filter(sequence__in=rows))
    changed = [row for row in found if _without(row, names, mentions)]
    for row in changed:
        row.erased_at = row.erased_at or at.astimezone(UTC)
    with local_setting("app.ledger", "erase"):
        Decision.objects.bulk_update(changed, [*PARTS, "salts", "mentions", "erased_at"])
    return [row.sequence for row in changed]


def _without(row: Decision, names: Sequence[str], mentions: set[str]) -> bool:
    """Empty the parts of a row (not saved yet) that name the person; False when none does any more."""
    named = [part for part in PARTS if _names(getattr(row, part), names)]
    known = mentions & set(row.mentions)
    if known and not named:
        # Only the index knows where: the candidates are the part that lists people.
        named = [part for part in ("candidates",) if getattr(row, part)]
    if not row.is_in_parts and named:
        named = list(PARTS)
    for part in named:
        setattr(row, part, _EMPTY[part])
        row.salts.pop(part, None)
    row.mentions = [one for one in row.mentions if one not in known]
    return bool(named or known)


def _names(value: Any, names: Sequence[str]) -> bool:
    text = value if isinstance(value, str) else _flat(value)
    return any(name in text for name in names)


def _flat(value: Any) -> str:
    """Every key and text of a part, one after the other."""
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{_flat(held)}" for key, held in value.items())
    if isinstance(value, list):
        return "\n".join(_flat(held) for held in value)
    return str(value)
