"""What the page of an order asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.amount_field import AmountField


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class StepForm(forms.Form):
    """``step`` is the code of an action; without a day it happens now."""

    on = _day(_("Day"), _("Leave it empty for now."))


class RefundForm(forms.Form):
    amount = AmountField(
        label=_("Amount"), required=False, help_text=_("Leave it empty to give back all that is left.")
    )
    on = _day(_("Given back on"), _("Leave it empty for now."))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount == 0:
            raise forms.ValidationError(_("Nothing is no refund."))
        return amount
