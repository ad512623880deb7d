"""What the editor of opening hours asks."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from transparency.centre.hours import read_times
from transparency.public_page.calendar import DAYS
from transparency.public_page.names import day_name
from transparency.public_page.profile import LONGEST_AWAY, Profile, hours_of

TIMES: Final = 4
YEARS_AHEAD: Final = 2
Row = tuple[str, list[forms.BoundField], list[str]]


class HoursForm(forms.Form):
    """Two stretches a day; the hours in Ramadan hold for every day that is not left empty."""

    on_holidays = forms.BooleanField(
        label=gettext_lazy("Open on public holidays"),
        required=False,
        help_text=gettext_lazy("Holidays come from your calendar, where you may move them by a day."),
    )

    def __init__(self, data: Any, *, profile: Profile) -> None:
        super().__init__(data, initial={"on_holidays": profile.get("on_holidays") is True})
        for season in ("hours", "hours_ramadan"):
            written = hours_of(profile, season)
            for day in DAYS:
                self._add_day(season, day, written.get(day) or [])

    def _add_day(self, season: str, day: str, times: list[str]) -> None:
        known = times if read_times(times) else []
        for place in range(TIMES):
            self.fields[f"{season}_{day}_{place}"] = forms.TimeField(
                required=False,
                label=_time_label(day, place),
                initial=known[place] if place < len(known) else None,
                widget=forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M"),
            )

    def rows(self, season: str) -> list[Row]:
        """Triples (day, its four fields, errors), for the table."""
        found = []
        for day in DAYS:
            fields = [self[f"{season}_{day}_{place}"] for place in range(TIMES)]
            found.append((day_name(day), fields, [str(error) for field in fields for error in field.errors]))
        return found

    def usual_rows(self) -> list[Row]:
        return self.rows("hours")

    def ramadan_rows(self) -> list[Row]:
        return self.rows("hours_ramadan")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for season in ("hours", "hours_ramadan"):
            for day in DAYS:
                self._check_day(given, season, day)
        return given

    def _check_day(self, given: dict[str, Any], season: str, day: str) -> None:
        first, last, again, end = (given.get(f"{season}_{day}_{place}") for place in range(TIMES))
        if (first is None) != (last is None) or (again is None) != (end is None) or (again and not first):
            self.add_error(f"{season}_{day}_0", _("Write from and to, or leave both empty."))
        elif first is not None and first == last:
            self.add_error(f"{season}_{day}_0", _("From and to are the same."))
        elif again and last and not first < last < again:
            self.add_error(f"{season}_{day}_2", _("The second stretch begins after the first has ended."))

    def hours(self, season: str) -> dict[str, list[str]]:
        """The written hours by weekday, without the days that are closed."""
        found = {}
        for day in DAYS:
            times: list[time | None] = [
                self.cleaned_data.get(f"{season}_{day}_{place}") for place in range(TIMES)
            ]
            written = [f"{one:%H:%M}" for one in times if one is not None]
            if written:
                found[day] = written
        return found


def _time_label(day: str, place: int) -> str:
    words = (_("%(day)s, from"), _("%(day)s, to"), _("%(day)s, again from"), _("%(day)s, again to"))
    return words[place] % {"day": day_name(day)}


class AwayForm(forms.Form):
    start = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=gettext_lazy("To"), widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("start"), given.get("end")
        if isinstance(start, date) and start.year > timezone.now().year + YEARS_AHEAD:
            raise ValidationError({"start": forms.DateField.default_error_messages["invalid"]})
        if (
            isinstance(start, date)
            and isinstance(end, date)
            and not timedelta(0) <= end - start <= LONGEST_AWAY
        ):
            raise ValidationError(_("The last day comes after the first, and within three months of it."))
        return given
