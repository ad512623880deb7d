"""What the pages of content ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.content.models import ContentKind, ContentPiece, Metric
from catalog.content.numbers import parse_count, parse_seconds
from catalog.content.platforms import CHANNELS, metrics_of
from catalog.content.services import ContentFields
from catalog.imports.channels import channel_slug
from catalog.shops.models import LANGUAGES
from shop_ai.lib.channels import channel_name
from shop_ai.lib.past_day import PastDayField, end_days
from shop_ai.lib.refusals import Conflict, Invalid

MAIN = ("title", "channel", "other_channel", "kind", "published_at", "permalink")
OTHER = "other"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _date_input() -> forms.DateInput:
    """The browser's own calendar, which understands no other writing than ISO's."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LengthField(forms.CharField):
    """A length as people write it (``27``, ``1:05``, ``2 min 5``) to whole seconds, None when it is left out."""

    default_error_messages = {"unreadable": _("Write a length, such as 27, 1:05 or 2 min 5.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        seconds = parse_seconds(text)
        if seconds is None or not 1 <= seconds <= 10**7:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return int(seconds)


class PieceForm(forms.Form):
    """A piece as people write it. ``version`` is when the piece that is shown was last changed."""

    title = forms.CharField(label=_("Title"), max_length=300)
    channel = forms.ChoiceField(label=_("Channel"))
    other_channel = forms.CharField(
        label=_("Name of the other channel"),
        required=False,
        max_length=40,
        help_text=_("Only when it is not in the list above."),
    )
    kind = forms.ChoiceField(label=_("Kind of content"), choices=ContentKind.choices)
    published_at = forms.DateTimeField(
        label=_("Date of publication"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    permalink = forms.URLField(
        label=_("Address (link)"), required=False, max_length=1000, assume_scheme="https"
    )
    playlist = forms.ChoiceField(label=_("Playlist"), required=False)
    length_seconds = LengthField(
        label=_("Length"), required=False, max_length=40, help_text=_("In seconds, or as 1:05.")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("For what ends, such as an offer."),
        widget=_date_input(),
    )
    is_ai_assisted = forms.BooleanField(
        label=_("Made with AI"),
        required=False,
        help_text=_("Text, picture or sound that a machine wrote or drew, in part or whole."),
    )
    caption = forms.CharField(
        label=_("Caption"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    external_id = forms.CharField(
        label=_("Platform's own id"),
        required=False,
        max_length=190,
        help_text=_("With it, a file of the platform finds this piece again."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, zone: ZoneInfo, playlists: list[tuple[str, str]], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.zone = zone
        channels = [(slug, channel_name(slug)) for slug in CHANNELS] + [(OTHER, _("Another one"))]
        self._choose("channel", channels)
        self._choose("playlist", [("", _("none")), *playlists])
        self._choose("language", [("", _("not said")), *LANGUAGES])

    def _choose(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_published_at(self) -> datetime | None:
        found: datetime | None = self.cleaned_data["published_at"]
        if found and not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(_("This date cannot be right."))
        return found.replace(tzinfo=self.zone) if found else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channel") == OTHER:
            cleaned["channel"] = channel_slug(cleaned.get("other_channel", ""))
            if not cleaned["channel"]:
                self.add_error("other_channel", _("Write the name of the channel."))
        return cleaned

    def main(self) -> Iterator[forms.BoundField]:
        """What is asked of every piece."""
        return (self[name] for name in MAIN)

    def more(self) -> Iterator[forms.BoundField]:
        """What may be left out."""
        return (self[name] for name in self.fields if name not in MAIN and name != "version")

    @property
    def has_errors_in_more(self) -> bool:
        return any(name not in MAIN for name in self.errors)

    def content_fields(self) -> ContentFields:
        """The cleaned values as the service takes them."""
        left_out = {"version", "other_channel"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return cast(ContentFields, values)

    def take_over(self, refused: Invalid | Conflict) -> None:
        """Show what the service refused beside the field that it names."""
        if isinstance(refused, Conflict):
            self.add_error("external_id", str(refused))
            return
        for error in refused.errors:
            name = error.pointer.removeprefix("#/").split("/", maxsplit=1)[0]
            self.add_error(name if name in self.fields else None, error.detail)


def initial_of(piece: ContentPiece, zone: ZoneInfo) -> dict[str, Any]:
    """The form's values of a stored piece."""
    plain = "title kind permalink length_seconds language ends_on is_ai_assisted caption external_id".split()
    is_known = piece.channel in CHANNELS
    return {name: getattr(piece, name) for name in plain} | {
        "channel": piece.channel if is_known else OTHER,
        "other_channel": "" if is_known else piece.channel,
        "published_at": piece.published_at.astimezone(zone).replace(tzinfo=None)
        if piece.published_at
        else None,
        "playlist": piece.playlist.slug if piece.playlist else "",
        "version": piece.updated_at.isoformat(),
    }


class CountField(forms.CharField):
    """A count as platforms show it (``15 400``, ``1.2K``); None when the platform does not give it."""

    default_error_messages = {
        "unreadable": _("Write a number, such as 15400 or 1.2K; leave it empty when it is not given.")
    }

    def __init__(self, *, is_seconds: bool, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(required=False, max_length=40, **options)
        self.is_seconds = is_seconds

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = parse_seconds(text) if self.is_seconds else parse_count(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return found


class MetricsForm(forms.Form):
    """Every metric of a piece's platform for one day. What was shown filled and comes back empty is taken away."""

    measured_on = PastDayField(label=_("Day of the count"))
    shown_day = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, piece: ContentPiece, of_day: Mapping[str, Decimal], day: date, today: date
    ) -> None:
        initial = {name: written(value) for name, value in of_day.items()}
        super().__init__(data, initial=initial | {"measured_on": day, "shown_day": day.isoformat()})
        self.of_day, self.day = of_day, day
        end_days(self, today)
        self.names = [
            metric.value for metric in Metric if metric in metrics_of(piece.channel) or metric in of_day
        ]
        for name in self.names:
            is_seconds = name == Metric.WATCH_SECONDS
            self.fields[name] = CountField(label=Metric(name).label, is_seconds=is_seconds)

    def values(self) -> dict[str, Decimal | None]:
        """What to put; only of a valid form. Empty means "not given", and takes away only what the form showed."""
        cleaned = self.cleaned_data
        same_day = cleaned["shown_day"] == cleaned["measured_on"].isoformat()
        return {
            name: cleaned[name]
            for name in self.names
            if cleaned[name] is not None or (same_day and name in self.of_day)
        }

    def metrics(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names]


def written(value: Decimal) -> str:
    """A value for such a field, without needless zeros."""
    return str(value.quantize(Decimal(1))) if value == value.to_integral_value() else str(value.normalize())
