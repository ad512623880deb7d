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
            Criterion(_("What the shop picked or hid"), Weight.DECISIVE),
            Criterion(_("Products out of stock are left out"), Weight.DECISIVE),
        ),
        when_off=_("No product is recommended any more; the space on the page stays empty."),
        kept_for=_("The lists are made again every night; the reasons are kept in the decision log."),
    )
)
