"""Forms of the playlist builder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from django import forms
from django.utils.translation import get_language_info, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.playlists.models import MOST_REBATE, PriceRule
from catalog.playlists.paths import Path
from catalog.playlists.services import Details
from catalog.playlists.themes import Season, Theme, Use
from catalog.shops.models import LANGUAGES
from shop_ai.lib.amount_field import AmountField, written

CODES: Final = tuple(code for code, _name in LANGUAGES)
NOT_SAID: Final = ("", pgettext_lazy("a theme, a use, a channel", "not said"))
NO_SEASON: Final = ("", _("not said"))
FOR_WHOM: Final = ("theme", "use", "season", "budget")
DAYS: Final = ("starts_on", "ends_on")
AMOUNTS: Final = ("budget", "fixed_price")
PRICES: Final = ("price_rule", "rebate_percent", "fixed_price")


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


def _intro(label: Any, **attrs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", **attrs}),
    )


class NewPlaylistForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("What it does for a customer: “The hammam ritual”, “A gift under 2,000 DA”."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class PlaylistForm(forms.Form):
    """The details. Texts in other languages are ``title_ar``, ``intro_ar`` and so on."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "data-mirror": "preview-title", "autocomplete": "off"}),
    )
    intro = _intro(_("Introduction"), **{"data-mirror": "preview-intro"})
    language = forms.ChoiceField(label=_("Language of the page"), choices=LANGUAGES)
    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=[NOT_SAID, *Theme.choices])
    use = forms.ChoiceField(label=_("Use"), required=False, choices=[NOT_SAID, *Use.choices])
    season = forms.ChoiceField(label=_("Season"), required=False, choices=[NO_SEASON, *Season.choices])
    budget = AmountField(
        label=_("Budget"), required=False, help_text=_("What a customer spends on it at most.")
    )
    starts_on = _day(_("Shown from"))
    ends_on = _day(_("Shown until"))
    price_rule = forms.ChoiceField(
        label=_("Price of the pack"), choices=PriceRule.choices, required=False, initial=PriceRule.NONE
    )
    rebate_percent = forms.IntegerField(
        label=_("Rebate in %"),
        required=False,
        min_value=1,
        max_value=MOST_REBATE,
        help_text=_("At most 30: above that it is a clearance sale."),
    )
    fixed_price = AmountField(label=_("Fixed price"), required=False)
    slug = forms.SlugField(
        label=_("Address of the page"),
        required=False,
        max_length=80,
        help_text=_("The old address goes on working."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for code, _name in LANGUAGES:
            language = {"language": get_language_info(code)["name_translated"]}
            title = gettext("Title (%(language)s)") % language
            self.fields[f"title_{code}"] = forms.CharField(
                label=title,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
            )
            intro = gettext("Introduction (%(language)s)") % language
            self.fields[f"intro_{code}"] = _intro(intro, lang=code)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        rule = cleaned.get("price_rule") or PriceRule.NONE
        if (
            rule == PriceRule.REBATE
            and not cleaned.get("rebate_percent")
            and "rebate_percent" not in self.errors
        ):
            self.add_error("rebate_percent", _("How many percent?"))
        if rule == PriceRule.FIXED and not cleaned.get("fixed_price") and "fixed_price" not in self.errors:
            self.add_error("fixed_price", _("How much?"))
        cleaned["price_rule"] = rule
        return cleaned

    def of(self, names: tuple[str, ...]) -> Iterator[forms.BoundField]:
        return (self[name] for name in names)

    @property
    def main(self) -> Iterator[forms.BoundField]:
        return self.of(("title", "intro", "language"))

    @property
    def for_whom(self) -> Iterator[forms.BoundField]:
        return self.of(FOR_WHOM)

    @property
    def days(self) -> Iterator[forms.BoundField]:
        return self.of(DAYS)

    @property
    def prices(self) -> Iterator[forms.BoundField]:
        return self.of(PRICES)

    @property
    def others(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The texts of each language besides the page's own, with its code."""
        own = self["language"].value()
        return [(code, [self[f"title_{code}"], self[f"intro_{code}"]]) for code in CODES if code != own]

    def details(self) -> Details:
        """The cleaned values as the service takes them."""
        values = self.cleaned_data
        kept: Any = {name: values[name] for name in ("title", "intro", "language", *FOR_WHOM, *DAYS, *PRICES)}
        texts = {
            code: {"title": values[f"title_{code}"], "intro": values[f"intro_{code}"]}
            for code in CODES
            if code != values["language"] and (values[f"title_{code}"] or values[f"intro_{code}"])
        }
        return cast(Details, kept | {"texts": texts})


def initial_of(path: Path) -> dict[str, Any]:
    """The form's values of a stored playlist."""
    plain = (
        "title",
        "intro",
        "language",
        "theme",
        "use",
        "season",
        "price_rule",
        "rebate_percent",
        "slug",
        *DAYS,
    )
    texts = {
        f"{name}_{code}": words.get(name, "")
        for code, words in path.texts.items()
        for name in ("title", "intro")
    }
    amounts = {
        name: written(amount) if (amount := getattr(path, name)) is not None else "" for name in AMOUNTS
    }
    return {name: getattr(path, name) for name in plain} | amounts | texts
