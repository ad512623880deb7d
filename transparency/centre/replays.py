"""Replaying a decision: each automation that decides names the function that decides it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attribution.alerts.replay import replays as replays_alerts
from attribution.budget.replay import replays as replays_budget
from attribution.campaign_outcome.replay import replays as replays_outcome
from attribution.credit.replay import replays as replays_credit
from attribution.customer_value.replay import replays as replays_value
from attribution.digest.replay import replays as replays_digest
from attribution.forecast.replay import replays as replays_forecast
from attribution.wilaya_tests.replay import replays as replays_wilaya_tests
from catalog.conversations.replay import replays as replays_conversations
from signals.backtest.replay import replays as replays_model_choice
from signals.exposure.replay import replays as replays_tests
from signals.proposals.replay import replays as replays_proposals
from signals.recommend.replay import replays as replays_best_sellers
from signals.recommend.replay import replays_sealed, replays_shares
from signals.scores.replay import replays_content, replays_products
from signals.segments.replay import replays as replays_segments
from signals.trends.replay import replays as replays_trends
from transparency.audit.replay import replays as replays_audit
from transparency.benefits.replay import replays as replays_benefit
from transparency.cases.replay import replays as replays_calls
from transparency.ledger.models import Decision
from transparency.rights.stopping import replays as replays_stops
from transparency.rules.replay import replays as replays_rules

Replay = Callable[[list[Any], dict[str, Any]], bool | None]
# A person's word is no ranking: there is nothing to decide again.
BY_HAND: Final = frozenset(["switch", "choice", "hold", "category", "by hand"])

REPLAYS: dict[str, Replay] = {
    "adviser_call": replays_calls,
    "best_sellers": replays_best_sellers,
    "fairness_audit": replays_audit,
    "rules_check": replays_rules,
    "budget_advice": replays_budget,
    "consent_benefit": replays_benefit,
    "campaign_outcome": replays_outcome,
    "customer_value": replays_value,
    "forecast": replays_forecast,
    "conversation_rule": replays_conversations,
    "trends": replays_trends,
    "figure_alerts": replays_alerts,
    "weekly_digest": replays_digest,
    "playlist_proposals": replays_proposals,
    "product_scores": replays_products,
    "content_scores": replays_content,
    "staged_exposure": replays_tests,
    "stop_words": replays_stops,
    "model_choice": replays_model_choice,
    "personal_recommendations": replays_sealed,
    "exploration": replays_shares,
    "channel_credit": replays_credit,
    "segment_offers": replays_segments,
    "wilaya_tests": replays_wilaya_tests,
}


def replay(decision: Decision) -> bool | None:
    """Whether deciding again gives the stored output; None for records that are no ranking (a switch, a choice, a
    run), and for those that a person was dropped from."""
    again = REPLAYS.get(decision.automation)
    if again is None or decision.subject in BY_HAND or decision.erased_at is not None:
        return None
    return again(decision.candidates, decision.output)
