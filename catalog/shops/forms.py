"""What the pages about the shop itself ask."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.shops.models import LANGUAGES, LONGEST_INACTIVE, SHORTEST_INACTIVE, slug_validator

# The first customers' own first, then what their suppliers and travellers pay with.
CURRENCIES = [
    "DZD",
    "EUR",
    "USD",
    "GBP",
    "MAD",
    "TND",
    "EGP",
    "LYD",
    "MRU",
    "SAR",
    "AED",
    "QAR",
    "TRY",
    "CAD",
    "CHF",
    "XOF",
]


def zone_choices() -> list[tuple[str, str]]:
    """Every time zone by name; Algiers first."""
    names = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
    return [(name, name.replace("_", " ")) for name in ["Africa/Algiers", *names]]


class OpenShopForm(forms.Form):
    name = forms.CharField(label=_("Name of the shop"), max_length=120)
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=60,
        validators=[slug_validator],
        help_text=_(
            "Small letters, digits and hyphens. Leave it empty and it is made from the name. It cannot change later."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=[(code, code) for code in CURRENCIES],
        help_text=_("Of your prices. It cannot change later."),
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    language = forms.ChoiceField(label=_("Language of your customers"), choices=LANGUAGES)


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name of the shop"), max_length=120)
    language = forms.ChoiceField(label=_("Language of your customers"), choices=LANGUAGES)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    inactive_after_days = forms.IntegerField(
        label=_("Days until a customer counts as inactive"),
        min_value=SHORTEST_INACTIVE,
        max_value=LONGEST_INACTIVE,
        help_text=_("Sixty is usual: nothing delivered for so many days."),
    )

    def __init__(self, *args: Any, has_orders: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_orders:
            self.fields["timezone"].disabled = True
            self.fields["timezone"].help_text = _(
                "Fixed since the first order: every day's figures were counted with it."
            )
