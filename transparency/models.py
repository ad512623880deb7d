"""Django looks for the app's tables here; they live in the rooms."""

from transparency.audit.models import AuditAnswer, AuditResult, AuditRun
from transparency.benefits.models import BenefitGrant, ConsentBenefit
from transparency.breach.models import Breach
from transparency.cases.models import Case, CaseEntry, CaseSettings, CaseTemplate
from transparency.erasure.models import ErasureRecord
from transparency.integrity.models import IntegrityCheck
from transparency.ledger.holds import Hold
from transparency.ledger.models import AutomationSwitch, Decision, LedgerFact, LedgerMonth
from transparency.ledger.shown_texts import ShownText
from transparency.public_page.models import PageVersion, PageWords
from transparency.register.models import RegisterNote
from transparency.retention.models import LockedPerson, RetentionChoice, RetentionRun
from transparency.rights.models import MyDataLink, RightsRequest
from transparency.rules.models import TextCheck, TextFinding, TextOverride, TextRule

__all__ = [
    "AuditAnswer",
    "AuditResult",
    "AuditRun",
    "AutomationSwitch",
    "BenefitGrant",
    "Breach",
    "Case",
    "CaseEntry",
    "CaseSettings",
    "CaseTemplate",
    "ConsentBenefit",
    "Decision",
    "ErasureRecord",
    "Hold",
    "IntegrityCheck",
    "LedgerFact",
    "LedgerMonth",
    "LockedPerson",
    "MyDataLink",
    "PageVersion",
    "PageWords",
    "RegisterNote",
    "RetentionChoice",
    "RetentionRun",
    "RightsRequest",
    "ShownText",
    "TextCheck",
    "TextFinding",
    "TextOverride",
    "TextRule",
]
