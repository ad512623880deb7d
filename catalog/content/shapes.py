"""Content as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.content.models import ContentKind, ContentPiece, Metric
from catalog.content.numbers import LARGEST
from catalog.rest.fields import Moment, PageParams, PublicId, Strict, WholeList, page_shape
from catalog.shops.models import LANGUAGES

LARGEST_LENGTH = 10_000_000
LARGEST_VALUE = int(LARGEST)
METRICS_SCHEMA = {
    "type": "object",
    "propertyNames": {"enum": Metric.values},
    "additionalProperties": {"type": "number", "minimum": 0},
}
METRICS_SENT_SCHEMA = {
    "type": "object",
    "properties": {
        name: {"type": ["number", "null"], "minimum": 0, "maximum": LARGEST_VALUE} for name in Metric.values
    },
    "additionalProperties": False,
}


def number_of(value: Decimal) -> int | float:
    """A value as a JSON number, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


class ContentShown(serializers.Serializer[Any]):
    """A post, reel, story, video, page or e-mail with the latest value of each metric that was given."""

    id = PublicId("cnt", source="uid")
    channel = serializers.CharField()
    kind = serializers.ChoiceField(choices=ContentKind.choices)
    title = serializers.CharField()
    caption = serializers.CharField()
    permalink = serializers.CharField()
    external_id = serializers.CharField(help_text="The platform's own id, always text.")
    playlist = serializers.CharField(source="playlist.slug", default=None, allow_null=True)
    skus = serializers.SerializerMethodField(help_text="The products that it shows.")
    published_at = serializers.DateTimeField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    length_seconds = serializers.IntegerField(allow_null=True)
    language = serializers.CharField()
    is_ai_assisted = serializers.BooleanField()
    is_archived = serializers.BooleanField()
    metrics = serializers.SerializerMethodField(help_text="What a platform does not give is not a member.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_skus(self, piece: ContentPiece) -> list[str]:
        return [shown.product.sku for shown in piece.shown_products.all()]

    @extend_schema_field(METRICS_SCHEMA)
    def get_metrics(self, piece: ContentPiece) -> dict[str, int | float]:
        values: dict[str, Decimal] = self.context["metrics"].get(piece.pk, {})
        return {name: number_of(value) for name, value in sorted(values.items())}


class ContentBody(Strict):
    """What can be set on a piece."""

    channel = serializers.RegexField(
        r"^[\w-]+$", max_length=40, help_text="A slug: `instagram`, `tiktok`, `email`, `web` …"
    )
    kind = serializers.ChoiceField(choices=ContentKind.choices, default=ContentKind.POST)
    title = serializers.CharField(max_length=300)
    caption = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    permalink = serializers.URLField(max_length=1000, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=190, allow_blank=True, default="")
    playlist = serializers.CharField(
        max_length=80, allow_null=True, default=None, help_text="The playlist's slug."
    )
    skus = serializers.ListField(child=serializers.CharField(max_length=120), max_length=50, default=list)
    published_at = Moment(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    length_seconds = serializers.IntegerField(
        min_value=1, max_value=LARGEST_LENGTH, allow_null=True, default=None
    )
    language = serializers.ChoiceField(choices=LANGUAGES, allow_blank=True, default="")
    is_ai_assisted = serializers.BooleanField(default=False)
    is_archived = serializers.BooleanField(default=False)


class ContentParams(PageParams):
    channel = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=ContentKind.choices, required=False, allow_blank=True, default="")
    q = serializers.CharField(
        max_length=200,
        required=False,
        allow_blank=True,
        default="",
        help_text="Words of the title or the caption.",
    )


@extend_schema_field(METRICS_SENT_SCHEMA)
class MetricsSent(serializers.DictField):
    """Metric -> its value, null to take one away."""

    child = serializers.DecimalField(max_digits=18, decimal_places=3, min_value=0, allow_null=True)

    def to_internal_value(self, data: Any) -> dict[str, Decimal | None]:
        if isinstance(data, dict) and (unknown := [name for name in data if name not in Metric.values]):
            raise serializers.ValidationError(
                {str(name): [_("There is no such metric.")] for name in unknown}, "unknown_metric"
            )
        values: dict[str, Decimal | None] = super().to_internal_value(data)
        return values


class MetricsBody(Strict):
    """Values as they stood on one day; what is left out stays, null takes a value away."""

    measured_on = serializers.DateField(
        required=False, help_text="The shop's day of the count; today when left out."
    )
    metrics = MetricsSent()


class DayShown(serializers.Serializer[Any]):
    """What was measured on one day."""

    measured_on = serializers.DateField(source="day")
    metrics = serializers.SerializerMethodField()
    sources = serializers.ListField(child=serializers.CharField(), help_text="`hand`, `import` or `api`.")

    @extend_schema_field(METRICS_SCHEMA)
    def get_metrics(self, measured: Any) -> dict[str, int | float]:
        return {name: number_of(value) for name, value in sorted(measured.values.items())}


class HistoryShown(WholeList):
    """Every day on which anything was measured, the latest first."""

    data = DayShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


ContentPage = page_shape("ContentPage", ContentShown)
