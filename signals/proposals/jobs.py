"""Looking for proposals when something that they are made from was prepared outside the night."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog.outbox.services import handles


@handles("proposals")
def propose_again(shop_id: int, payload: dict[str, Any]) -> None:
    """As of the day that the payload names; safe to run twice."""
    from signals.proposals.services import propose_playlists

    propose_playlists(shop_id, date.fromisoformat(payload["as_of"]))
