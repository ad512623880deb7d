"""What proposes offers to segments, as the registry tells it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

SEGMENT_OFFERS: Final = register(
    Automation(
        code="segment_offers",
        title=_("Offers to new, regular and inactive customers"),
        purpose=_("Propose to the shop what to offer to whom; a person decides, and the result is measured."),
        data_used=(
            _("How many orders a customer received, when the last one, and what was in them"),
            _("Prices, stock, costs and returns of products"),
            _("Who agreed to messages"),
        ),
        criteria=(
            Criterion(_("Whether the customer is new, regular or inactive"), Weight.DECISIVE),
            Criterion(_("Nobody is written to without having agreed to it"), Weight.DECISIVE),
            Criterion(
                _("Chance: one customer in ten gets no offer, so that its effect can be measured"),
                Weight.STRONG,
            ),
            Criterion(_("A discount is bounded by the margin and by a monthly amount"), Weight.STRONG),
        ),
        when_off=_("Nothing is proposed any more, and no list of an offer can be downloaded."),
        kept_for=_("Who was in which campaign stays with the campaign; names stay sealed."),
        rules=("signals.segments.rules",),
        reasons=(
            "segments_proposed",
            "segment_offer_accepted",
            "segment_offer_refused",
            "segment_offer_later",
            "segment_offer_stopped",
            "segment_result",
            "segment_settings_changed",
            "discount_untested",
            "discount_pays",
            "discount_does_not_pay",
            "discount_margin_unknown",
            "discount_margin_thin",
        ),
        consent="messages",
    )
)
