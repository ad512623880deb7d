"""Django looks for the app's tables here; they live in the rooms."""

from transparency.audit.models import AuditAnswer, AuditResult, AuditRun
from transparency.cases.models import Case, CaseEntry, CaseSettings, CaseTemplate
from transparency.integrity.models import IntegrityCheck
from transparency.ledger.holds import Hold
from transparency.ledger.models import AutomationSwitch, Decision
from transparency.rules.models import TextCheck, TextFinding, TextOverride, TextRule

__all__ = [
    "AuditAnswer",
    "AuditResult",
    "AuditRun",
    "AutomationSwitch",
    "Case",
    "CaseEntry",
    "CaseSettings",
    "CaseTemplate",
    "Decision",
    "Hold",
    "IntegrityCheck",
    "TextCheck",
    "TextFinding",
    "TextOverride",
    "TextRule",
]
