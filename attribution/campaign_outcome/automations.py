"""What says how likely a campaign is to succeed, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

CAMPAIGN_OUTCOME = register(
    Automation(
        code="campaign_outcome",
        title=_("Chances and results of campaigns"),
        purpose=_(
            "Say before a campaign how often such ones reached their goal, and count afterwards what it came to."
        ),
        data_used=(
            _(
                "Earlier campaigns of the shop with the goal written down before their start, and whether they reached it"
            ),
            _("Delivered orders that carry the campaign, and what was spent on it"),
        ),
        criteria=(
            Criterion(_("How many campaigns of the same type reached their goal"), Weight.DECISIVE),
            Criterion(
                _(
                    "From 30 campaigns on: discount, audience, weekday, occasion and payday, if that foretells better"
                ),
                Weight.SOME,
            ),
        ),
        when_off=_("No chance is said and no result counted; your plans stay."),
        is_public=False,
        kept_for=_("The plans and their results, until the shop deletes them."),
        rules=("attribution.campaign_outcome.compute",),
        reasons=("campaign_chance", "campaign_measured"),
    )
)
