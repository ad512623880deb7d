"""What forecasts, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

FORECAST = register(
    Automation(
        code="forecast",
        title=_("Forecast"),
        purpose=_("Tell the shop how many orders the next four weeks may bring, and how sure that is."),
        data_used=(
            _("Delivered orders and their amounts, by day, channel and product, without names"),
            _("The shop's calendar of occasions"),
        ),
        criteria=(
            Criterion(_("The last weeks; older ones count less and less"), Weight.DECISIVE),
            Criterion(_("How much the shop's weeks vary by themselves"), Weight.DECISIVE),
            Criterion(_("Weekdays, and occasions on the days they fall on this year"), Weight.STRONG),
            Criterion(_("Whether it does better than the mean of the last four weeks"), Weight.DECISIVE),
        ),
        when_off=_("No new forecasts are made; the earlier ones stay with their date."),
        is_public=False,
        kept_for=_("The forecasts of the last 26 weeks; the reasons are kept in the decision log."),
        rules=(
            "attribution.forecast.compute",
            "attribution.forecast.model",
            "attribution.forecast.backtest",
            "attribution.forecast.profile",
        ),
        reasons=("forecast_model", "forecast_mean"),
    )
)
