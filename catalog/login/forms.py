"""What the log-in pages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CURRENT = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}


def email_field() -> forms.EmailField:
    attrs = {
        "autocomplete": "username",
        "inputmode": "email",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    return forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs=attrs))


def password_field(label: StrOrPromise, **attrs: str) -> forms.CharField:
    """A password as typed: never trimmed, long ones and pasted ones welcome."""
    return forms.CharField(label=label, max_length=1000, strip=False, widget=forms.PasswordInput(attrs=attrs))


class LoginForm(forms.Form):
    email = email_field()
    password = password_field(_("Password"), **CURRENT)


class FirstAccountForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = email_field()
    password = password_field(_("Choose a password"), **NEW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from your authenticator, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "dir": "ltr"}),
    )


class ResetForm(forms.Form):
    email = email_field()


class NewPasswordForm(forms.Form):
    password = password_field(_("New password"), **NEW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
