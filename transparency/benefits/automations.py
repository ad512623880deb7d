"""Giving what was promised for a consent, and stopping when it costs more than it brings."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

CONSENT_BENEFIT: Final = register(
    Automation(
        code="consent_benefit",
        title=_("A discount for agreeing"),
        purpose=_("Gives each customer once what the shop promised for agreeing to products chosen for them"),
        data_used=(
            _("whether you agreed"),
            _("whether you got it before"),
            _("what orders brought, in sums"),
        ),
        criteria=(
            Criterion(_("the consent stands"), Weight.DECISIVE),
            Criterion(_("it was not given to this customer before"), Weight.DECISIVE),
            Criterion(
                _("chance: of one in five the data is not used, to measure what it is worth"), Weight.SOME
            ),
        ),
        rules=("transparency.benefits.compute",),
        reasons=(
            *("benefit_granted", "benefit_pays", "benefit_costs_more", "benefit_unproven"),
            "benefit_settings_changed",
        ),
        consent="recommendation",
        when_off=_("Nothing is given for a consent; choices are noted all the same."),
        kept_for=_("Kept as long as the discount can be used, then with the accounts."),
    )
)
