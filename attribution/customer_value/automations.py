"""What estimates future orders, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

CUSTOMER_VALUE = register(
    Automation(
        code="customer_value",
        title=_("What customers may still buy"),
        purpose=_("Estimate how many orders groups of customers may still place, and what that is worth."),
        data_used=(
            _("The days of each customer's delivered orders, without names"),
            _("What an order leaves after the cost of its products"),
        ),
        criteria=(
            Criterion(_("How often a customer ordered, and how long ago the last time was"), Weight.DECISIVE),
            Criterion(_("How long the customer has been known"), Weight.DECISIVE),
        ),
        when_off=_("Nothing new is estimated; the last estimate stays with its date."),
        is_public=False,
        kept_for=_("The last estimate, of groups only; the reasons are kept in the decision log."),
        rules=("attribution.customer_value.compute",),
        reasons=("value_fitted",),
    )
)
