"""A day that a form asks for and that cannot lie ahead: of a delivery, a refund, a payment."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


class PastDayField(forms.DateField):
    """A day on the shop's calendar, today at the latest; :func:`end_days` says which day that is."""

    default_error_messages = {"to_come": _("This day is still to come.")}

    def __init__(self, **options: Any) -> None:
        # The browser's own calendar understands no other writing than ISO's.
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
        self.today: date | None = None

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and self.today is not None and day > self.today:
            raise forms.ValidationError(self.error_messages["to_come"], code="to_come")
        return day


def end_days(form: forms.Form, today: date) -> None:
    """``today`` by the shop's clock is the last day that the form's past days take, and that the calendar offers."""
    for field in form.fields.values():
        if isinstance(field, PastDayField):
            field.today = today
            cast(forms.DateInput, field.widget).attrs["max"] = today.isoformat()
