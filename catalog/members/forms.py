"""What the members page asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.login.forms import NEW, password_field
from catalog.members.services import MAY_INVITE
from catalog.people.models import Role


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "off", "inputmode": "email", "autocapitalize": "none"}
        ),
    )
    role = forms.ChoiceField(label=_("May do"))

    def __init__(self, *args: Any, by_role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, ROLE_WORDS[role]) for role in MAY_INVITE[by_role]]
        self.fields["role"] = forms.ChoiceField(label=_("May do"), choices=choices)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class NewcomerForm(forms.Form):
    """Somebody invited who has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = password_field(_("Choose a password"), **NEW)


ROLE_WORDS = {
    Role.VIEWER: _("Viewer: reads everything, changes nothing"),
    Role.AGENT: _("Agent: orders and customers, day to day"),
    Role.MANAGER: _("Manager: everything but people, keys and deletion"),
    Role.OWNER: _("Owner: everything"),
}
