"""What is kept for how long: the rules, their own lengths, and the bounds within which an owner may change them.

The lengths follow the law on personal data (no longer than the purpose asks for), the ten years of the law on accounts,
and the reference values of the French authority where Algerian law names none. Pure but for the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION: Final = "retention-1"
Text = str | Promise


class Unit(StrEnum):
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing; ``least`` and ``most`` bound its length, equal ones mean that it is fixed."""

    code: str
    what: Text
    then: Text
    why: Text
    unit: Unit
    length: int
    least: int
    most: int

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most

    def fits(self, length: int) -> bool:
        return self.least <= length <= self.most


NEEDED: Final = _("No longer than it is needed")
RULES: Final = (
    Rule(
        "buyers",
        _("Names, numbers and addresses of customers, after their last order"),
        _("Locked away; only an owner opens them, with a written reason"),
        _("Bills must be kept, but nobody needs the name every day"),
        *(Unit.MONTHS, 36, 12, 60),
    ),
    Rule(
        "accounts",
        _("What is locked away of old customers, after their last order"),
        _("Erased; amounts stay"),
        _("The law on accounts asks for ten years"),
        *(Unit.MONTHS, 120, 120, 180),
    ),
    Rule(
        "prospects",
        _("Customers who never ordered, since they were last heard of"),
        _("Erased"),
        NEEDED,
        *(Unit.MONTHS, 36, 6, 36),
    ),
    Rule(
        "contacts",
        _("Who wrote without becoming a customer, since the last message"),
        _("Name and number are erased; how many wrote stays"),
        NEEDED,
        *(Unit.MONTHS, 36, 6, 36),
    ),
    Rule(
        "messages",
        _("The words of conversations, since the last message"),
        _("Erased; when, how many and about what stays"),
        NEEDED,
        *(Unit.DAYS, 180, 7, 1825),
    ),
    Rule(
        "cases",
        _("What was said in cases, since they were closed"),
        _("Erased; the figures stay"),
        _("A dispute may still be brought up"),
        *(Unit.MONTHS, 36, 12, 60),
    ),
    Rule(
        "wishes",
        _("Requests about data, since they were closed"),
        _("Erased"),
        _("They prove that the law was kept"),
        *(Unit.MONTHS, 60, 36, 120),
    ),
    Rule(
        "consents",
        _("Consents, since they were withdrawn"),
        _("Erased"),
        _("They prove who had agreed to what"),
        *(Unit.MONTHS, 60, 36, 120),
    ),
    Rule(
        "events",
        _("Single visits and clicks"),
        _("Erased; daily sums stay"),
        _("Reference of the French authority: 13 months"),
        *(Unit.MONTHS, 13, 1, 60),
    ),
    Rule(
        "visitors",
        _("Which visitor counts in a daily sum"),
        _("Erased; the sums stay"),
        _("Reference of the French authority: 25 months"),
        *(Unit.MONTHS, 25, 13, 25),
    ),
    Rule(
        "undo",
        _("What undoing an import would put back"),
        _("Erased; the import can no longer be undone"),
        NEEDED,
        *(Unit.MONTHS, 12, 1, 24),
    ),
    Rule(
        "history",
        _("What prices, texts and orders were before they changed"),
        _("Erased; they stay as they are now"),
        _("A dispute may still be brought up"),
        *(Unit.MONTHS, 36, 13, 120),
    ),
    Rule(
        "decisions",
        _("Decisions of automations"),
        _("Made figures by month"),
        _("Long enough to contest any of them"),
        *(Unit.MONTHS, 13, 13, 13),
    ),
    Rule(
        "files",
        _("Imported files and their refused cells"),
        _("Erased"),
        _("Long enough to look something up"),
        *(Unit.DAYS, 30, 30, 30),
    ),
    Rule(
        "jobs",
        _("Work that was done in the background"),
        _("Erased"),
        _("Long enough to find a fault"),
        *(Unit.DAYS, 30, 30, 30),
    ),
    Rule(
        "inbox",
        _("Visits as they came in, before they are counted"),
        _("Erased"),
        _("Long enough to know one that is sent twice"),
        *(Unit.HOURS, 72, 72, 72),
    ),
    Rule(
        "answers",
        _("Answers to the shop's own programs, kept for a second try"),
        _("Erased"),
        _("Long enough for a second try"),
        *(Unit.HOURS, 24, 24, 24),
    ),
)
BY_CODE: Final = {rule.code: rule for rule in RULES}


def before(rule: Rule, length: int, now: datetime) -> datetime:
    """The moment before which things of the rule go. Months end on the same day, the 28th where that is missing."""
    if rule.unit is Unit.HOURS:
        return now - timedelta(hours=length)
    if rule.unit is Unit.DAYS:
        return now - timedelta(days=length)
    number = now.year * 12 + now.month - 1 - length
    return now.replace(year=number // 12, month=number % 12 + 1, day=min(now.day, 28))
