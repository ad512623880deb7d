"""A form field for an amount as people write it: ``1 500,50``, ``1.500,50 DA``, ``١٥٠٠``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.amounts import parse_amount, to_cents

LARGEST = Decimal("999999999999.99")


class AmountField(forms.CharField):
    """Cleans to a Decimal of two places that is not negative, or to None when it may be left out and is."""

    default_error_messages = {
        "unreadable": _("Write an amount, such as 1500 or 1 500,50."),
        "out_of_range": _("This amount cannot be kept."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        # "6.500" is six thousand five hundred: nobody writes three decimals of a dinar or a euro.
        amount = parse_amount(text, dotted_thousands=True)
        if amount is None:
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")
        if not 0 <= amount <= LARGEST:
            raise ValidationError(self.error_messages["out_of_range"], code="out_of_range")
        return to_cents(amount)


def written(amount: Decimal) -> str:
    """An amount for such a field: two decimals only when it has any."""
    return str(amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else to_cents(amount))
