"""What the pages of codes ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.channels.selectors import campaign_names, channel_choices
from catalog.codes.models import MOST_PERCENT, DiscountKind, PlaylistCode
from catalog.codes.services import CodeFields
from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.amount_field import AmountField, written
from shop_ai.lib.tenancy import shop_scope

MAIN: Final = ("campaign", "playlist", "discount_kind", "discount")
LIMITS: Final = (
    *("starts_on", "ends_on", "most_uses", "most_per_customer", "most_discount", "most_given"),
    *("least_basket", "gives_back"),
)
MORE: Final = ("keyword", "target", "note")
AMOUNTS: Final = ("discount", "most_discount", "most_given", "least_basket")


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


def _count(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=1_000_000, help_text=help_text
    )


def _word(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "autocapitalize": "characters"})
    return forms.CharField(label=label, required=False, max_length=40, help_text=help_text, widget=widget)


class TermsForm(forms.Form):
    """What new and stored codes share."""

    campaign = forms.CharField(
        label=_("Campaign"),
        required=False,
        max_length=120,
        help_text=_("What the code is for: “Ramadan 2026”. Codes of one campaign are added up."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "list": "campaigns"}),
    )
    playlist = forms.ChoiceField(label=_("Playlist"), required=False)
    discount_kind = forms.ChoiceField(
        label=_("What it gives"), choices=DiscountKind.choices, initial=DiscountKind.PERCENT
    )
    discount = AmountField(
        label=_("How much"), required=False, help_text=_("In percent (50 at most) or in the shop’s currency.")
    )
    starts_on = _day(_("From"))
    ends_on = _day(_("Until"))
    most_uses = _count(_("Uses in all"))
    most_per_customer = _count(_("Uses a customer"))
    most_discount = AmountField(label=_("Most that one use takes off"), required=False)
    most_given = AmountField(label=_("Most that all uses take off"), required=False)
    least_basket = AmountField(label=_("Smallest basket"), required=False)
    gives_back = forms.BooleanField(
        label=_("A cancelled or refused order gives its use back"), required=False, initial=True
    )
    keyword = _word(_("Keyword to send"), _("The word of a message. Left empty, it is the code."))
    target = forms.CharField(
        label=_("Where the link leads"),
        required=False,
        max_length=500,
        help_text=_("A page of your own shop. Left empty: the landing page, else the playlist."),
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off", "placeholder": "https://"}),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, data: Any = None, *, shop: ShopContext, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        with shop_scope(shop.id):
            rows = Playlist.objects.filter(is_archived=False).order_by("title")
            self.playlists = {row.slug: row for row in rows[:200]}
        names = [(slug, row.title) for slug, row in self.playlists.items()]
        self._choices("playlist", [("", _("none")), *names])
        self.campaigns = list(campaign_names(shop.id).values())
        self.channels = channel_choices(shop.id)

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, discount = cleaned.get("discount_kind"), cleaned.get("discount")
        if kind != DiscountKind.NONE and not discount and "discount" not in self.errors:
            self.add_error("discount", _("How much does it take off?"))
        if kind == DiscountKind.PERCENT and discount and discount > MOST_PERCENT:
            self.add_error("discount", _("At most 50: above that it is a clearance."))
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    def of(self, names: tuple[str, ...]) -> Iterator[forms.BoundField]:
        return (self[name] for name in names)

    @property
    def main(self) -> Iterator[forms.BoundField]:
        return self.of(MAIN)

    @property
    def limits(self) -> Iterator[forms.BoundField]:
        return self.of(LIMITS)

    @property
    def more(self) -> Iterator[forms.BoundField]:
        return self.of(MORE)

    def code_fields(self) -> CodeFields:
        """The cleaned values as the services take them."""
        values = self.cleaned_data
        kept: dict[str, Any] = {name: values[name] for name in (*MAIN, *LIMITS, *MORE)}
        kept["playlist"] = self.playlists.get(values["playlist"])
        kept["discount"] = values["discount"] or 0
        return cast(CodeFields, kept)


class NewCodesForm(TermsForm):
    """One code for each channel ticked. Without a word of one's own the product names them."""

    code = _word(_("Code"), _("Left empty, it is named for you: one for each channel that you tick."))
    is_secret = forms.BooleanField(
        label=_("Impossible to guess, for one person or one parcel"), required=False
    )
    channel = forms.MultipleChoiceField(
        label=_("Channels"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, shop: ShopContext, initial: Any = None) -> None:
        super().__init__(data, shop=shop, initial=initial)
        # Ticks stand side by side: what sets a child off in a list says nothing there.
        self._choices("channel", [(slug, name.lstrip("– ")) for slug, name in self.channels])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("code") and len(cleaned.get("channel") or []) > 1:
            self.add_error("code", _("One word is for one channel: leave it empty, or tick one channel."))
        return cleaned


class CodeForm(TermsForm):
    """One stored code."""

    code = _word(_("Code"), _("It can be changed until somebody has used it."))
    channel = forms.ChoiceField(label=_("Channel"), required=False)

    def __init__(self, data: Any = None, *, shop: ShopContext, initial: Any = None) -> None:
        super().__init__(data, shop=shop, initial=initial)
        own = (initial or {}).get("channel") or (data or {}).get("channel", "")
        known = [slug for slug, _name in self.channels]
        self._choices(
            "channel",
            [
                ("", pgettext_lazy("a theme, a use, a channel", "not said")),
                *self.channels,
                *([(own, own)] if own and own not in known else []),
            ],
        )
        self.fields["code"].required = True

    def code_fields(self) -> CodeFields:
        fields = super().code_fields()
        fields["code"], fields["channel"] = self.cleaned_data["code"], self.cleaned_data["channel"]
        return fields


def initial_of(code: PlaylistCode) -> dict[str, Any]:
    """The form's values of a stored code."""
    plain = [name for name in (*MAIN, *LIMITS, *MORE, "code", "channel") if name not in AMOUNTS]
    amounts = {name: written(amount) if (amount := getattr(code, name)) else "" for name in AMOUNTS}
    playlist = code.playlist.slug if code.playlist_id and code.playlist else ""
    return {name: getattr(code, name) for name in plain} | amounts | {"playlist": playlist}
