"""Which letters a member wants."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LettersForm(forms.Form):
    weekly = forms.BooleanField(label=_("The week’s figures, on Monday morning"), required=False)
    alerts = forms.BooleanField(
        label=_("Alerts, the morning after"),
        required=False,
        help_text=_("About one a month by chance alone; most mornings bring none."),
    )
    reminders = forms.BooleanField(
        label=_("Posts that are due, on the morning of their day"),
        required=False,
        help_text=_("With the text of each post, ready to be copied."),
    )
