"""Scoring again when a person changed what scores are made with."""

from __future__ import annotations

from datetime import date
from typing import Any

from catalog.outbox.services import handles


@handles("scores")
def score_again(shop_id: int, payload: dict[str, Any]) -> None:
    """Both kinds as of the day of the last run; safe to run twice."""
    from signals.scores.content import score_shop_content
    from signals.scores.services import score_shop_products

    as_of = date.fromisoformat(payload["as_of"])
    score_shop_products(shop_id, as_of)
    score_shop_content(shop_id, as_of)
