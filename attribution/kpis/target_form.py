"""Targets as a form: money in the shop's currency, shares in percent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attribution.kpis.targets import UNITS
from shop_ai.lib.amount_field import AmountField
from shop_ai.lib.figure import Unit

HUNDRED = Decimal(100)
LABELS = {
    "cost_per_conversation": _("Cost per conversation, at most"),
    "conversation_to_sale": _("Conversations that become a sale, at least (percent)"),
    "average_basket": _("Average basket, at least"),
    "repurchase_30": _("Buy again within 30 days, at least (percent)"),
    "repurchase_60": _("Buy again within 60 days, at least (percent)"),
    "cancelled": _("Cancelled before shipping, at most (percent)"),
    "refused": _("Parcels refused, at most (percent)"),
    "returned": _("Returned after delivery, at most (percent)"),
    "refunded_value": _("Refunded value, at most (percent)"),
}


class TargetForm(forms.Form):
    """One field a figure; an empty one sets no target."""

    def __init__(self, data: Any = None, *, targets: dict[str, Decimal] | None = None) -> None:
        super().__init__(
            data,
            initial={name: _shown(name, value) for name, value in (targets or {}).items() if name in UNITS},
        )
        for name, unit in UNITS.items():
            field = AmountField if unit is Unit.MONEY else _PercentField
            self.fields[name] = field(label=LABELS[name], required=False)

    def targets(self) -> dict[str, Decimal | None]:
        """The values in their units, once the form is valid."""
        return {name: _kept(name, value) for name, value in self.cleaned_data.items()}


class _PercentField(forms.DecimalField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            min_value=0, max_value=HUNDRED, max_digits=5, decimal_places=2, localize=True, **options
        )


def _shown(name: str, value: Decimal) -> Decimal:
    return (value * HUNDRED if UNITS[name] is Unit.SHARE else value).quantize(Decimal("0.01"))


def _kept(name: str, value: Decimal | None) -> Decimal | None:
    return value / HUNDRED if value is not None and UNITS[name] is Unit.SHARE else value
