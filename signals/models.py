"""Django looks for the app's tables here; they live in the rooms."""

from signals.backtest.models import BacktestRow, BacktestRun
from signals.consent.models import Consent
from signals.exposure.models import ExposureDay, ExposureLook, ExposurePlace, ExposureTest
from signals.ingest.models import InboxEvent, IntakeCount
from signals.playlist_results.models import PlaylistVisitOrder
from signals.proposals.models import PlaylistProposal, ProposalLesson, ProposalPlace, ProposalRun
from signals.recommend.models import (
    Dismissal,
    ExcludedCategory,
    FeedbackDay,
    MerchantChoice,
    PreparedProduct,
    RecommendationRun,
    RecommendedItem,
    ServedList,
    ServedSeal,
)
from signals.rollups.models import (
    DailyMoment,
    DailyProduct,
    DailySearch,
    DailySignal,
    DailyVisitor,
    Event,
    PlaylistVisitor,
    Retention,
    VisitorSalt,
)
from signals.scores.models import (
    ContentScore,
    ProductCost,
    ProductScore,
    ProductScoreWeek,
    ScoreRun,
    ScoreSettings,
)
from signals.segments.models import (
    SegmentAssignment,
    SegmentCampaign,
    SegmentMember,
    SegmentProposal,
    SegmentRun,
    SegmentSettings,
)
from signals.sessions.models import DailySession, Session, TouchedVisitor
from signals.trends.models import TrendItem, TrendRun
from signals.visits_import.models import ImportedSessions
from signals.widget.models import AnswerChange, PreparedAnswer

__all__ = [
    "AnswerChange",
    "BacktestRow",
    "BacktestRun",
    "Consent",
    "ContentScore",
    "DailyMoment",
    "DailyProduct",
    "DailySearch",
    "DailySession",
    "DailySignal",
    "DailyVisitor",
    "Dismissal",
    "Event",
    "ExcludedCategory",
    "ExposureDay",
    "ExposureLook",
    "ExposurePlace",
    "ExposureTest",
    "FeedbackDay",
    "ImportedSessions",
    "InboxEvent",
    "IntakeCount",
    "MerchantChoice",
    "PlaylistProposal",
    "PlaylistVisitOrder",
    "PlaylistVisitor",
    "PreparedAnswer",
    "PreparedProduct",
    "ProductCost",
    "ProductScore",
    "ProductScoreWeek",
    "ProposalLesson",
    "ProposalPlace",
    "ProposalRun",
    "RecommendationRun",
    "RecommendedItem",
    "Retention",
    "ScoreRun",
    "ScoreSettings",
    "SegmentAssignment",
    "SegmentCampaign",
    "SegmentMember",
    "SegmentProposal",
    "SegmentRun",
    "SegmentSettings",
    "ServedList",
    "ServedSeal",
    "Session",
    "TouchedVisitor",
    "TrendItem",
    "TrendRun",
    "VisitorSalt",
]
