"""From raw events to the one write of the intake."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shop_ai.lib.prepared import prepared_rows
from signals.consent.models import Purpose
from signals.consent.selectors import consenting
from signals.ingest.events import Refused, Sender, clean

RECEIVE = "SELECT signals_receive(%(shop)s, %(events)s::jsonb, %(dropped)s::jsonb)"


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
    values = {"shop": shop_id, "events": json.dumps(events), "dropped": json.dumps(dropped)}
    [(stored,)] = prepared_rows(RECEIVE, values)
    return Receipt(stored, len(events) - stored, dict(dropped))


def sort(
    raw: Iterable[Any], sender: Sender, *, is_checked: bool = False
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Each event alone: kept in its clean form with its id, or counted under the reason."""
    now = datetime.now(UTC)
    kept: list[dict[str, Any]] = []
    dropped: Counter[str] = Counter()
    for event in raw:
        try:
            event_id, body = clean(event, sender, now, is_checked=is_checked)
        except Refused as refusal:
            dropped[refusal.outcome] += 1
        else:
            body["id"] = event_id
            kept.append(body)
    return kept, dropped


def recognise(shop_id: int, kept: Sequence[dict[str, Any]]) -> None:
    """Put the lasting id in the place of the daily one where a consent stands; forget it everywhere else."""
    claimed = {event["vid"] for event in kept if "vid" in event}
    agreed = consenting(shop_id, claimed, Purpose.MEASUREMENT) if claimed else frozenset()
    for event in kept:
        vid = event.pop("vid", None)
        if vid in agreed:
            event["visitor"] = vid
        elif "session" in event:
            del event["session"]
