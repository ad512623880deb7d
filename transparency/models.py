"""Django looks for the app's tables here; they live in the rooms."""

from transparency.audit.models import AuditAnswer, AuditResult, AuditRun
from transparency.breach.models import Breach
from transparency.cases.models import Case, CaseEntry, CaseSettings, CaseTemplate
from transparency.erasure.models import ErasureRecord
from transparency.integrity.models import IntegrityCheck
from transparency.ledger.holds import Hold
from transparency.ledger.models import AutomationSwitch, Decision
from transparency.register.models import RegisterNote
from transparency.retention.models import LockedPerson, RetentionChoice, RetentionRun
from transparency.public_page.models import PageVersion, PageWords
from transparency.rules.models import TextCheck, TextFinding, TextOverride, TextRule

__all__ = [
    "AuditAnswer",
    "AuditResult",
    "AuditRun",
    "AutomationSwitch",
    "Breach",
    "Case",
    "CaseEntry",
    "CaseSettings",
    "CaseTemplate",
    "Decision",
    "ErasureRecord",
    "Hold",
    "IntegrityCheck",
    "PageVersion",
    "PageWords",
    "LockedPerson",
    "RegisterNote",
    "RetentionChoice",
    "RetentionRun",
    "TextCheck",
    "TextFinding",
    "TextOverride",
    "TextRule",
]
