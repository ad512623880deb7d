"""What lets go of personal data when its time is over, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

LETTING_GO: Final = register(
    Automation(
        code="letting_go",
        title=_("Letting go of old data"),
        purpose=_(
            "Keep nothing about a person for longer than it is needed, and erase a person who asks for it."
        ),
        data_used=(
            _("How old a record is, and when its customer last ordered or wrote"),
            _("The lengths that the shop set, within what the law asks for"),
        ),
        criteria=(
            Criterion(_("The length that is set for the kind of record"), Weight.DECISIVE),
            Criterion(_("The day of the last order or message"), Weight.DECISIVE),
        ),
        when_off=_("Nothing is let go of by night; what a person asks to be erased is erased all the same."),
        kept_for=_("How many records went on which day stays; whose they were does not."),
        rules=("transparency.retention.rules",),
        no_replay=_("What was let go of is gone: nothing is left to decide again."),
    )
)
