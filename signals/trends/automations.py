"""What looks for trends, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

TRENDS = register(
    Automation(
        code="trends",
        title=_("Trends"),
        purpose=_("Tell the shop what is searched, looked at and bought more than chance explains."),
        data_used=(
            _("Search terms of the last eight weeks, without names"),
            _("How often products were looked at, by week"),
            _("Orders delivered, by week and product"),
        ),
        criteria=(
            Criterion(_("How far a week lies above the six weeks before it"), Weight.DECISIVE),
            Criterion(_("Whether the rise holds a second week"), Weight.DECISIVE),
            Criterion(_("At least five times, by at least three people"), Weight.DECISIVE),
            Criterion(_("How much the shop's weeks vary by themselves"), Weight.STRONG),
        ),
        when_off=_("No new trends are looked for; the lists of earlier weeks stay."),
        is_public=False,
        kept_for=_("The lists of the last 26 weeks; the reasons are kept in the decision log."),
        rules=("signals.trends.compute",),
        reasons=("rose_beyond_chance", "nothing_beyond_chance"),
    )
)
