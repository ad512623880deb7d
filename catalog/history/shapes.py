"""``?as_of=`` of the API."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.history.compute import end_of_day
from catalog.rest.fields import OLDEST, Strict

LONGEST_DAY = len("2026-03-01")


@extend_schema_field({"type": "string", "examples": ["2026-03-01", "2026-03-01T18:00:00+01:00"]})
class AsOf(serializers.Field[date | datetime, Any, str, Any]):
    """A day (its end, where the shop is) or a moment with its offset."""

    default_error_messages = {
        "not_a_time": _("Write a day such as 2026-03-01, or a moment with its offset."),
        "out_of_range": _("This time is before 2000."),
    }

    def to_internal_value(self, data: Any) -> date | datetime:
        text = str(data).strip()
        try:
            read = date.fromisoformat(text) if len(text) <= LONGEST_DAY else datetime.fromisoformat(text)
        except ValueError:
            self.fail("not_a_time")
        if isinstance(read, datetime) and read.tzinfo is None:
            self.fail("not_a_time")
        if read.year < OLDEST.year or read.year > datetime.now(UTC).year + 1:
            self.fail("out_of_range")
        return read


class AsOfParams(Strict):
    as_of = AsOf(
        required=False,
        help_text="As it was on this day (at its end, where the shop is) or at this moment. 404 when it was not here yet.",
    )


def moment_of(params: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    """The first moment after the asked day, or the asked moment; None: now."""
    asked: date | datetime | None = params.get("as_of")
    if asked is None or isinstance(asked, datetime):
        return asked
    return end_of_day(asked, zone)
