"""What tests new products on some visitors, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

STAGED_EXPOSURE: Final = register(
    Automation(
        code="staged_exposure",
        title=_("Tests of new products"),
        purpose=_(
            "Give what is new a fair chance: show it to some visitors first, and to all only when it pleases."
        ),
        data_used=(
            _("How many people saw a new product at its test place, and how many opened it"),
            _("How many open the shop's other recommendations"),
            _("Stock, complaints, and orders that came back"),
        ),
        criteria=(
            Criterion(_("The chance that it pleases more than the shop's usual product"), Weight.DECISIVE),
            Criterion(_("Chance: which visitor sees which new product is drawn"), Weight.STRONG),
            Criterion(_("Two complaints, or too many returns, end a test"), Weight.DECISIVE),
            Criterion(_("Nothing about the visitor counts"), Weight.DECISIVE),
        ),
        when_off=_("No new product gets a test place; the list holds what the ranking puts there."),
        kept_for=_("Looks stay with the test; sums of people by day stay, single visits do not."),
        rules=("signals.exposure.rules", "signals.exposure.compute"),
        reasons=(
            "tests_opened",
            "tests_allocated",
            "test_promoted",
            "test_stopped",
            "test_undecided",
            "test_goes_on",
            "test_complained",
            "test_returned",
            "test_new",
            "test_rested",
            "test_not_showable",
            "test_place_over",
            "test_overruled",
            "test_asked",
        ),
    )
)
