"""What audits fair treatment, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

FAIRNESS_AUDIT: Final = register(
    Automation(
        code="fairness_audit",
        title=_("Audit of fair treatment"),
        purpose=_("Find out whether groups of customers get other offers, prices or delays than the rest."),
        data_used=(
            _("Orders, discounts and days until delivery, one value per customer"),
            _("Offers and hold-outs, and how soon conversations were answered"),
            _("The customer's wilaya, language, first order and usual basket"),
            _("Never a guess from a name: neither gender nor origin"),
        ),
        criteria=(
            Criterion(_("Whether chance explains the difference between groups"), Weight.DECISIVE),
            Criterion(_("How many comparisons were made together"), Weight.STRONG),
            Criterion(_("Groups under 30 customers are merged"), Weight.DECISIVE),
        ),
        when_off=_("No audit is made; earlier ones stay to be read."),
        kept_for=_("Audits and what was done about them stay; values in the log carry no customer."),
        rules=("transparency.audit.compute",),
        reasons=("groups_compared", "audit_answered", "audit_signed"),
    )
)
