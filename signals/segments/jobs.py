"""Proposing again after a person answered or changed the settings."""

from __future__ import annotations

from typing import Any

from catalog.outbox.services import handles


@handles("segments")
def propose_again(shop_id: int, _payload: dict[str, Any]) -> None:
    """As of the day of the last night; safe to run twice."""
    from signals.segments.services import propose_again as again

    again(shop_id)
