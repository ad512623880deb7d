"""Calls for a person, as the registry tells them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

ADVISER_CALL: Final = register(
    Automation(
        code="adviser_call",
        title=_("Hearing the call for a person"),
        purpose=_("Stop every automation for a customer who asks for a person, and tell the team at once."),
        data_used=(
            _("The words of messages at the moment they come in; they are not kept for this"),
            _("The button “Talk to an adviser”, and where it was pressed"),
        ),
        criteria=(
            Criterion(_("A word such as “Conseiller”, however it is spelled, or the wish to talk with somebody"), Weight.DECISIVE),
            Criterion(_("Only messages of the last 30 days"), Weight.DECISIVE),
            Criterion(_("Nothing else about the customer counts"), Weight.DECISIVE),
        ),
        when_off=_(
            "Words in messages open no case by themselves. The button still does, and whoever is with a person already "
            "stays with a person. Manual mode leaves it on: it starts nothing and only calls your team."
        ),
        rules=("transparency.cases.hearing",),
        reasons=("adviser_word_heard", "adviser_asked", "hold_released", "case_closed", "case_corrected", "case_upheld"),
        kept_for=_("The case and its words as long as the shop keeps messages; who was held and who released them stays."),
    )
)  # fmt: skip
