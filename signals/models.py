"""Django looks for the app's tables here; they live in the rooms."""

from signals.ingest.models import InboxEvent, IntakeCount
from signals.recommend.models import MerchantChoice, RecommendationRun, RecommendedItem
from signals.rollups.models import DailySignal, DailyVisitor, Event, VisitorSalt

__all__ = [
    "DailySignal",
    "DailyVisitor",
    "Event",
    "InboxEvent",
    "IntakeCount",
    "MerchantChoice",
    "RecommendationRun",
    "RecommendedItem",
    "VisitorSalt",
]
