"""What the editors of the public page ask."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.shops.context import ShopContext
from shop_ai.lib import phones
from transparency.public_page.guides import Guide, Question
from transparency.public_page.names import LANGUAGE_NAMES
from transparency.public_page.profile import EVERYBODY, LANGUAGES, Profile, part
from transparency.public_page.shown import delay_words
from transparency.public_page.words import all_words

DELAYS: Final = (15, 30, 60, 120, 240, 480, 1440)
LONGEST_TEXT: Final = 3000


class PhoneField(forms.CharField):
    """A phone number as people write it; cleans to E.164."""

    def __init__(self, country: str, **options: Any) -> None:
        self.country = country
        super().__init__(
            required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"}), **options
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        found = phones.parse(text, self.country) if text else ""
        if found is None:
            raise ValidationError(_("This is no phone number that can be called. Write it as 0550 00 00 00."))
        return found


class ContactForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Who answers"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("A first name is enough. Customers read it."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=200, required=False)
    delay_minutes = forms.ChoiceField(
        label=gettext_lazy("A person answers within"),
        required=False,
        help_text=gettext_lazy(
            "Counted while you are open. Announce what you keep on a busy day: cases get this deadline."
        ),
    )
    delay = forms.CharField(
        label=gettext_lazy("In your own words instead"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Shown only when no time is chosen above; it is not translated."),
    )

    def __init__(self, data: Any, *, shop: ShopContext) -> None:
        super().__init__(data, initial=part(shop.public_profile, "contact"))
        said = [(str(minutes), delay_words(minutes)) for minutes in DELAYS]
        self.fields["delay_minutes"].choices = [("", _("Nothing announced")), *said]  # type: ignore[attr-defined]
        self.fields["phone"] = PhoneField(shop.country, label=_("Phone"))
        self.fields["whatsapp"] = PhoneField(
            shop.country, label=_("WhatsApp"), help_text=_("Customers order and ask with one tap.")
        )
        self.order_fields(["name", "phone", "whatsapp", "email", "delay_minutes", "delay"])

    def values(self) -> dict[str, Any]:
        """As the profile keeps them."""
        given = dict(self.cleaned_data)
        return {**given, "delay_minutes": int(given["delay_minutes"] or 0)}


class ChargeForm(forms.Form):
    """Who is in charge: one person for all, and others for single automations."""

    def __init__(self, data: Any, *, profile: Profile, language: str) -> None:
        super().__init__(data)
        people = part(profile, "in_charge")
        words = all_words()[1]
        said = words.get(language, words["fr"])
        names = [
            (EVERYBODY, _("Everything that is automatic")),
            *((a["code"], a["title"]) for a in said["automations"]),
        ]
        for code, title in names:
            self.fields[_field_of(code)] = forms.CharField(
                label=title, required=False, max_length=80, initial=people.get(code, "")
            )
        self.codes = [code for code, _title in names]

    def people(self) -> dict[str, str]:
        given = {code: self.cleaned_data[_field_of(code)].strip() for code in self.codes}
        return {code: name for code, name in given.items() if name}


def _field_of(code: str) -> str:
    return "everybody" if code == EVERYBODY else f"of_{code}"


class LegalForm(forms.Form):
    """The merchant's identity as law 18-05, articles 8 to 11, wants it said."""

    name = forms.CharField(label=gettext_lazy("Name of the merchant"), max_length=160, required=False)
    address = forms.CharField(label=gettext_lazy("Postal address"), max_length=300, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail for legal matters"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the one for customers."),
    )
    register_kind = forms.ChoiceField(
        label=gettext_lazy("You have"),
        required=False,
        choices=[
            ("rc", gettext_lazy("A trade register entry")),
            ("artisan", gettext_lazy("An artisan card")),
        ],
    )
    register = forms.CharField(label=gettext_lazy("Its number"), max_length=60, required=False)
    tax_number = forms.CharField(label=gettext_lazy("Tax number (NIF)"), max_length=40, required=False)
    cnrc = forms.ChoiceField(
        label=gettext_lazy("National file of electronic merchants (CNRC)"),
        required=False,
        choices=[
            ("", gettext_lazy("Not said")),
            ("registered", gettext_lazy("Registered")),
            ("asked", gettext_lazy("Asked for")),
            ("not", gettext_lazy("Not yet")),
        ],
    )
    cnrc_number = forms.CharField(label=gettext_lazy("Number in the file"), max_length=60, required=False)
    hosting = forms.CharField(
        label=gettext_lazy("Where your site is hosted"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The law wants a host in Algeria and a name that ends in .com.dz."),
    )

    def __init__(self, data: Any, *, shop: ShopContext) -> None:
        super().__init__(data, initial=part(shop.public_profile, "legal"))
        self.fields["phone"] = PhoneField(
            shop.country, label=_("Phone for legal matters"), help_text=_("Empty: the one for customers.")
        )
        self.order_fields(["name", "address", "phone", "email", *self.fields])


class TextForm(forms.Form):
    """The questions of a guide and the text in three languages."""

    def __init__(self, data: Any, *, guide: Guide, answers: dict[str, Any], texts: dict[str, str]) -> None:
        super().__init__(data)
        self.guide = guide
        for question in guide.questions:
            self.fields[f"q_{question.code}"] = _asked(question, answers.get(question.code, question.usual))
        for language in LANGUAGES:
            self.fields[f"text_{language}"] = forms.CharField(
                label=_("Text in %(language)s") % {"language": LANGUAGE_NAMES[language]},
                required=False,
                max_length=LONGEST_TEXT,
                initial=texts.get(language, ""),
                widget=forms.Textarea(attrs={"rows": 7, "lang": language}),
            )

    def questions(self) -> list[forms.BoundField]:
        return [self[f"q_{question.code}"] for question in self.guide.questions]

    def texts_fields(self) -> list[forms.BoundField]:
        return [self[f"text_{language}"] for language in LANGUAGES]

    def answers(self) -> dict[str, Any]:
        return {
            question.code: _answer(question, self.cleaned_data.get(f"q_{question.code}"))
            for question in self.guide.questions
        }

    def texts(self) -> dict[str, str]:
        return {language: self.cleaned_data.get(f"text_{language}", "") for language in LANGUAGES}


def _answer(question: Question, given: Any) -> Any:
    return bool(given) if question.kind == "yes" else question.usual if given in (None, "") else given


def _asked(question: Question, now: Any) -> forms.Field:
    label = str(question.label)
    if question.kind == "yes":
        return forms.BooleanField(label=label, required=False, initial=bool(now))
    if question.kind == "choice":
        return forms.ChoiceField(label=label, choices=list(question.options), initial=now)
    return forms.IntegerField(
        label=label, required=False, min_value=question.least, max_value=question.most, initial=now
    )
