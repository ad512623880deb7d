"""The one write of the intake."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

RECEIVE = "SELECT signals_receive(%s, %s::jsonb, %s::jsonb)"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the events of one request: every one is in exactly one of the three."""

    stored: int
    duplicate: int
    dropped: Mapping[str, int]


def take_in(shop_id: int, events: Sequence[Mapping[str, Any]], dropped: Mapping[str, int]) -> Receipt:
    """Store events (each with its ``id``) once and count the others, in one durable statement.

    Returns after the commit. Raises django.db.Error when the database is away; then nothing was stored or counted.
    """
    if not events and not dropped:
        return Receipt(0, 0, {})
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, [shop_id, json.dumps(events), json.dumps(dropped)])
        stored = int(cursor.fetchone()[0])
    return Receipt(stored, len(events) - stored, dict(dropped))
