"""What the pages of rules ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Category
from transparency.rules.acts import RuleFields
from transparency.rules.models import Severity, SubjectKind, TextRule
from transparency.rules.rulebook import Rule

LONGEST_TERM = 120
MOST_TERMS = 300


def lines_of(text: str) -> list[str]:
    """One term a line, without empty lines and repetitions."""
    lines = [line.strip()[:LONGEST_TERM] for line in text.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))[:MOST_TERMS]


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class TryForm(forms.Form):
    """A sentence to try, with what would be true of the thing it stands on."""

    text = forms.CharField(label=_("Your text"), max_length=5000, widget=_area())
    kind = forms.ChoiceField(label=_("It is a"), choices=SubjectKind.choices, initial=SubjectKind.CONTENT)
    stock = forms.IntegerField(label=_("Pieces in stock"), required=False, min_value=0, max_value=1_000_000)
    is_ai = forms.BooleanField(label=_("Made with the help of AI"), required=False)


class RuleForm(forms.Form):
    """A rule; the fields that only a shop's own rule has are left out for the others."""

    title = forms.CharField(label=_("Name of the rule"), max_length=120, required=False)
    severity = forms.ChoiceField(label=_("When words are found"), choices=Severity.choices)
    is_on = forms.BooleanField(label=_("The rule is on"), required=False, initial=True)
    terms = forms.CharField(
        label=_("More words to look for"),
        required=False,
        widget=_area(),
        help_text=_(
            "One a line, in any language. * stands for any ending, # for a number, … for up to three words in between."
        ),
    )
    excused = forms.CharField(
        label=_("Words that are fine"),
        required=False,
        widget=_area(2),
        help_text=_("One a line: where they stand, the rule keeps still."),
    )
    reason = forms.CharField(label=_("Why the rule exists"), max_length=300, required=False, widget=_area(2))
    instead = forms.CharField(label=_("What to write instead"), max_length=120, required=False)
    category = forms.TypedChoiceField(
        label=_("Only for the category"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any = None, *, rule: Rule | None = None, row: TextRule | None = None) -> None:
        initial: dict[str, Any] = {"severity": rule.severity if rule else Severity.WARN, "is_on": True}
        if row is not None:
            names = ("title", "severity", "is_on", "reason", "instead", "category_id")
            initial |= {name: getattr(row, name) for name in names}
            initial |= {
                "category": row.category_id,
                "terms": "\n".join(row.terms),
                "excused": "\n".join(row.excused),
            }
        super().__init__(data, initial=initial)
        if rule is not None:
            for name in ("title", "reason", "instead", "category"):
                del self.fields[name]
        else:
            names_of = Category.objects.order_by("name").values_list("pk", "name")
            field = cast(forms.ChoiceField, self.fields["category"])
            field.choices = [("", _("Every category")), *names_of]
            self.fields["terms"].label = _("Words to look for")

    def values(self) -> RuleFields:
        given = self.cleaned_data
        return RuleFields(
            severity=given["severity"],
            is_on=given["is_on"],
            terms=lines_of(given["terms"]),
            excused=lines_of(given["excused"]),
            title=given.get("title", ""),
            reason=given.get("reason", ""),
            instead=given.get("instead", ""),
            category=given.get("category"),
        )


class OverrideForm(forms.Form):
    """Why found words may stand, and until when."""

    why = forms.CharField(
        label=_("Why these words may stand"),
        max_length=500,
        min_length=10,
        widget=_area(3),
        help_text=_("It is kept with your name and the day, for whoever asks later."),
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"until": today + timedelta(days=30)})
