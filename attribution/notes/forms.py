"""The form of a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from attribution.notes.models import DayNote
from attribution.notes.services import LONGEST


class NoteForm(forms.Form):
    starts_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty for a single day."),
    )
    text = forms.CharField(
        label=_("Note"), max_length=200, help_text=_("What happened, in a few words. No names of customers.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", _("A note covers three months at most."))
        return cleaned


def initial_of(note: DayNote) -> dict[str, Any]:
    return {
        "starts_on": note.starts_on,
        "ends_on": note.ends_on if note.ends_on != note.starts_on else None,
        "text": note.text,
    }
