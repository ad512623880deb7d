"""What a person says of a breach."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop_ai.lib.past_day import PastDayField, end_days
from transparency.breach.models import BreachKind, Reach
from transparency.breach.services import Said
from transparency.breach.steps import FIELDS

LONGEST = 3000


class BreachForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=BreachKind.choices)
    found_on = PastDayField(
        label=gettext_lazy("Found out on"),
        error_messages={"to_come": gettext_lazy("It cannot be found out in the future.")},
    )
    reach = forms.ChoiceField(label=gettext_lazy("Whose data it is"), choices=Reach.choices)
    since = PastDayField(label=gettext_lazy("From"), required=False)
    until = PastDayField(label=gettext_lazy("Until"), required=False)
    fields_touched = forms.MultipleChoiceField(
        label=gettext_lazy("Which data"),
        choices=tuple(FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    happened = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy(
            "A lost telephone, a file sent to the wrong person, a password that was guessed."
        ),
    )
    done = forms.CharField(
        label=gettext_lazy("What was done about it"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    learnt = forms.CharField(
        label=gettext_lazy("What you learnt"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        """``today`` by the shop's clock."""
        super().__init__(*given, **named)
        end_days(self, today)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError({"until": _("The last day stands before the first.")})
        return cleaned

    def said(self, zone: ZoneInfo) -> Said:
        """What the form says; the day counts from its first minute in the shop's zone, the strictest reading."""
        given = self.cleaned_data
        return Said(
            kind=given["kind"],
            reach=given["reach"],
            found_at=datetime.combine(given["found_on"], time(0), zone),
            since=given["since"],
            until=given["until"],
            fields=tuple(given["fields_touched"]),
            happened=given["happened"],
            done=given["done"],
            learnt=given["learnt"],
        )
