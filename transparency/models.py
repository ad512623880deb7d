"""Django looks for the app's tables here; they live in the rooms."""

from transparency.ledger.models import AutomationSwitch, Decision

__all__ = ["AutomationSwitch", "Decision"]
