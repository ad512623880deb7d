"""What chooses the model of recommendations, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

MODEL_CHOICE = register(
    Automation(
        code="model_choice",
        title=_("How recommendations are chosen"),
        purpose=_("Use, among a few ways to recommend, the one that would have served this shop best."),
        data_used=(
            _("Which products were bought together, or by the same customer within 90 days"),
            _("Orders of the last four weeks, to see what each way would have recommended"),
        ),
        criteria=(
            Criterion(
                _("How often the product that was really bought stood among ten recommended"), Weight.DECISIVE
            ),
            Criterion(
                _("Whether the lead is larger than chance explains (one standard error)"), Weight.DECISIVE
            ),
            Criterion(_("At least 100 buyers, and 100 orders that can be asked about"), Weight.DECISIVE),
        ),
        when_off=_(
            "No more ways are compared, and the plain default is used: what was bought together, drawn to what sells."
        ),
        is_public=False,
        kept_for=_("The tables of the last 26 comparisons; the reasons are kept in the decision log."),
        rules=("signals.backtest.rules", "signals.backtest.compute"),
        reasons=("model_switched", "model_kept", "model_few_buyers", "model_few_queries"),
    )
)
