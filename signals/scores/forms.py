"""What the pages of scores ask."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.content.models import Metric
from shop_ai.lib.amount_field import AmountField
from signals.scores.priors import WEIGHTS
from signals.scores.settings import Settings


class SettingsForm(forms.Form):
    """Weights of the house score, then what a sale leaves and a return costs."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        weights = {
            signal: forms.IntegerField(label=Metric(signal).label, min_value=0, max_value=30)
            for signal in WEIGHTS
        }
        self.fields = {**weights, **self.fields}

    margin_percent = forms.IntegerField(
        label=gettext_lazy("Margin, in percent of the price"),
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("For products whose cost you have not given."),
    )
    return_cost = AmountField(
        label=gettext_lazy("What a returned parcel costs you"),
        required=False,
        help_text=gettext_lazy("Besides the lost margin. Empty: 15 % of the price is assumed."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given[signal] for signal in WEIGHTS):
            raise ValidationError(_("At least one signal must count."))
        return given

    def values(self) -> dict[str, Any]:
        """As the settings keep them."""
        given = dict(self.cleaned_data)
        percent = given.pop("margin_percent")
        return given | {"margin_share": (Decimal(percent) / 100).quantize(Decimal("0.001"))}


def initial_of(settings: Settings) -> dict[str, Any]:
    return {
        **settings.weights,
        "margin_percent": round(settings.margin_share * 100),
        "return_cost": settings.return_cost,
    }


class CostForm(forms.Form):
    cost = AmountField(
        label=gettext_lazy("What one piece costs you"),
        required=False,
        help_text=gettext_lazy("With it the score knows the real margin. Nobody but your shop sees it."),
    )
