"""What the page of a customer asks."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.customers.naming import commune_name, shown_phone
from catalog.customers.selectors import CustomerRecord
from catalog.customers.services import CustomerFields
from catalog.geo.places import match_commune, wilayas
from catalog.shops.models import LANGUAGES
from shop_ai.lib.refusals import Conflict, Invalid

NAMES = ("name", "phone", "second_phone", "email", "address", "commune")


def _phone(label: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget)


class CustomerForm(forms.Form):
    """A customer as people write them; phones in any spelling."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    phone = _phone(_("Phone"))
    second_phone = _phone(_("Second phone"))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    address = forms.CharField(label=_("Address"), required=False, max_length=500)
    commune = forms.CharField(label=_("Commune"), required=False, max_length=120)
    wilaya = forms.CharField(label=_("Wilaya"), required=False, max_length=60)
    language = forms.ChoiceField(
        label=pgettext_lazy("of a customer", "Language"),
        required=False,
        choices=[("", _("not known")), *LANGUAGES],
    )

    def __init__(self, *args: Any, country: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if country == "DZ":
            self.fields["wilaya"] = forms.ChoiceField(
                label=_("Wilaya"), required=False, choices=[("", _("not known")), *wilaya_choices()]
            )

    def customer_fields(self) -> CustomerFields:
        """What was typed; a commune that the lists know is kept by its key, whatever the reader's script."""
        typed = dict(self.cleaned_data)
        known = match_commune(typed["wilaya"], typed["commune"]) if typed["commune"] else None
        return cast(CustomerFields, typed | {"commune": known or typed["commune"]})

    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what the service refused beside the field that it names."""
        if isinstance(refused, Conflict):
            name = refused.about.get("field", "")
            self.add_error(name if name in self.fields else None, str(refused))
            return
        for error in refused.errors:
            name = error.pointer.removeprefix("#/")
            self.add_error(name if name in self.fields else None, error.detail)


def wilaya_choices() -> list[tuple[str, str]]:
    """Slug and name in the reader's script, with its number where that is settled."""
    is_arabic = (get_language() or "").startswith("ar")
    return [
        (one.slug, " ".join(filter(None, (one.code, one.name_ar if is_arabic else one.name_fr))))
        for one in wilayas()
    ]


def initial_of(record: CustomerRecord) -> dict[str, str]:
    known = {name: getattr(record.personal, name) for name in NAMES}
    phones = {name: shown_phone(known[name]) for name in ("phone", "second_phone")}
    places = {"commune": commune_name(record.personal.commune, record.wilaya)}
    return known | phones | places | {"wilaya": record.wilaya, "language": record.language}
