"""The landing page editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from catalog.landing.models import LandingPage, Template
from catalog.landing.selectors import MOST_PRODUCTS
from catalog.landing.wording import LONGEST, NAMES, default_text
from catalog.shops.models import LANGUAGES

LABELS: Final = {
    "headline": _("Headline"),
    "lead": _("What it is about"),
    "button": _("Words of the button"),
    "proof": _("What shows that it is good"),
    "legal": _("Conditions and who sells"),
}
LONG: Final = frozenset(("lead", "proof", "legal"))
CODES: Final = tuple(code for code, _name in LANGUAGES)


class LandingForm(forms.Form):
    """Texts are ``headline_fr``, ``lead_ar`` …; an empty one is the template's, shown in grey."""

    template = forms.ChoiceField(label=_("Template"), choices=Template.choices)
    language = forms.ChoiceField(label=_("Language of the page"), choices=LANGUAGES)
    skus = forms.CharField(
        label=_("Products"),
        required=False,
        max_length=1000,
        help_text=_("One SKU a line, six at most. Left empty, they are those of the playlist."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "autocomplete": "off"}),
    )
    show_proof = forms.BooleanField(
        label=_("Show how often the products were delivered"), required=False, initial=True
    )
    is_open = forms.BooleanField(label=_("Show the page"), required=False, initial=True)

    def __init__(
        self, data: Any = None, *, initial: Any = None, template: str = "offer", gives: str, title: str
    ) -> None:
        super().__init__(data, initial=initial)
        for code in CODES:
            for name in NAMES:
                hint = default_text(template, code, name, gives=gives, title=title)
                self.fields[f"{name}_{code}"] = _text(name, code, hint)

    def clean_skus(self) -> list[str]:
        words = str(self.cleaned_data["skus"]).replace(",", "\n").splitlines()
        return [word.strip() for word in words if word.strip()][:MOST_PRODUCTS]

    @property
    def settings(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in ("template", "language", "skus", "show_proof", "is_open"))

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Code, name and fields of each language."""
        return [
            (code, get_language_info(code)["name_local"], [self[f"{name}_{code}"] for name in NAMES])
            for code in CODES
        ]

    def values(self) -> dict[str, Any]:
        """The cleaned values as the service takes them."""
        cleaned = self.cleaned_data
        texts = {code: {name: cleaned[f"{name}_{code}"].strip() for name in NAMES} for code in CODES}
        kept = {name: cleaned[name] for name in ("template", "language", "skus", "show_proof", "is_open")}
        return kept | {"texts": texts}


def _text(name: str, language: str, hint: str) -> forms.CharField:
    attrs = {"lang": language, "dir": "rtl" if language == "ar" else "ltr", "placeholder": hint}
    widget = forms.Textarea(attrs=attrs | {"rows": "3"}) if name in LONG else forms.TextInput(attrs=attrs)
    return forms.CharField(label=LABELS[name], required=False, max_length=LONGEST[name], widget=widget)


def initial_of(landing: LandingPage, skus: list[str]) -> dict[str, Any]:
    texts = {f"{name}_{code}": text for code, words in landing.texts.items() for name, text in words.items()}
    kept = {name: getattr(landing, name) for name in ("template", "language", "show_proof")}
    return kept | texts | {"skus": "\n".join(skus), "is_open": landing.is_open or landing.pk is None}
