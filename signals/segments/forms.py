"""What the pages of segments ask."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.shops.models import LONGEST_INACTIVE, SHORTEST_INACTIVE
from shop_ai.lib.amount_field import AmountField
from signals.segments.messages import LANGUAGES, LONGEST, BadMessage, checked
from signals.segments.rules import PERKS, WINDOWS
from signals.segments.settings import Values
from signals.segments.words import perk_words

LANGUAGE_NAMES: Final = {"fr": "Français", "ar": "العربية", "en": "English"}
TIERS: Final = 3


def _days(days: int) -> tuple[int, str]:
    return days, str(days)


class AcceptForm(forms.Form):
    """What may be changed before an offer goes out; ``most`` is the bound of a discount in percent, 0 without one."""

    window_days = forms.TypedChoiceField(
        label=gettext_lazy("Days whose orders are counted"),
        coerce=int,
        choices=[_days(one) for one in WINDOWS],
    )

    def __init__(self, *args: Any, most: int = 0, **named: Any) -> None:
        super().__init__(*args, **named)
        if most:
            self.fields["percent"] = forms.IntegerField(
                label=_("Discount, in percent"),
                min_value=1,
                max_value=most,
                required=False,
                help_text=_("At most %(most)s: a larger one is not bounded by your margin.") % {"most": most},
            )
        for code in LANGUAGES:
            self.fields[f"message_{code}"] = forms.CharField(
                label=_("Message, %(language)s") % {"language": LANGUAGE_NAMES[code]},
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for code in LANGUAGES:
            text = given.get(f"message_{code}")
            try:
                given[f"message_{code}"] = checked(text) if text else text
            except BadMessage as bad:
                words = _("Nothing fills in “{%(mark)s}”; write it out or take it away.") % {"mark": bad.mark}
                self.add_error(f"message_{code}", words)
        return given

    def messages(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"message_{code}"] for code in LANGUAGES}


class SettingsForm(forms.Form):
    """The days of inactivity, the month's amount for discounts, the window, and three tiers of loyalty."""

    inactive_after_days = forms.IntegerField(
        label=gettext_lazy("Days until a customer counts as inactive"),
        min_value=SHORTEST_INACTIVE,
        max_value=LONGEST_INACTIVE,
        help_text=gettext_lazy("Sixty is usual: nothing delivered for so many days."),
    )
    monthly_cap = AmountField(
        label=gettext_lazy("Most that discounts may cost in 30 days"),
        required=False,
        help_text=gettext_lazy("Empty: 2% of what was delivered in the last 30 days."),
    )
    window_days = forms.TypedChoiceField(
        label=gettext_lazy("Days whose orders are counted"),
        coerce=int,
        choices=[_days(one) for one in WINDOWS],
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for place in range(1, TIERS + 1):
            self.fields[f"spend_{place}"] = AmountField(
                label=_("Tier %(place)s: from a net value of") % {"place": place}, required=False
            )
            self.fields[f"perk_{place}"] = forms.ChoiceField(
                label=_("Tier %(place)s gives") % {"place": place},
                choices=[(perk, perk_words(perk)) for perk in PERKS],
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        spends = [Decimal(spend) for spend, _perk in self._tiers(given)]
        if spends != sorted(set(spends)):
            raise ValidationError(_("Each tier must be higher than the one before."))
        return given

    def _tiers(self, given: dict[str, Any]) -> list[tuple[Any, str]]:
        pairs = [
            (given.get(f"spend_{place}"), given.get(f"perk_{place}", "")) for place in range(1, TIERS + 1)
        ]
        return [(spend, perk) for spend, perk in pairs if spend]

    def values(self) -> Values:
        given = self.cleaned_data
        return Values(
            given["inactive_after_days"],
            given["monthly_cap"],
            given["window_days"],
            [[str(spend), perk] for spend, perk in self._tiers(given)],
        )
