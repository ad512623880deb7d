"""What judges conversations, as the registry tells it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

CONVERSATION_RULE: Final = register(
    Automation(
        code="conversation_rule",
        title=_("Which conversations are about a purchase"),
        purpose=_(
            "Tell questions about a purchase from greetings and thanks, so that the cost of a conversation and the "
            "share that orders mean something."
        ),
        data_used=(
            _("Words of the messages that customers wrote to the shop"),
            _("Names of the shop's products"),
            _("Words that the owner added"),
        ),
        criteria=(
            Criterion(_("A product, a price, an order or a delivery is named"), Weight.DECISIVE),
            Criterion(_("What a person of the shop said of the conversation always wins"), Weight.DECISIVE),
        ),
        when_off=_("New conversations are judged by nobody until a person does."),
        kept_for=_("The verdict stays with the conversation; the words go when their time is over."),
        rules=("catalog.conversations.judging",),
        reasons=(
            "conversation_names_purchase",
            "conversation_names_nothing",
            "conversations_judged",
            "conversation_judged_by_person",
        ),
    )
)
