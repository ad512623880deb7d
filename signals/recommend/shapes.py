"""Recommendations as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PublicId, Strict, amount_field
from signals.recommend.reasons import reason_text
from signals.recommend.selectors import Served

SLOTS = ("home", "product", "cart")


class RecommendationShown(serializers.Serializer[Served]):
    """One product to show, with the reason that is shown beside it."""

    product_id = PublicId("prd", source="product_uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    price = amount_field(allow_null=True)
    currency = serializers.SerializerMethodField()
    image_url = serializers.CharField()
    page_url = serializers.CharField()
    rank = serializers.IntegerField()
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    reason_code = serializers.CharField()
    recommendation_id = serializers.CharField(help_text="Leads to the decision in the shop's ledger.")

    def get_currency(self, _served: Served) -> str:
        return str(self.context["currency"])

    def get_reason(self, served: Served) -> str:
        return reason_text(served.reason_code, served.reason_values)


class RecommendationParams(Strict):
    slot = serializers.ChoiceField(choices=SLOTS, default="home", help_text="Where they are shown.")
    sku = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="The product on show, which is left out.",
    )
    limit = serializers.IntegerField(min_value=1, max_value=12, default=6)


class RecommendationList(serializers.Serializer[Any]):
    slot = serializers.ChoiceField(choices=SLOTS)
    computed_at = serializers.DateTimeField(allow_null=True)
    data = RecommendationShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class
