"""What the page of keys asks."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.keys.scopes import SCOPES
from catalog.keys.services import EXPIRY_DAYS

ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
MOST_ORIGINS = 20
EXPIRY = [(30, _("30 days")), (90, _("90 days")), (EXPIRY_DAYS, _("1 year"))]


class KeyForm(forms.Form):
    """A new secret key."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example: the till, or the web shop.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("It ends after"), choices=EXPIRY, coerce=int, initial=EXPIRY_DAYS)


class OriginsForm(forms.Form):
    """The sites whose pages may use the public key, one a line."""

    origins = forms.CharField(
        label=_("Sites that may use it"),
        required=False,
        max_length=4000,
        help_text=_("One address a line, such as https://shop.example. Empty: any site."),
        widget=forms.Textarea(
            attrs={"rows": 3, "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_origins(self) -> list[str]:
        lines = [line.strip().lower().rstrip("/") for line in self.cleaned_data["origins"].splitlines()]
        origins = [line for line in lines if line]
        bad = [origin for origin in origins if not ORIGIN.fullmatch(origin) or len(origin) > 200]
        if bad:
            raise ValidationError(_("Not the address of a site: %(origin)s"), params={"origin": bad[0]})
        if len(origins) > MOST_ORIGINS:
            raise ValidationError(_("At most %(most)s sites."), params={"most": MOST_ORIGINS})
        return origins


def origins_form(origins: list[str], data: Any = None) -> OriginsForm:
    return OriginsForm(data, initial={"origins": "\n".join(origins)})
