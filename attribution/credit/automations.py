"""What gives credit to channels, and what measures them, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

CHANNEL_CREDIT: Final = register(
    Automation(
        code="channel_credit",
        title=_("Credit of channels"),
        purpose=_(
            "Share what orders brought among the channels on the way to them, by several rules side by side."
        ),
        data_used=(
            _("Visits of people who agreed to being recognised, with their channel"),
            _("Conversations, codes, and the channel that an order names"),
            _("What customers answered to how they heard of the shop"),
            _("Orders, their delivery and their refunds"),
        ),
        criteria=(
            Criterion(
                _("An order counts once it is delivered; a refusal takes its credit back"), Weight.DECISIVE
            ),
            Criterion(_("Which channels came before the order, and when"), Weight.DECISIVE),
            Criterion(_("What customers say themselves corrects what was recorded"), Weight.STRONG),
        ),
        when_off=_("No credit is given or taken back any more; the last shares stay, with their date."),
        is_public=False,
        kept_for=_("Journeys and entries stay with their orders and go with them."),
        rules=("attribution.credit.rules", "attribution.credit.compute", "attribution.credit.calibration"),
        reasons=("credit_shared", "channel_roles_found", "credit_settings_changed"),
        consent="measurement",
    )
)
