"""Spend as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, amount_field, page_shape, total_field
from catalog.spend.models import SpendSource


class SpendShown(serializers.Serializer[Any]):
    """An amount as it was said. `counted` is what is counted of it in the shop's currency, null without a rate."""

    id = PublicId("spd", source="uid")
    source = serializers.ChoiceField(choices=SpendSource.choices)  # type: ignore[assignment]  # DRF takes fields off the class
    external_id = serializers.SerializerMethodField(
        help_text="The platform's number of the campaign, else empty."
    )
    campaign_name = serializers.CharField()
    campaign = serializers.CharField(allow_null=True, help_text="The campaign that answers to the name.")
    channel = serializers.CharField(allow_null=True, help_text="Empty: unattributed.")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    currency = serializers.CharField()
    amount = total_field()
    counted = total_field(source="in_shop", allow_null=True)
    days_without_rate = serializers.IntegerField(source="missing")
    days_spread = serializers.IntegerField(help_text="Days that got a share of a period's total.")
    impressions = serializers.IntegerField(allow_null=True)
    clicks = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_external_id(self, entry: Any) -> str:
        return "" if entry.external_id.startswith("name:") else str(entry.external_id)


class SpendBody(Strict):
    """What was spent. The same campaign, channel and days sent again replace the amount, never add to it."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True, default=None, help_text="For a total of several days.")
    currency = serializers.RegexField(r"^[A-Za-z]{3}$", max_length=3)
    amount = amount_field()
    channel = serializers.RegexField(r"^[\w-]*$", max_length=40, allow_blank=True, default="")
    campaign = serializers.CharField(max_length=200, allow_blank=True, default="")
    external_id = serializers.CharField(max_length=100, allow_blank=True, default="")
    impressions = serializers.IntegerField(min_value=0, max_value=10**12, allow_null=True, default=None)
    clicks = serializers.IntegerField(min_value=0, max_value=10**12, allow_null=True, default=None)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class SpendParams(PageParams):
    to = serializers.DateField(required=False, help_text="Last day, included.")
    source = serializers.ChoiceField(  # type: ignore[assignment]  # DRF takes fields off the class
        choices=SpendSource.choices, required=False
    )
    channel = serializers.CharField(max_length=40, required=False, help_text="A slug.")

    def get_fields(self) -> dict[str, Any]:
        """``from`` is a word of Python and cannot be a name in a class."""
        return {"from": serializers.DateField(required=False, help_text="First day."), **super().get_fields()}


SpendPage = page_shape("SpendPage", SpendShown)
