"""Segments, proposals and campaigns as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, WholeList, page_shape, total_field
from signals.segments.measuring import reads_on
from signals.segments.messages import LANGUAGES, LONGEST
from signals.segments.models import CampaignState, SegmentCampaign, SegmentCode
from signals.segments.rules import CAUSES, WINDOWS

ANSWERS = ("accept", "refuse", "later")


class SegmentMoveShown(serializers.Serializer[Any]):
    segment = serializers.CharField(help_text="Empty: not known then.")
    customers = serializers.IntegerField()


class SegmentShown(serializers.Serializer[Any]):
    """A segment; the three add up to the shop's customers."""

    code = serializers.ChoiceField(choices=SegmentCode.choices)
    name = serializers.CharField(help_text="In the language of `Accept-Language`.")
    definition = serializers.CharField()
    customers = serializers.IntegerField()
    share = serializers.FloatField(help_text="0…1.")
    net_value = total_field(help_text="Delivered less refunds.")
    came_from = SegmentMoveShown(many=True, help_text="Where those who moved here stood 30 days ago.")
    went_to = SegmentMoveShown(many=True)


class SegmentPaceShown(serializers.Serializer[Any]):
    days = serializers.IntegerField(
        allow_null=True, help_text="Until three in four ordered again; null: not within a year."
    )
    share = serializers.FloatField(help_text="Who ordered again within `inactive_after_days`, Kaplan-Meier.")
    low = serializers.FloatField()
    high = serializers.FloatField()
    n = serializers.IntegerField()


class SegmentsShown(WholeList):
    currency = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    inactive_after_days = serializers.IntegerField()
    pace = SegmentPaceShown(allow_null=True)
    data = SegmentShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


class SegmentMemberShown(serializers.Serializer[Any]):
    """A customer of a segment; nothing personal, read those with `customers:read`."""

    customer_id = PublicId("cus", source="customer.uid")
    segment = serializers.CharField()
    thirty_days_ago = serializers.CharField(source="was", help_text="Empty: not known then.")
    orders = serializers.IntegerField()
    delivered_orders = serializers.IntegerField(source="delivered")
    last_delivered_on = serializers.DateField(source="last_on", allow_null=True)
    net_value = total_field(source="net")
    agreed_to_messages = serializers.BooleanField(source="agreed")


class SegmentMemberParams(PageParams):
    thirty_days_ago = serializers.ChoiceField(
        choices=(*SegmentCode.values, "none"), required=False, allow_blank=True, default=""
    )


class SegmentOfferedShown(serializers.Serializer[Any]):
    product_id = PublicId("prd", source="uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    price = total_field(allow_null=True)
    stock = serializers.IntegerField(allow_null=True, help_text="null: not counted.")
    margin = serializers.FloatField(allow_null=True, help_text="Share of the price; null: cost not known.")


class SegmentProposalShown(serializers.Serializer[Any]):
    """What is proposed in a slot, with why and what it may be expected to bring."""

    id = PublicId("spr")
    slot = serializers.IntegerField()
    kind = serializers.CharField()
    state = serializers.CharField()
    rule = serializers.CharField()
    reason_code = serializers.CharField()
    reason = serializers.CharField()
    audience = serializers.IntegerField(help_text="Customers whom the rule fits.")
    discount = serializers.FloatField(help_text="Share of the price, 0 without.")
    effect = serializers.DictField(
        help_text="Orders a head more than the hold-out; `value` is missing while unknown."
    )
    messages = serializers.DictField(child=serializers.CharField(), help_text="The draft, by language.")
    products = SegmentOfferedShown(many=True)


class SegmentListedShown(serializers.Serializer[Any]):
    sku = serializers.CharField()
    title = serializers.CharField()
    reason_code = serializers.CharField()


class SegmentRecommendationsShown(serializers.Serializer[Any]):
    segment = serializers.CharField()
    proposals = SegmentProposalShown(many=True)
    products = SegmentListedShown(many=True, help_text="What customers of this segment buy, best first.")


class SegmentDecisionAsked(Strict):
    """An answer to a proposal; only an acceptance takes anything but a cause."""

    answer = serializers.ChoiceField(choices=[(one, one) for one in ANSWERS])
    cause = serializers.ChoiceField(choices=[(one, one) for one in CAUSES], required=False, default="other")
    discount = serializers.FloatField(
        min_value=0.01, max_value=1, required=False, help_text="Smaller than what is proposed."
    )
    window_days = serializers.ChoiceField(choices=[(one, one) for one in WINDOWS], required=False)
    messages = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST),
        required=False,
        help_text=f"By language: {', '.join(LANGUAGES)}; marks such as `{{product}}` are filled in.",
    )


class SegmentDecisionShown(serializers.Serializer[Any]):
    answer = serializers.CharField()
    state = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    campaign_id = PublicId("cmp", allow_null=True)


class SegmentCampaignShown(serializers.Serializer[Any]):
    """An offer that went out. The effect is null until its result is told."""

    id = PublicId("cmp", source="uid")
    segment = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(choices=CampaignState.choices)
    discount = serializers.FloatField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    result_on = serializers.SerializerMethodField()
    is_final = serializers.BooleanField()
    treated = serializers.SerializerMethodField()
    held_out = serializers.SerializerMethodField()
    effect = serializers.SerializerMethodField(help_text="Orders a head, treated less held out.")

    def get_result_on(self, one: SegmentCampaign) -> str:
        return reads_on(one.ends_on).isoformat()

    def get_treated(self, one: SegmentCampaign) -> dict[str, int] | None:
        found: dict[str, int] | None = one.result.get("treated")
        return found

    def get_held_out(self, one: SegmentCampaign) -> dict[str, int] | None:
        found: dict[str, int] | None = one.result.get("held")
        return found

    def get_effect(self, one: SegmentCampaign) -> dict[str, Any]:
        found = one.result.get("orders") if one.is_final else None
        n = (one.result.get("held") or {}).get("people", 0)
        if not found:
            reason = "not enough data" if one.is_final else "still counting"
            return {"value": None, "low": None, "high": None, "n": n, "reason": reason}
        return {**found, "n": n}


class SegmentCampaignParams(PageParams):
    segment = serializers.ChoiceField(
        choices=SegmentCode.choices, required=False, allow_blank=True, default=""
    )
    state = serializers.ChoiceField(
        choices=CampaignState.choices, required=False, allow_blank=True, default=""
    )


SegmentMemberPage = page_shape("SegmentMemberPage", SegmentMemberShown)
SegmentCampaignPage = page_shape("SegmentCampaignPage", SegmentCampaignShown)
