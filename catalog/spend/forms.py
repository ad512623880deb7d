"""What the pages of spend ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.spend.models import SpendEntry
from catalog.spend.services import SpendFields
from shop_ai.lib.amount_field import AmountField, written
from shop_ai.lib.amounts import parse_amount
from shop_ai.lib.past_day import PastDayField, end_days
from shop_ai.lib.refusals import Conflict, Invalid


def _date_input() -> forms.DateInput:
    """The browser's own calendar, which understands no other writing than ISO's."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _Refusable(forms.Form):
    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what a service refused beside its field."""
        if isinstance(refused, Conflict):
            self.add_error(None, str(refused))
            return
        for error in refused.errors:
            name = error.pointer.removeprefix("#/")
            self.add_error(name if name in self.fields else None, error.detail)


class SpendForm(_Refusable):
    """An amount of one day, or of a period when the days are not known."""

    starts_on = PastDayField(label=_("Day, or first day"))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=_date_input(),
        help_text=_("Only for a total of several days; it is spread evenly over them, and marked so."),
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    campaign = forms.CharField(
        label=_("Campaign"),
        required=False,
        max_length=200,
        help_text=_("A boost, an influencer, a print of flyers: what the money was for."),
        widget=forms.TextInput(attrs={"list": "campaign-names", "autocomplete": "off"}),
    )
    amount = AmountField(label=_("Amount spent"))
    currency = forms.CharField(
        label=_("Currency"), max_length=3, min_length=3, widget=forms.TextInput(attrs={"list": "currencies"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(
        self, data: Any = None, *, channels: list[tuple[str, str]], today: date, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        end_days(self, today)
        said = (initial or {}).get("channel", "")
        others = [(said, said)] if said and said not in dict(channels) else []
        cast(forms.ChoiceField, self.fields["channel"]).choices = [("", _("not known")), *channels, *others]

    def spend_fields(self, kept: SpendEntry | None = None) -> SpendFields:
        """``kept`` is the entry that is corrected: what the form does not ask stays."""
        values = self.cleaned_data
        return SpendFields(
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            amount=values["amount"],
            currency=values["currency"],
            channel=values["channel"],
            campaign=values["campaign"],
            note=values["note"],
            impressions=kept.impressions if kept else None,
            clicks=kept.clicks if kept else None,
        )


def initial_of(entry: SpendEntry) -> dict[str, Any]:
    return {
        "starts_on": entry.starts_on,
        "ends_on": entry.ends_on if entry.ends_on != entry.starts_on else None,
        "channel": entry.said_channel,
        "campaign": entry.campaign_name,
        "amount": written(entry.amount),
        "currency": entry.currency,
        "note": entry.note,
    }


class RateField(forms.CharField):
    """A rate as people write it (``135,5``) to a Decimal of six places above zero."""

    def clean(self, value: Any) -> Any:
        found = parse_amount(super().clean(value))
        if found is None or not Decimal("0.000001") <= found < Decimal(10) ** 11:
            raise forms.ValidationError(_("Write a rate, such as 135.5."), code="unreadable")
        return found.quantize(Decimal("0.000001"))


class RateForm(_Refusable):
    """From a day on, one unit of a currency is so much in the shop's."""

    currency = forms.CharField(
        label=_("Currency"), max_length=3, min_length=3, widget=forms.TextInput(attrs={"list": "currencies"})
    )
    starts_on = forms.DateField(label=_("From this day"), widget=_date_input())
    rate = RateField(
        label=_("One unit is"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    note = forms.CharField(
        label=_("Where the rate is from"),
        required=False,
        max_length=80,
        help_text=_("Your bank, the official rate, what you really paid: the one you count with."),
    )
