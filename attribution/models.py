"""Django looks for the app's tables here; they live in the rooms."""

from attribution.budget.models import BudgetAdvice, BudgetLine
from attribution.campaign_outcome.models import CampaignPlan
from attribution.customer_value.models import ValueGroup, ValueRun
from attribution.forecast.models import ForecastLine, ForecastRun
from attribution.kpis.models import CustomerRepurchase, DailyKpi
from attribution.nightly.models import NightlyRun

__all__ = [
    "BudgetAdvice",
    "BudgetLine",
    "CampaignPlan",
    "CustomerRepurchase",
    "DailyKpi",
    "ForecastLine",
    "ForecastRun",
    "NightlyRun",
    "ValueGroup",
    "ValueRun",
]
