"""Trends as JSON."""

from __future__ import annotations

from rest_framework import serializers

from catalog.rest.fields import Strict, WholeList
from signals.trends.models import Measure, State, Verdict
from signals.trends.selectors import Item


class TrendsParams(Strict):
    measure = serializers.ChoiceField(
        choices=Measure.choices, default=Measure.SEARCHES.value, help_text="What is counted."
    )
    week = serializers.DateField(required=False, help_text="A Monday; the newest judged week when left out.")
    found = serializers.BooleanField(
        default=False, help_text="Only trends and what is to watch, without the other counts."
    )


class TrendShown(serializers.Serializer[Item]):
    """A series of the week; `expected`, `low` and `high` are null where nothing could be judged."""

    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes fields off the class
    id = serializers.SerializerMethodField(help_text="Of the product or theme; null for a term.")
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    now = serializers.IntegerField()
    people = serializers.IntegerField(allow_null=True)
    expected = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    p = serializers.FloatField(allow_null=True)
    q = serializers.FloatField(allow_null=True)
    counts = serializers.ListField(child=serializers.IntegerField(), help_text="Eight weeks, oldest first.")
    spellings = serializers.ListField(child=serializers.CharField())

    def get_id(self, item: Item) -> str | None:
        return None if item.uid is None else f"{self.context['prefix']}_{item.uid.hex}"


class TrendsShown(WholeList):
    """A week of a measure. Without `judged` no trend is listed and `reason` says why; the counts are there."""

    measure = serializers.ChoiceField(choices=Measure.choices)
    week = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices, allow_null=True)
    reason = serializers.CharField(allow_null=True, help_text="In the language of `Accept-Language`.")
    total = serializers.IntegerField()
    series = serializers.IntegerField()
    weeks_known = serializers.IntegerField()
    computed_at = serializers.DateTimeField(allow_null=True)
    data = TrendShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class
