"""What the rights do by themselves: send the link to one's own page, and hear who wants no more messages."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

MY_DATA_LINKS: Final = register(
    Automation(
        code="my_data_links",
        title=_("The link to the page of your data"),
        purpose=_("Finds the order that you name and mails you a link that opens once"),
        data_used=(_("the order's number"), _("the phone or e-mail of its customer")),
        criteria=(
            Criterion(_("the order has this number"), Weight.DECISIVE),
            Criterion(_("the phone or e-mail is that of its customer"), Weight.DECISIVE),
        ),
        when_off=_("A person of the shop sends the link."),
        rules=("transparency.rights.asking", "transparency.rights.links"),
        reasons=("rights_link_made",),
        no_replay=_("What was typed is forgotten as soon as the order was looked up."),
        kept_for=_("What you typed is forgotten as soon as the order was looked up."),
    )
)
STOP_WORDS: Final = register(
    Automation(
        code="stop_words",
        title=_("Hearing STOP"),
        purpose=_("Ends the messages of the shop when somebody answers STOP, in any language of the country"),
        data_used=(_("the message that says nothing else"),),
        criteria=(
            Criterion(_("the message is a word for “stop” and nothing more"), Weight.DECISIVE),
            Criterion(_("no consent was given after the message"), Weight.STRONG),
        ),
        when_off=_("The wish waits for a person of the shop, who must obey it within a day."),
        rules=("signals.consent.stopping",),
        reasons=("stop_heard",),
        kept_for=_("The choice is kept as a proof for five years."),
    )
)
