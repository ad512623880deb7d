"""The form that asks what another split might bring."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from attribution.budget.models import BudgetLine
from shop_ai.lib.amount_field import AmountField
from shop_ai.lib.money import format_number


class WhatIfForm(forms.Form):
    """One amount a channel; sent by GET, so that a split can be kept and shared as an address.

    What is filled in is whole and written as on the cards above it: centimes of an advice mean nothing.
    """

    def __init__(self, lines: Sequence[BudgetLine], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.places = {f"amount_{line.rank}": line for line in lines}
        for name, line in self.places.items():
            self.fields[name] = AmountField(
                label=line.shown_name, required=False, initial=format_number(line.advised)
            )

    def amounts(self) -> dict[str, Decimal]:
        """By channel; those left empty stay as they are now."""
        return {
            line.channel: self.cleaned_data[name]
            for name, line in self.places.items()
            if self.cleaned_data.get(name) is not None
        }
