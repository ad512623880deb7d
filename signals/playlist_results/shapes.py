"""Results of a playlist as JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.rest.fields import Strict, total_field
from signals.playlist_results.compute import FLOOR, Drop, worst
from signals.playlist_results.selectors import Result


class ResultParams(Strict):
    """Shop-local days, both included; the last 90 whole ones when left out."""

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return {
            "from": serializers.DateField(required=False, help_text="First day, included."),
            "to": serializers.DateField(required=False, help_text="Last day, included."),
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs.get("from"), attrs.get("to")
        if (first is None) != (last is None) or (first and last and first > last):
            raise serializers.ValidationError(
                {"to": [_("Give both days, the first one first.")]}, "not_a_period"
            )
        return attrs


class PassageShown(serializers.Serializer[Any]):
    """From one stage to the next; `kept` is a share, 0…1, with its 95 % interval, null under 30 visitors."""

    before = serializers.CharField()
    after = serializers.CharField()
    n = serializers.IntegerField()
    stayed = serializers.IntegerField()
    kept = serializers.SerializerMethodField()

    def get_kept(self, drop: Drop) -> dict[str, Any]:
        kept = drop.kept
        if kept is None:
            return {"value": None, "reason": "not enough data", "n": drop.n, "floor": FLOOR}
        return {"value": kept.value, "low": kept.low, "high": kept.high, "n": drop.n}


class SalesShown(serializers.Serializer[Any]):
    """`net` = `delivered_amount` − `refunds`; `whole` is what all delivered orders brought of the same products."""

    orders_placed = serializers.IntegerField(source="placed")
    orders_by_visit = serializers.IntegerField(source="by_visit")
    orders_delivered = serializers.IntegerField(source="delivered")
    delivered_amount = total_field(source="amount")
    refunds = total_field()
    net = total_field()
    whole = total_field()
    unattributed = total_field()
    unattributed_share = serializers.FloatField(allow_null=True)


class ResultShown(serializers.Serializer[Any]):
    """Visitors of a day who opened it and came to each step, and what was ordered and delivered through it."""

    playlist = serializers.CharField(source="slug")
    title = serializers.CharField()
    currency = serializers.SerializerMethodField()
    period = serializers.SerializerMethodField()
    opened = serializers.IntegerField(source="funnel.opened")
    steps = serializers.ListField(child=serializers.IntegerField(), source="funnel.steps")
    clicked = serializers.IntegerField(source="funnel.clicked")
    passages = PassageShown(many=True, source="drops")
    clicks = PassageShown()
    loses_most = serializers.SerializerMethodField(
        help_text="The stage before which surely most are lost; null when chance could explain it."
    )
    sales = SalesShown()

    def get_currency(self, result: Result) -> str:
        return str(self.context["currency"])

    def get_period(self, result: Result) -> dict[str, str]:
        period = self.context["period"]
        return {"from": period.start.isoformat(), "to": period.end.isoformat()}

    def get_loses_most(self, result: Result) -> str | None:
        found = worst(result.drops)
        return found.after if found else None
