"""Scores as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, page_shape
from signals.scores.asked import POST_STATES
from signals.scores.models import Advice, ContentScore, ProductScore
from signals.scores.words import post_reason, reason_words


def _figure_schema(kind: str) -> dict[str, Any]:
    number = {"type": [kind, "null"]}
    return {
        "type": "object",
        "properties": {
            "value": number,
            "low": number,
            "high": number,
            "n": {"type": "integer"},
            "reason": {"type": "string"},
        },
        "required": ["value", "low", "high", "n"],
    }


def figure(value: Any, low: Any, high: Any, n: int, *, is_known: bool) -> dict[str, Any]:
    """``{value, low, high, n}``; withheld under the floor, with the reason."""
    if not is_known:
        return {"value": None, "low": None, "high": None, "n": n, "reason": "not enough data"}
    return {"value": value, "low": low, "high": high, "n": n}


class FactorShown(serializers.Serializer[Any]):
    """One factor: what it multiplies by, its counts weighted by age, its rate with the 80 % range."""

    step = serializers.CharField()
    factor = serializers.FloatField()
    contribution = serializers.FloatField(
        help_text="`base` plus all contributions is the logarithm of the value."
    )
    successes = serializers.FloatField()
    trials = serializers.FloatField()
    mean = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    prior_mean = serializers.FloatField()
    prior_strength = serializers.FloatField()


class ProductScoreShown(serializers.Serializer[Any]):
    """A product's score of last night."""

    product_id = PublicId("prd", source="product.uid")
    sku = serializers.CharField(source="product.sku")
    title = serializers.CharField(source="product.title")
    advice = serializers.ChoiceField(choices=Advice.values)
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    reason_code = serializers.CharField()
    score = serializers.SerializerMethodField(help_text="Place in the shop, 0 to 100, with its 80 % range.")
    value = serializers.SerializerMethodField(
        "get_worth", help_text="What 1,000 exposures bring, as decimal strings."
    )
    currency = serializers.SerializerMethodField()
    base = serializers.FloatField(allow_null=True)
    factors = FactorShown(many=True, source="parts")
    steadiness = serializers.FloatField(
        allow_null=True, help_text="0 (one week) to 1 (even); null: too few orders."
    )
    weeks = serializers.ListField(child=serializers.IntegerField(), source="weekly")

    def get_reason(self, score: ProductScore) -> str:
        return reason_words(score.reason_code, score.reason_values, str(self.context["currency"]))

    @extend_schema_field(_figure_schema("number"))
    def get_score(self, score: ProductScore) -> dict[str, Any]:
        known = score.percentile is not None
        return figure(score.percentile, score.band_low, score.band_high, score.n, is_known=known)

    @extend_schema_field(_figure_schema("string"))
    def get_worth(self, score: ProductScore) -> dict[str, Any]:
        known = score.percentile is not None
        value, low, high = (_cents(amount) for amount in (score.value, score.low, score.high))
        return figure(value, low, high, score.n, is_known=known)

    def get_currency(self, _score: ProductScore) -> str:
        return str(self.context["currency"])


def _cents(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


class SignalShown(serializers.Serializer[Any]):
    signal = serializers.CharField()
    count = serializers.FloatField()
    rate = serializers.FloatField()
    band_rate = serializers.FloatField()
    points = serializers.FloatField()
    most = serializers.FloatField()


class ContentScoreShown(serializers.Serializer[Any]):
    """A post's house score of last night."""

    content_id = PublicId("cnt", source="uid")
    title = serializers.CharField()
    channel = serializers.CharField()
    kind = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    measured_on = serializers.DateField(allow_null=True)
    rating = serializers.SerializerMethodField(help_text="On 30; 15 is the shop's average post of its kind.")
    chance = serializers.FloatField(allow_null=True, help_text="That it is above the average.")
    is_promoted = serializers.BooleanField()
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    reason_code = serializers.CharField()
    signals = SignalShown(many=True, source="parts")
    missing = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(_figure_schema("number"))
    def get_rating(self, score: ContentScore) -> dict[str, Any]:
        known = score.rating is not None and score.reason_code not in {"post_thin", "post_alone"}
        return figure(score.rating, score.low, score.high, score.exposure, is_known=known)

    def get_reason(self, score: ContentScore) -> str:
        return post_reason(score.reason_code, score.exposure, score.band_posts, score.chance)


class ProductScoreParams(PageParams):
    advice = serializers.ChoiceField(
        choices=Advice.values, required=False, allow_blank=True, default="", help_text="Only this advice."
    )
    q = serializers.CharField(
        max_length=200,
        required=False,
        allow_blank=True,
        default="",
        help_text="Words of the title, or a SKU.",
    )


class ContentScoreParams(PageParams):
    channel = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    kind = serializers.CharField(max_length=10, required=False, allow_blank=True, default="")
    state = serializers.ChoiceField(choices=POST_STATES, required=False, allow_blank=True, default="")


ProductScorePage = page_shape("ProductScorePage", ProductScoreShown)
ContentScorePage = page_shape("ContentScorePage", ContentScoreShown)
