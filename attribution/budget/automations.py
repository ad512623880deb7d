"""What advises on the budget, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

BUDGET_ADVICE = register(
    Automation(
        code="budget_advice",
        title=_("Advice on the budget"),
        purpose=_("Say, once a week, on which channel the next money would bring the most delivered orders."),
        data_used=(
            _("What was spent by channel and week"),
            _("Delivered orders by channel and week, without names"),
            _("What customers answered to the question where they had heard of the shop"),
            _("What an order leaves after the cost of its products"),
        ),
        criteria=(
            Criterion(
                _("Delivered orders for the square root of the spend, older weeks counting less"),
                Weight.DECISIVE,
            ),
            Criterion(_("Whether four in five draws of the figures agree on the direction"), Weight.DECISIVE),
            Criterion(
                _("At most a fifth more or less in a week, and not below a twentieth of the whole"),
                Weight.STRONG,
            ),
            Criterion(_("Whether a channel lost money three weeks running"), Weight.STRONG),
        ),
        when_off=_("No advice is given. Nothing is ever spent by itself, on or off."),
        is_public=False,
        kept_for=_("The advice of the last 26 weeks; the reasons are kept in the decision log."),
        rules=("attribution.budget.compute",),
        reasons=(
            "budget_moved",
            "budget_unsure",
            "budget_no_spend",
            "budget_one_channel",
            "budget_few_weeks",
            "budget_few_orders",
        ),
    )
)
