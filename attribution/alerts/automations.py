"""What watches the daily figures, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

FIGURE_ALERTS = register(
    Automation(
        code="figure_alerts",
        title=_("Alerts on daily figures"),
        purpose=_("Tell the shop of a day on which a figure is far above or below its usual weekday."),
        data_used=(
            _("Orders, deliveries and refusals by day"),
            _("How many visits and conversations a day had"),
            _("Which earlier alerts were answered “not useful”"),
        ),
        criteria=(
            Criterion(_("How rarely chance alone gives such a day"), Weight.DECISIVE),
            Criterion(_("Whether any of the 180 days before was as surprising"), Weight.DECISIVE),
            Criterion(_("Answers “not useful”: each halves what is allowed for that figure"), Weight.STRONG),
        ),
        when_off=_("No day is judged and no alert is made; those that stand can still be answered."),
        is_public=False,
        kept_for=_("Alerts are kept with their answers; the reasons are kept in the decision log."),
        rules=("attribution.alerts.rules", "attribution.alerts.compute"),
        reasons=("figures_stood_out", "figures_as_usual", "alert_not_useful", "alert_bars_forgotten"),
    )
)
