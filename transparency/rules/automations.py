"""What checks texts, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

RULES_CHECK: Final = register(
    Automation(
        code="rules_check",
        title=_("Check of texts against rules"),
        purpose=_("Keep false promises, hidden prices and invented rarity away from customers."),
        data_used=(
            _("The texts of products, posts, playlists and landing pages"),
            _("Their prices, stock and last days"),
            _("Whether a post was made with the help of AI"),
            _("The shop's own rules, and what a person has allowed"),
        ),
        criteria=(
            Criterion(_("Words that a rule names, however they are spelled"), Weight.DECISIVE),
            Criterion(_("What the stock and the dates really say"), Weight.DECISIVE),
            Criterion(_("The signed word of a person who allows them, until its day"), Weight.DECISIVE),
            Criterion(_("Nothing about any customer counts"), Weight.DECISIVE),
        ),
        when_off=_(
            "No text is read and no page is stopped; a product that was held back stays so until a person lifts it."
        ),
        kept_for=_("Findings and signatures stay as the shop's memory of what it said and why."),
        rules=("transparency.rules.compute", "transparency.rules.folding"),
        reasons=("texts_checked", "text_mended", "finding_overridden", "override_withdrawn", "rule_changed"),
    )
)
