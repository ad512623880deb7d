"""What an owner must know at once, for the page that owners open first: one statement for all rooms of the centre."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from shop_ai.lib.tenancy import shop_scope

_NOTICES: Final = """
SELECT cases.fresh, cases.late, wishes.open, wishes.late, breach.uid, breach.due_at,
    coalesce((
        SELECT cardinality(c.different) > 0 OR c.broken_at IS NOT NULL
        FROM transparency_integritycheck c
        WHERE c.shop_id = %(shop)s AND c.seen_at IS NULL ORDER BY c.day DESC LIMIT 1
    ), false)
FROM (
    SELECT count(*) AS fresh, count(*) FILTER (WHERE due_at < %(now)s) AS late
    FROM transparency_case WHERE shop_id = %(shop)s AND state = 'new'
) cases
CROSS JOIN (
    SELECT count(*) AS open, count(*) FILTER (WHERE due_on < %(today)s) AS late
    FROM transparency_rightsrequest WHERE shop_id = %(shop)s AND state = 'open'
) wishes
LEFT JOIN LATERAL (
    SELECT uid, due_at FROM transparency_breach
    WHERE shop_id = %(shop)s AND closed_at IS NULL AND told_authority_at IS NULL ORDER BY due_at LIMIT 1
) breach ON true
"""


@dataclass(frozen=True, slots=True)
class Breach:
    """The open breach whose time to tell the authority ends first."""

    uid: uuid.UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and how many of them beyond what was announced or what the law gives."""

    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Notices:
    """``has_incident``: the decision log has a fault that nobody has taken note of."""

    cases: Waiting
    wishes: Waiting
    breach: Breach | None
    has_incident: bool


def notices(shop_id: int, now: datetime, today: date) -> Notices:
    """Customers who asked for a person, requests about data, a breach, an incident; ``today`` is the shop's day."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_NOTICES, {"shop": shop_id, "now": now, "today": today})
        fresh, late, wishes, wishes_late, uid, due_at, has_incident = cursor.fetchone()
    breach = Breach(uid, due_at) if uid else None
    return Notices(Waiting(fresh, late), Waiting(wishes, wishes_late), breach, has_incident)
