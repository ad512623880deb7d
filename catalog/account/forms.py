"""What the account page asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.login.forms import CURRENT, NEW, CodeForm, password_field
from catalog.shops.models import LANGUAGES


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class PasswordForm(forms.Form):
    current = password_field(_("Password now"), **CURRENT)
    password = password_field(_("New password"), **NEW)


class SetUpForm(CodeForm):
    """The first code of a new authenticator, with the password: a stolen session must not lock its person out."""

    current = password_field(_("Password"), **CURRENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = ""  # there are no recovery codes yet


class ConfirmForm(forms.Form):
    """The password once more, before something that a stolen session must not do."""

    current = password_field(_("Password"), **CURRENT)
