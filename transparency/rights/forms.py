"""What the pages about data ask."""

from __future__ import annotations

from typing import Any, Final, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.customers.forms import CustomerForm
from catalog.customers.services import CustomerFields
from catalog.shops.context import ShopContext
from shop_ai.lib.amount_field import AmountField
from shop_ai.lib.text import tidy
from signals.consent.wordings import LANGUAGES, PARTS, Texts
from transparency.benefits.models import MOST_PERCENT
from transparency.rights.acts import OWN_FIELDS
from transparency.rights.asking import LONGEST, contact_of
from transparency.rights.models import RequestKind

PART_NAMES: Final = {
    "title": _("Title"),
    "what": _("What is done"),
    "kept": _("How long"),
    "no": _("What a no means"),
}
LANGUAGE_NAMES: Final = {"fr": _("French"), "ar": _("Arabic"), "en": _("English")}
LONGEST_PART: Final = {"title": 120, "what": 600, "kept": 200, "no": 400}


class AskForm(forms.Form):
    """Which order, and how the shop knows the person. ``website`` is a trap that people do not see."""

    number = forms.CharField(
        label=_("Order number"),
        max_length=LONGEST,
        help_text=_("It stands in the confirmation and on the parcel."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("Phone or e-mail of the order"),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "tel"}),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    def __init__(self, data: Any = None, *, shop: ShopContext) -> None:
        super().__init__(data)
        self.shop = shop

    def clean_contact(self) -> str:
        contact = contact_of(self.shop, self.cleaned_data["contact"])
        if not contact:
            raise forms.ValidationError(_("This is neither a whole phone number nor an e-mail."))
        return contact

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("website", ""))


class OwnForm(CustomerForm):
    """What a customer may correct at once."""

    def __init__(self, *args: Any, country: str, **options: Any) -> None:
        super().__init__(*args, country=country, **options)
        for name in set(self.fields) - set(OWN_FIELDS):
            del self.fields[name]

    def own_fields(self) -> CustomerFields:
        known = self.customer_fields()
        return cast(CustomerFields, {name: value for name, value in known.items() if name in OWN_FIELDS})


class WordsForm(forms.Form):
    """What else is wrong, in the person's words."""

    words = forms.CharField(
        label=_("What is wrong, and what should stand there?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class RefuseForm(forms.Form):
    """Why a request is refused; the person reads it."""

    why = forms.CharField(
        label=_("Why it is refused"),
        max_length=500,
        help_text=_("The person reads this. They may complain to the ANPDP (plaintes.anpdp.dz)."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class WordingForm(forms.Form):
    """The words for one use in three languages."""

    asks_again = forms.BooleanField(
        label=_("These words mean something else: ask everybody again"),
        required=False,
        help_text=_(
            "Whoever agreed to the words before counts as not having agreed until they answer again."
        ),
    )

    def __init__(self, data: Any = None, *, texts: Texts) -> None:
        super().__init__(data)
        for language in LANGUAGES:
            for part in PARTS:
                self.fields[f"{part}_{language}"] = self._field(language, part, texts)
        self.order_fields([*(name for name in self.fields if name != "asks_again"), "asks_again"])

    @staticmethod
    def _field(language: str, part: str, texts: Texts) -> forms.CharField:
        widget = forms.TextInput if part in {"title", "kept"} else forms.Textarea
        attributes = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
        return forms.CharField(
            label=format_lazy("{} ({})", PART_NAMES[part], LANGUAGE_NAMES[language]),
            max_length=LONGEST_PART[part],
            initial=texts.get(language, {}).get(part, ""),
            widget=widget(attrs=attributes | ({} if widget is forms.TextInput else {"rows": "3"})),
        )

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        cleaned = self.cleaned_data
        return {
            language: {part: tidy(cleaned[f"{part}_{language}"]) for part in PARTS} for language in LANGUAGES
        }


class BenefitForm(forms.Form):
    """What is given for agreeing to products chosen for one."""

    is_on = forms.BooleanField(label=_("Give a discount for agreeing"), required=False)
    percent = forms.IntegerField(label=_("Percent off one order"), min_value=1, max_value=MOST_PERCENT)
    ceiling = AmountField(label=_("Most that one order gets"), help_text=_("In your shop's currency."))
    budget = AmountField(
        label=_("Most that all of it may cost"),
        help_text=_(
            "Codes that are still out count with their most. Nothing more is given once it is reached."
        ),
    )
    valid_days = forms.IntegerField(label=_("Days to use it"), min_value=7, max_value=365)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ceiling, budget = cleaned.get("ceiling"), cleaned.get("budget")
        if ceiling is not None and ceiling <= 0:
            self.add_error("ceiling", _("Write an amount above zero."))
        elif ceiling and budget is not None and budget < ceiling:
            self.add_error("budget", _("It must be enough for one order at least."))
        return cleaned


class NewRequestForm(forms.Form):
    """A wish that a customer told the shop by phone or at the counter."""

    kind = forms.ChoiceField(label=_("What the customer asks"), choices=RequestKind.choices)
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
