"""Occasions as JSON."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.occasions.calendar import FIRST_YEAR, LAST_YEAR
from catalog.occasions.models import OccasionKind
from catalog.occasions.selectors import Occasion
from catalog.rest.fields import Strict, page_shape

LONGEST: Final = timedelta(days=3 * 366)


class OccasionShown(serializers.Serializer[Any]):
    """An occasion of the shop, days included."""

    id = serializers.CharField(help_text="The key with its year, Hijri for what follows the moon.")
    key = serializers.CharField(help_text="The same every year.")
    name = serializers.CharField(help_text="In the language of `Accept-Language`.")
    names = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=OccasionKind.choices)
    certainty = serializers.CharField(
        help_text="`fixed`, `lunar_pm1` (a day earlier or later), `indicative`, `computed_last_friday` or `own`."
    )
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    is_changed = serializers.BooleanField(help_text="The shop moved it.")
    is_hidden = serializers.BooleanField()

    def get_names(self, occasion: Occasion) -> dict[str, str]:
        return dict(zip(("fr", "ar", "en"), occasion.names, strict=True))


OccasionPage = page_shape("OccasionPage", OccasionShown)


class OccasionParams(Strict):
    """The days that are asked for; from today, where the shop is, six weeks ahead when left out."""

    to = serializers.DateField(required=False, help_text="Last day, included; three years at most.")
    hidden = serializers.BooleanField(default=False, help_text="With those that the shop hid.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(required=False, help_text="First day, included.")
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs.get("from"), attrs.get("to")
        for name, day in (("from", first), ("to", last)):
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise serializers.ValidationError({name: [_("No calendar reaches this year.")]})
        if isinstance(first, date) and isinstance(last, date) and not timedelta(0) <= last - first <= LONGEST:
            raise serializers.ValidationError(
                {"to": [_("This is before the first day, or too far from it.")]}
            )
        return attrs
