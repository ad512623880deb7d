"""The five KPIs as JSON, described; :mod:`attribution.kpis.serialise` writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from attribution.kpis.selectors import BY
from catalog.rest.fields import Strict

LONGEST_DAYS = 3660


class Fig(serializers.Serializer[Any]):
    """A share with its 95 % interval; below its floor `value` is null and `reason` says why."""

    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    reason = serializers.CharField(required=False)


class MoneyFig(serializers.Serializer[Any]):
    """An amount with its 95 % interval, as decimal strings."""

    value = serializers.CharField(allow_null=True)
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()
    reason = serializers.CharField(required=False)


class MissingParts(serializers.Serializer[Any]):
    missing = serializers.ListField(child=serializers.CharField(), required=False)
    how = serializers.CharField(required=False, help_text="The page that says how to bring what is missing.")


class CostFig(MoneyFig, MissingParts):
    spend = serializers.CharField(allow_null=True)
    conversations = serializers.IntegerField()


class ConversionFig(Fig, MissingParts):
    not_yet_known = serializers.IntegerField()


class BasketFig(MoneyFig):
    net = serializers.CharField(allow_null=True)


class EstimateFig(Fig):
    at_risk = serializers.IntegerField(required=False, allow_null=True)


class RepurchaseShown(serializers.Serializer[Any]):
    mature = Fig()
    estimate = EstimateFig()
    waiting = serializers.IntegerField(help_text="Customers whose first order is too young to know.")


class OrderCounts(serializers.Serializer[Any]):
    placed = serializers.IntegerField()
    confirmed = serializers.IntegerField()
    shipped = serializers.IntegerField()
    delivered = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    refused = serializers.IntegerField()
    returned = serializers.IntegerField()


class RevenueShown(serializers.Serializer[Any]):
    ordered = serializers.CharField()
    confirmed = serializers.CharField()
    delivered = serializers.CharField()
    refunds = serializers.CharField()
    net = serializers.CharField()
    received = serializers.CharField(help_text="What came in, on the day when it did.")
    received_net = serializers.CharField(help_text="`received` less the refunds of the same days.")


class ReturnsShown(serializers.Serializer[Any]):
    cancelled = Fig()
    refused = Fig()
    returned = Fig()
    refunded_value = Fig()


class KpiRow(serializers.Serializer[Any]):
    orders = OrderCounts()
    customers = serializers.IntegerField()
    revenue = RevenueShown()
    cost_per_conversation = CostFig()
    conversation_to_sale = ConversionFig()
    average_basket = BasketFig()
    repurchase_30 = RepurchaseShown()
    repurchase_60 = RepurchaseShown()
    returns = ReturnsShown()


class KeyedKpiRow(KpiRow):
    key = serializers.CharField(
        help_text="The channel, day, week, month, campaign, segment, playlist or wilaya of this row."
    )


class Documents(serializers.Serializer[Any]):
    orders = serializers.IntegerField()
    adjustments = serializers.IntegerField()
    credit_notes = serializers.IntegerField()
    other_currency = serializers.IntegerField()


class KpisShown(serializers.Serializer[Any]):
    """The key figures of a period; `rows` add up to `total` where a figure is a sum."""

    shop = serializers.CharField()
    currency = serializers.CharField()
    to = serializers.DateField()
    as_of = serializers.DateField()
    by = serializers.ChoiceField(choices=BY, allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    run = serializers.IntegerField(allow_null=True)
    data_until = serializers.DateField(allow_null=True)
    documents = Documents()
    total = KpiRow()
    rows = KeyedKpiRow(many=True)

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return super().get_fields() | {"from": serializers.DateField()}


class KpiParams(Strict):
    """A period of whole shop-local days, both ends included."""

    to = serializers.DateField()
    by = serializers.ChoiceField(choices=BY, required=False, default=None)
    as_of = serializers.DateField(
        required=False, default=None, help_text="What is known for repurchase; left out: the last whole day."
    )

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"from": serializers.DateField()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first: date = attrs["from"]
        if not 0 <= (attrs["to"] - first).days < LONGEST_DAYS:
            raise serializers.ValidationError(
                {"to": [_("The last day is before the first, or more than ten years after it.")]}
            )
        return attrs
