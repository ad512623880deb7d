"""Django looks for the app's tables here; they live in the rooms."""

from transparency.audit.models import AuditAnswer, AuditResult, AuditRun
from transparency.integrity.models import IntegrityCheck
from transparency.ledger.models import AutomationSwitch, Decision
from transparency.rules.models import TextCheck, TextFinding, TextOverride, TextRule

__all__ = [
    "AuditAnswer",
    "AuditResult",
    "AuditRun",
    "AutomationSwitch",
    "Decision",
    "IntegrityCheck",
    "TextCheck",
    "TextFinding",
    "TextOverride",
    "TextRule",
]
