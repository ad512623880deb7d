"""What designs and reads tests by wilaya, as the registry tells it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from transparency.ledger.automations import Automation, Criterion, Weight, register

WILAYA_TESTS: Final = register(
    Automation(
        code="wilaya_tests",
        title=_("Tests by wilaya"),
        purpose=_("Draw in which wilayas a channel is used, so that what it really brings can be read."),
        data_used=(_("How many orders each wilaya placed, by week"),),
        criteria=(
            Criterion(_("Wilayas are paired by how many orders they placed before"), Weight.DECISIVE),
            Criterion(_("Chance: a coin decides which wilaya of a pair gets the channel"), Weight.DECISIVE),
            Criterion(_("At least 50 orders a week; below, nothing could be seen"), Weight.DECISIVE),
        ),
        when_off=_("No test can be planned and none is read; those that run keep their days."),
        is_public=False,
        kept_for=_("Tests stay with their pairs and their counts; they hold no customer."),
        rules=("attribution.wilaya_tests.rules", "attribution.wilaya_tests.compute"),
        reasons=("wilaya_test_drawn", "wilaya_test_stopped", "wilaya_test_read"),
    )
)
