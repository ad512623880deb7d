"""What the measurement of visits declares about itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

MEASUREMENT = register(
    Automation(
        code="measurement",
        title=_("Counting visits"),
        purpose=_("Counts what visitors look at, so that the shop knows which offers and channels work."),
        data_used=(
            _("the pages and products that were opened, and what was clicked there"),
            _("the channel that led to the visit, the language and the kind of device"),
            _("a code for the visitor that changes every day; a lasting one only after consent"),
        ),
        criteria=(
            Criterion(_("no cookie, no address and no browser name is kept"), Weight.DECISIVE),
            Criterion(_("a browser that asks not to be tracked is not counted"), Weight.DECISIVE),
            Criterion(_("robots and link previews are left out"), Weight.STRONG),
        ),
        when_off=_("Nothing is counted any more; the shop itself works as before."),
        kept_for=_(
            "Single events as long as the shop sets, 13 months at first; daily totals as long as the shop exists."
        ),
        rules=("signals.ingest.limits",),
        consent="measurement",
        no_replay=_(
            "Nothing is decided: what was opened is counted as it comes, by rules that are the same for everybody."
        ),
    )
)
