"""What the pages of series ask."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.content.platforms import CHANNELS
from catalog.occasions.selectors import Occasion, occasions_between
from catalog.series.compute import FEWEST, MOST
from catalog.series.models import SkipCause
from catalog.series.services import Plan
from catalog.shops.context import ShopContext
from catalog.shops.models import LANGUAGES
from shop_ai.lib.channels import channel_name

AHEAD = timedelta(days=120)
MORNING, EVENING = time(9, 0), time(19, 0)


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def hour_field(**options: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **options)


class NewSeriesForm(forms.Form):
    """``playlist`` is a slug; ``occasion`` the id of one of the next four months."""

    playlist = forms.ChoiceField(label=_("Playlist"))
    title = forms.CharField(
        label=_("Name of the series"),
        max_length=200,
        required=False,
        help_text=_("Only you see it. Left empty, it is called like the playlist."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    channel = forms.ChoiceField(label=_("Channel"), initial="instagram")
    language = forms.ChoiceField(label=_("Language of the captions"), choices=LANGUAGES)
    count = forms.TypedChoiceField(
        label=_("Posts"), coerce=int, choices=[(n, str(n)) for n in range(FEWEST, MOST + 1)], initial=4
    )
    occasion = forms.ChoiceField(
        label=_("Before an occasion"),
        required=False,
        help_text=_("The last post then leaves four days for the parcel to arrive."),
    )
    first = forms.DateField(label=_("Not before"), widget=day_input())
    hour = hour_field(label=_("Hour"), initial=EVENING)
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        required=False,
        help_text=_("A promotion code that exists; it stands in the captions."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        shop: ShopContext,
        playlists: list[tuple[str, str]],
        today: date,
        initial: Any = None,
    ) -> None:
        super().__init__(
            data, initial={"language": shop.language, "first": today + timedelta(days=1)} | (initial or {})
        )
        coming = occasions_between(shop.id, today + timedelta(days=1), today + AHEAD)
        self.occasions: dict[str, Occasion] = {one.id: one for one in coming if one.starts_on > today}
        names = [(one.id, f"{one.name} · {one.starts_on:%d/%m/%Y}") for one in self.occasions.values()]
        self._choose("playlist", playlists)
        self._choose("occasion", [("", _("none")), *names])
        self._choose("channel", [(slug, channel_name(slug)) for slug in CHANNELS])
        self.names = dict(playlists)

    def _choose(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def plan(self) -> Plan:
        """The cleaned values as the service takes them."""
        values = self.cleaned_data
        occasion = self.occasions.get(values["occasion"])
        return Plan(
            title=values["title"] or self.names[values["playlist"]][:200],
            channel=values["channel"],
            language=values["language"],
            count=values["count"],
            first=values["first"],
            hour=values["hour"],
            code=values["code"],
            occasion=occasion.id if occasion else "",
            before=occasion.starts_on if occasion else None,
        )


class CaptionForm(forms.Form):
    caption = forms.CharField(max_length=20_000, required=False)


class MoveForm(forms.Form):
    due_on = forms.DateField(widget=day_input())
    due_at = hour_field(required=False)


class DoneForm(forms.Form):
    permalink = forms.URLField(
        label=_("Link of the post"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=_("With it, what is measured of the post stands here."),
    )


class SkipForm(forms.Form):
    cause = forms.ChoiceField(label=_("Why"), choices=SkipCause.choices)
    note = forms.CharField(label=_("A word on it"), required=False, max_length=200)
