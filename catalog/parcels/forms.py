"""What the pages of parcels ask."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.parcels.course import NO_MOVEMENT
from catalog.parcels.models import CourierState
from catalog.parcels.remitting import NewRemittance
from catalog.parcels.words import state_word
from shop_ai.lib.amount_field import AmountField
from shop_ai.lib.past_day import PastDayField, end_days


class RemittanceForm(forms.Form):
    """Cash of one courier on one day: all that it held by then, or less."""

    courier = forms.CharField(max_length=40, widget=forms.HiddenInput)
    received_on = PastDayField(label=_("Received on"))
    amount = AmountField(
        label=_("Amount received"),
        required=False,
        help_text=_("Left empty: exactly what the parcels collected. The courier often keeps its fees back."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, today: date, courier: str = "", **options: Any) -> None:
        options.setdefault("initial", {"received_on": today, "courier": courier})
        options.setdefault("auto_id", f"id_{uuid.uuid5(uuid.NAMESPACE_URL, courier).hex[:8]}_%s")
        super().__init__(data, **options)
        end_days(self, today)

    def remittance(self) -> NewRemittance:
        return NewRemittance(**self.cleaned_data)


class WordForm(forms.Form):
    """What a courier's word means; empty: nobody knows."""

    state = forms.ChoiceField(label=_("It means"), required=False)

    def __init__(self, data: Any = None, *, word_id: int = 0, **options: Any) -> None:
        super().__init__(data, auto_id=f"id_{word_id}_%s", **options)
        choices: Any = [
            ("", _("Not known yet")),
            *CourierState.choices,
            (NO_MOVEMENT, state_word(NO_MOVEMENT)),
        ]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]  # a choice field


class TieForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the order"), max_length=100, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
