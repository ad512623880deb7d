"""Forms of cases: what a customer writes, and what the team says, closes and sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from catalog.people.models import Membership
from shop_ai.lib import phones
from shop_ai.lib.refusals import Refusal
from transparency.cases.models import ANSWER_BOUNDS, CaseSettings, Kind, Outcome
from transparency.cases.personal import Asker
from transparency.cases.services import LONGEST
from transparency.cases.words import ASKED_KINDS

LANGUAGES = (("fr", "Français"), ("ar", "العربية"), ("darija", "الدارجة"), ("en", "English"))


class ContactForm(forms.Form):
    """Who asks, as far as they say it."""

    contact = forms.CharField(label=_("Phone or e-mail"), max_length=200, required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    order_number = forms.CharField(label=_("Order number"), max_length=100, required=False)

    def __init__(self, data: Any = None, *, country: str = "DZ", initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.country = country

    def clean_contact(self) -> str:
        said = str(self.cleaned_data["contact"]).strip()
        if "@" in said:
            validate_email(said)
            return said
        number = phones.parse(said, self.country) if said else ""
        if number is None:
            raise forms.ValidationError(_("This is neither a complete phone number nor an e-mail address."))
        return number

    def asker(self) -> Asker:
        said = self.cleaned_data
        is_mail = "@" in said["contact"]
        return Asker(
            name=said["name"].strip(),
            phone="" if is_mail else said["contact"],
            email=said["contact"] if is_mail else "",
            order=said["order_number"].strip().lstrip("#"),
        )


class AdviserForm(ContactForm):
    """What a customer writes to a person of the shop. ``website`` is for robots: people do not see it."""

    field_order = ("kind", "message", "contact", "name", "order_number", "website")
    kind = forms.ChoiceField(label=_("What is it about?"), choices=ASKED_KINDS)
    message = forms.CharField(
        label=_("Your message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, data: Any = None, *, country: str = "DZ", initial: Any = None) -> None:
        super().__init__(data, country=country, initial=initial)
        self.fields["contact"].help_text = _(
            "Only to answer you. Without it, you read the answer on the page that comes next."
        )

    @property
    def is_robot(self) -> bool:
        return bool(self.data.get("website"))


class WriteForm(forms.Form):
    """More words from the customer."""

    text = forms.CharField(
        label=_("Write back"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """An answer to the customer."""

    text = forms.CharField(
        label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )


class NoteForm(forms.Form):
    """A note for the team."""

    text = forms.CharField(
        label=_("Note for your team"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("In a sentence, for the customer"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when something was corrected, or when a decision stands."),
    )
    releases = forms.BooleanField(
        label=_("Automations may act for this customer again"), required=False, initial=True
    )

    def take_over(self, refused: Refusal) -> None:
        self.add_error("text", str(refused))


class NewCaseForm(ContactForm):
    """A case that the team opens: by phone, at the counter."""

    field_order = ("kind", "message", "contact", "name", "order_number")
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Kind.choices)
    message = forms.CharField(
        label=_("What the customer said"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class SettingsForm(forms.Form):
    """How fast the shop answers, and who when nobody is named."""

    answer_minutes = forms.IntegerField(
        label=_("A person answers within … minutes of opening hours"),
        min_value=ANSWER_BOUNDS[0],
        max_value=ANSWER_BOUNDS[1],
        help_text=_("Counts while your public page announces no delay of its own."),
    )
    assignee = forms.ChoiceField(label=_("Who answers new cases"), required=False)
    has_letters = forms.BooleanField(
        label=_("Write an e-mail to the team when a case is late"), required=False
    )

    def __init__(self, data: Any = None, *, members: Sequence[Membership], chosen: CaseSettings) -> None:
        initial = {
            "answer_minutes": chosen.answer_minutes,
            "assignee": chosen.assignee_id or "",
            "has_letters": chosen.has_letters,
        }
        super().__init__(data, initial=initial)
        cast(forms.ChoiceField, self.fields["assignee"]).choices = member_choices(members)


class TemplateForm(forms.Form):
    """A reply of the shop's own."""

    title = forms.CharField(label=_("Title"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    text = forms.CharField(
        label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"})
    )


def member_choices(members: Sequence[Membership]) -> list[tuple[Any, Any]]:
    return [("", _("Nobody yet")), *((one.pk, one.user.name or one.user.email) for one in members)]
