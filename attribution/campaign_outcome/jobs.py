"""Saying a plan's chance outside the request: it takes numpy."""

from __future__ import annotations

import uuid
from typing import Any

from attribution.campaign_outcome.services import JOB
from catalog.outbox.services import handles


@handles(JOB)
def say_campaign_chance(shop_id: int, payload: dict[str, Any]) -> None:
    """Safe to run twice: the same past gives the same chance."""
    from attribution.campaign_outcome.services import say_chance

    say_chance(shop_id, uuid.UUID(hex=payload["plan"]))
