"""The form of an occasion: its days, and its names when it is the shop's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.occasions.selectors import Occasion


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class DaysForm(forms.Form):
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned


class OwnForm(DaysForm):
    """An occasion of the shop's own; a language without a name shows another one."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=120, required=False)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    field_order = ["name_fr", "name_ar", "name_en", "starts_on", "ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(self.names):
            self.add_error("name_fr", _("Give it a name in one language at least."))
        return cleaned

    @property
    def names(self) -> tuple[str, str, str]:
        fr, ar, en = (str(self.cleaned_data.get(f"name_{code}") or "") for code in ("fr", "ar", "en"))
        return fr, ar, en


def form_of(occasion: Occasion, data: Any = None) -> DaysForm:
    """The form that fits the occasion, filled with what it is now."""
    fr, ar, en = occasion.names
    days = {"starts_on": occasion.starts_on, "ends_on": occasion.ends_on}
    if occasion.is_own:
        return OwnForm(data, initial={**days, "name_fr": fr, "name_ar": ar, "name_en": en})
    return DaysForm(data, initial=days)
