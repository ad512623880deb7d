"""The upload and the mapping of an import."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.imports.kinds import ORDERS, other_kinds
from catalog.imports.mapping import Mapping
from catalog.imports.words import FIELD_WORDS, STATUS_WORDS

FieldWords = MappingType[str, str | Promise]

ENCODINGS = [
    ("", _("Found by itself")),
    ("utf-8", "UTF-8"),
    ("cp1252", _("French Windows")),
    ("cp1256", _("Arabic Windows")),
    ("mac_roman", _("Macintosh")),
]
DAY_ORDERS = [("dmy", _("Day first: 14/05/2026")), ("mdy", _("Month first: 05/14/2026"))]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel (.xlsx), CSV, or one of them in a .zip or .gz; at most 50 MB. Orders of Shopify, sales lines, the "
            "posts of your pages, or your own sheet in French or Arabic. The file is kept sealed for 30 days, then "
            "deleted."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.zip,.gz"}),
    )
    kind = forms.ChoiceField(label=_("What it holds"), required=False)
    encoding = forms.ChoiceField(
        label=_("Letters"),
        choices=ENCODINGS,
        required=False,
        help_text=_("Choose only when accents or Arabic letters came out wrong."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        kinds = [("", _("Found by itself")), (ORDERS, _("Orders and sales")), *other_kinds().items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # mypy sees the base of all fields


class MappingForm(forms.Form):
    """One choice for each column of the file, and one for each status word that the file uses."""

    day_order = forms.ChoiceField(label=_("Dates"), choices=DAY_ORDERS)

    def __init__(
        self,
        data: Any = None,
        *,
        header: Sequence[str],
        words: Sequence[tuple[str, str]],
        mapping: Mapping,
        field_words: FieldWords = FIELD_WORDS,
    ) -> None:
        super().__init__(data)
        self.header, self.words, self.mapping = header, words, mapping
        self.field_words = field_words
        held = {column: name for name, column in mapping.columns.items()}
        fields = [("", _("Kept beside the row")), *field_words.items()]
        states = [("", _("Not known: to confirm")), *STATUS_WORDS.items()]
        self.fields["day_order"].initial = mapping.day_order
        for at, column in enumerate(header):
            if column.strip():
                self.fields[f"column_{at}"] = _choice(column, fields, held.get(column, ""))
        for at, (word, state) in enumerate(words):
            self.fields[f"word_{at}"] = _choice(word, states, state)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [cleaned.get(f"column_{at}") for at in range(len(self.header))]
        twice = {name for name in chosen if name and chosen.count(name) > 1}
        if twice:
            words = ", ".join(str(self.field_words[name]) for name in sorted(twice))
            raise forms.ValidationError(
                _("Two columns cannot be the same thing: %(words)s."), params={"words": words}
            )
        return cleaned

    def chosen(self) -> Mapping:
        """The mapping as the person wants it; only of a valid form."""
        cleaned = self.cleaned_data
        columns = {
            name: column for at, column in enumerate(self.header) if (name := cleaned.get(f"column_{at}"))
        }
        words = {
            word: state for at, (word, _old) in enumerate(self.words) if (state := cleaned.get(f"word_{at}"))
        }
        return Mapping(
            columns,
            {**self.mapping.status_words, **words},
            cleaned["day_order"],
            self.mapping.dotted_thousands,
        )

    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    def status_words(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("word_")]


def _choice(label: str, choices: Sequence[tuple[str, Any]], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)
