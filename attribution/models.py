"""Django looks for the app's tables here; they live in the rooms."""

from attribution.kpis.models import CustomerRepurchase, DailyKpi
from attribution.nightly.models import NightlyRun

__all__ = ["CustomerRepurchase", "DailyKpi", "NightlyRun"]
