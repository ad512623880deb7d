"""Django looks for the app's tables here; they live in the rooms."""

from attribution.alerts.models import AlertBar, AlertNight, FigureAlert
from attribution.budget.models import BudgetAdvice, BudgetLine
from attribution.campaign_outcome.models import CampaignPlan
from attribution.credit.models import (
    CreditEntry,
    CreditMark,
    CreditRun,
    CreditSettings,
    CreditShare,
    Journey,
)
from attribution.customer_value.models import ValueGroup, ValueRun
from attribution.digest.models import LetterChoice, SentLetter
from attribution.forecast.models import ForecastLine, ForecastRun
from attribution.kpis.models import (
    CustomerRepurchase,
    DailyAcquisition,
    DailyKpi,
    DailyKpiBy,
    KpiShift,
    KpiTarget,
)
from attribution.nightly.models import NightlyRun
from attribution.notes.models import DayNote
from attribution.roles.models import ChannelRole
from attribution.wilaya_tests.models import WilayaTest

__all__ = [
    "AlertBar",
    "AlertNight",
    "BudgetAdvice",
    "BudgetLine",
    "CampaignPlan",
    "ChannelRole",
    "CreditEntry",
    "CreditMark",
    "CreditRun",
    "CreditSettings",
    "CreditShare",
    "CustomerRepurchase",
    "DailyAcquisition",
    "DailyKpi",
    "DailyKpiBy",
    "DayNote",
    "FigureAlert",
    "ForecastLine",
    "ForecastRun",
    "Journey",
    "KpiShift",
    "KpiTarget",
    "LetterChoice",
    "NightlyRun",
    "SentLetter",
    "ValueGroup",
    "ValueRun",
    "WilayaTest",
]
