"""What recommends, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

BEST_SELLERS = register(
    Automation(
        code="best_sellers",
        title=_("Recommended products"),
        purpose=_("Show first what the shop's customers really kept."),
        data_used=(
            _("Orders delivered in the last 90 days, without names"),
            _("Products given back or refunded"),
            _("Stock"),
        ),
        criteria=(
            Criterion(_("How many delivered orders hold the product"), Weight.DECISIVE),
            Criterion(_("How many of them were given back (they count against it)"), Weight.STRONG),
            Criterion(_("Variety: products that are alike do not stand side by side"), Weight.SOME),
            Criterion(_("What the shop picked or hid"), Weight.DECISIVE),
            Criterion(_("Products out of stock are left out"), Weight.DECISIVE),
        ),
        when_off=_("No product is recommended any more; the space on the page stays empty."),
        kept_for=_("The lists are made again every night; the reasons are kept in the decision log."),
        rules=("signals.recommend.rules",),
        reasons=("ranked_by_net_orders", "chosen_by_shop", "category_chosen", "held_back", "hold_lifted"),
    )
)

BOUGHT_TOGETHER = register(
    Automation(
        code="bought_together",
        title=_("What goes with a product"),
        purpose=_("Show on a product's page, in the basket and after an order what goes with it."),
        data_used=(
            _("Which products the same buyers had delivered, without names"),
            _("Titles, descriptions, categories and prices of the products"),
            _("The product on the page, and what is in the basket or the order now"),
        ),
        criteria=(
            Criterion(_("How many buyers have both products"), Weight.DECISIVE),
            Criterion(_("How much products are alike, while few have bought them"), Weight.STRONG),
            Criterion(_("What sells most of the same kind"), Weight.SOME),
            Criterion(_("What the shop picked or hid"), Weight.DECISIVE),
            Criterion(_("Nothing is told of fewer than five buyers"), Weight.DECISIVE),
        ),
        when_off=_("Everybody sees the shop's best-sellers, whatever is on the page or in the basket."),
        kept_for=_("Lists that were served are kept for 13 months, without anything about who saw them."),
        rules=("signals.recommend.rules",),
        decided_in="personal_recommendations",
    )
)

PERSONAL = register(
    Automation(
        code="personal_recommendations",
        title=_("Personal recommendations"),
        purpose=_("Start from what a visitor looked at or a customer bought, for those who want it."),
        data_used=(
            _("The last products that a visitor looked at, sent by the visitor's own browser and not kept"),
            _("The products that a known customer bought from this shop"),
            _("Products that a visitor did not want to see again"),
        ),
        criteria=(
            Criterion(_("What goes with the products looked at or bought"), Weight.DECISIVE),
            Criterion(_("Nothing bought in the last 90 days, nor what lasts and is owned"), Weight.DECISIVE),
            Criterion(_("What sells most in the shop"), Weight.SOME),
        ),
        when_off=_("Nothing about the visitor or customer counts: everybody sees the same."),
        kept_for=_("Lists that were served are kept for 13 months, without anything about who saw them."),
        rules=("signals.recommend.rules",),
        reasons=("lists_sealed",),
        consent="recommendation",
    )
)

EXPLORATION = register(
    Automation(
        code="exploration",
        title=_("A chance for products that few have seen"),
        purpose=_(
            "Let every product be seen at times: at most one place in eight is drawn among the little-seen."
        ),
        data_used=(
            _("How often each product was shown as a recommendation, and opened"),
            _("Stock"),
        ),
        criteria=(
            Criterion(_("Fewer than 50 showings in 90 days"), Weight.DECISIVE),
            Criterion(_("Chance, more often for what was opened more often"), Weight.STRONG),
            Criterion(_("Nothing about the visitor counts"), Weight.DECISIVE),
        ),
        when_off=_("No place is drawn; the list holds what the ranking puts there."),
        kept_for=_("The chance of each product is kept in the decision log."),
        rules=("signals.recommend.rules", "signals.exposure.compute"),
        reasons=("little_seen",),
    )
)
