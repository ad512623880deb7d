"""What the pages about data ask."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.customers.forms import CustomerForm
from catalog.customers.services import CustomerFields
from catalog.shops.context import ShopContext
from transparency.rights.acts import OWN_FIELDS
from transparency.rights.asking import LONGEST, contact_of


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
