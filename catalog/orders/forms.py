"""What the page of an order asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.amount_field import AmountField
from shop_ai.lib.past_day import PastDayField, end_days


class StepForm(forms.Form):
    """``step`` is the code of an action; without a day it happens now."""

    on = PastDayField(
        label=_("Day"),
        required=False,
        help_text=_("Leave it empty for now."),
        error_messages={"invalid": _("The day is not readable.")},
    )

    def __init__(self, data: Any = None, *, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        end_days(self, today)


class RefundForm(forms.Form):
    amount = AmountField(
        label=_("Amount"), required=False, help_text=_("Leave it empty to give back all that is left.")
    )
    on = PastDayField(label=_("Given back on"), required=False, help_text=_("Leave it empty for now."))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        end_days(self, today)

    def clean_amount(self) -> Any:
        amount = self.cleaned_data["amount"]
        if amount == 0:
            raise forms.ValidationError(_("Nothing is no refund."))
        return amount
