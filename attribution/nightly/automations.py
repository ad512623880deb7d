"""What recomputes the figures at night, as the registry tells it."""

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

NIGHTLY_KPIS = register(
    Automation(
        code="nightly_kpis",
        title=_("Nightly figures"),
        purpose=_("Prepare the shop's figures every night, so that pages show them at once."),
        data_used=(
            _("Orders, their dates, states and amounts"),
            _("Refunds"),
            _("Which orders belong to the same customer, without names"),
        ),
        criteria=(
            Criterion(_("Days whose orders or refunds changed since the last night"), Weight.DECISIVE),
            Criterion(_("An order counts on the day it was delivered"), Weight.STRONG),
        ),
        when_off=_("The figures stay as they were; somebody has to start the computation by hand."),
        kept_for=_(
            "The figures are replaced when an order changes; each night is noted in the decision log."
        ),
        rules=("attribution.kpis.compute",),
        reasons=("scheduled", "asked_by_person"),
        no_replay=_(
            "Nothing is chosen here: sums are made of orders, and every sum on a page opens to the orders behind it."
        ),
    )
)
