"""What the owner sets of the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

FEWEST, MOST = 2, 12


class HeardForm(forms.Form):
    """Whether the question is put, and which channels it offers."""

    is_on = forms.BooleanField(label=_("Ask customers how they heard of the shop"), required=False)
    options = forms.MultipleChoiceField(
        label=_("Channels to choose from"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stand in another order each time; “I do not remember” always comes last."),
    )

    def __init__(self, data: Any = None, *, channels: Sequence[tuple[str, str]], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        cast(forms.MultipleChoiceField, self.fields["options"]).choices = list(channels)

    def clean_options(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["options"]
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(
                _("Choose from %(fewest)s to %(most)s channels."), params={"fewest": FEWEST, "most": MOST}
            )
        return chosen
