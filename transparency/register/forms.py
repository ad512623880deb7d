"""What the owner writes into the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.past_day import PastDayField, end_days


class LineForm(forms.Form):
    """One line: the declaration, further recipients, and under what data goes abroad."""

    receipt = forms.CharField(label=_("Number of the declaration's receipt"), max_length=80, required=False)
    declared_on = PastDayField(label=_("Declared on"), required=False)
    recipients = forms.CharField(label=_("Other recipients"), max_length=300, required=False)
    transfer = forms.CharField(
        label=_("Data that goes abroad"),
        max_length=300,
        required=False,
        help_text=_("To whom, into which country, and by which authorisation or agreement of the person."),
    )

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        """``today`` by the shop's clock."""
        super().__init__(data, initial=initial)
        end_days(self, today)


class HeadForm(forms.Form):
    """The whole register: who answers for it."""

    officer = forms.CharField(
        label=_("Who answers for data protection"),
        max_length=200,
        required=False,
        help_text=_("Name and how to reach them; people see it on the register."),
    )
