"""The form that writes a campaign's goal down before its start."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attribution.campaign_outcome.models import Audience, CampaignType
from catalog.channels.selectors import channel_choices
from shop_ai.lib.amount_field import AmountField

LONGEST_DAYS = 92


class PlanForm(forms.Form):
    """What the campaign is, when, for whom, at what cost, and what it must leave."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    campaign = forms.CharField(
        label=gettext_lazy("Campaign as its orders carry it"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "The word in utm_campaign, in the code or on the order. Empty: the name, in plain letters."
        ),
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=CampaignType.choices)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Audience.choices, required=False)
    audience_size = forms.IntegerField(
        label=gettext_lazy("How many people it reaches, about"),
        min_value=1,
        max_value=100_000_000,
        required=False,
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Discount, in percent"), min_value=0, max_value=90, required=False
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    cost = AmountField(label=gettext_lazy("What it will cost"))
    goal = AmountField(
        label=gettext_lazy("What it must leave beyond its cost"),
        required=False,
        help_text=gettext_lazy("Empty: it succeeds when the margin of its orders covers its cost."),
    )

    def __init__(self, shop_id: int, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["channel"].choices = [("", "–"), *channel_choices(shop_id)]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and not 0 <= (last - first).days < LONGEST_DAYS:
            raise ValidationError(_("The last day comes after the first, by three months at most."))
        return given

    def values(self) -> dict[str, Any]:
        """The columns of a plan."""
        given = self.cleaned_data
        return {
            "name": given["name"],
            "campaign": given["campaign"].strip().lower() or slugify(given["name"], allow_unicode=True),
            "type": given["type"],
            "channel": given["channel"],
            "audience": given["audience"],
            "audience_size": given["audience_size"],
            "discount": (given["percent"] or 0) / 100,
            "starts_on": given["starts_on"],
            "ends_on": given["ends_on"],
            "cost": given["cost"],
            "goal": given["goal"] or Decimal(0),
        }
