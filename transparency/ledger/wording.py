"""How much a criterion counts, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from transparency.ledger.automations import Weight


def weight_words(weight: Weight) -> str:
    return {
        Weight.DECISIVE: _("counts most"),
        Weight.STRONG: _("counts a lot"),
        Weight.SOME: _("counts a little"),
    }[weight]
