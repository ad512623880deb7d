"""What scores products and posts, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

PRODUCT_SCORES: Final = register(
    Automation(
        code="product_scores",
        title=_("Product scores"),
        purpose=_(
            "Tell the shop which products deserve to be shown: those that people see, buy, receive and keep."
        ),
        data_used=(
            _("How often each product was shown and seen, by day, without visitors"),
            _("Orders of the last 24 weeks by product: delivered, refused, returned"),
            _("Prices, and costs where the shop gave them"),
        ),
        criteria=(
            Criterion(_("How many of those who see it buy it"), Weight.DECISIVE),
            Criterion(_("How many of its orders are delivered"), Weight.DECISIVE),
            Criterion(_("How many come back"), Weight.STRONG),
            Criterion(_("What a delivered piece leaves"), Weight.STRONG),
            Criterion(_("How evenly it sells from week to week"), Weight.SOME),
        ),
        when_off=_("No score is computed; the last ones stay, with their date."),
        kept_for=_("Scores are made again every night; a point a week is kept for a year."),
        rules=(
            "signals.scores.priors",
            "signals.scores.compute",
            "signals.scores.rates",
            "signals.scores.regular",
        ),
        reasons=("scored_by_value", "score_settings_changed"),
    )
)
CONTENT_SCORES: Final = register(
    Automation(
        code="content_scores",
        title=_("House score of posts"),
        purpose=_(
            "Compare a post with the shop's own posts of its kind. No platform's algorithm is known or copied."
        ),
        data_used=(
            _("Views, likes, comments, shares and watched ends that platforms give, as sums"),
            _("The weights that the shop chose"),
        ),
        criteria=(
            Criterion(_("Watched again and watched to the end"), Weight.DECISIVE),
            Criterion(_("Shared"), Weight.STRONG),
            Criterion(_("Commented and liked"), Weight.SOME),
        ),
        when_off=_("Posts get no score; the last ones stay, with their date."),
        kept_for=_("Scores are made again every night."),
        rules=("signals.scores.priors", "signals.scores.performers"),
        reasons=("scored_by_house", "score_settings_changed"),
    )
)
