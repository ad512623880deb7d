"""Replaying a decision: each automation that decides names the function that decides it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from signals.exposure.replay import replays as replays_tests
from signals.recommend.replay import replays as replays_best_sellers
from signals.scores.replay import replays_content, replays_products
from signals.trends.replay import replays as replays_trends
from transparency.ledger.models import Decision

Replay = Callable[[list[Any], dict[str, Any]], bool]

REPLAYS: dict[str, Replay] = {
    "best_sellers": replays_best_sellers,
    "trends": replays_trends,
    "product_scores": replays_products,
    "content_scores": replays_content,
    "staged_exposure": replays_tests,
}


def replay(decision: Decision) -> bool | None:
    """Whether deciding again gives the stored output; None for records that are no ranking (a switch, a choice, a run)."""
    again = REPLAYS.get(decision.automation)
    if again is None or decision.subject in {"switch", "choice"}:
        return None
    return again(decision.candidates, decision.output)
