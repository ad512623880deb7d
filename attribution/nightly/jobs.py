"""A whole night outside the clock, for a shop whose records came in one piece."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog.outbox.services import handles


@handles("night")
def run_whole_night(shop_id: int, payload: dict[str, Any]) -> None:
    """As of the day that the payload names; safe to run twice."""
    from attribution.nightly.services import run_night

    run_night(shop_id, mode="incremental", as_of=date.fromisoformat(payload["as_of"]))
