"""Credit as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from attribution.credit.rules import DEFAULT_PERIOD, DEFAULT_RULE, FLOOR, PERIODS, WINDOWS
from attribution.credit.selectors import Report
from catalog.rest.fields import Strict, total_field


class CreditParams(Strict):
    """Which prepared shares: the last `days` days as of the last night, touches of `window` days before each order."""

    days = serializers.ChoiceField(choices=PERIODS, default=DEFAULT_PERIOD, help_text="Length of the period.")
    window = serializers.ChoiceField(
        choices=WINDOWS,
        required=False,
        help_text="Days before an order; the shop's own window when left out.",
    )


class ShareShown(serializers.Serializer[Any]):
    """A share of delivered orders, 0…1, with its 95 % interval; null under 30 delivered orders."""

    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    reason = serializers.CharField(required=False, help_text="Why there is no value.")


class ChannelCreditShown(serializers.Serializer[Any]):
    """`channel` is "" for what is not attributed; `orders` are delivered orders in parts."""

    channel = serializers.CharField(allow_blank=True)
    share = ShareShown()
    orders = serializers.FloatField()
    net = total_field()
    removal_effect = serializers.FloatField(
        allow_null=True, help_text="Of the Markov chain, 0…1; null elsewhere."
    )


class RuleCreditShown(serializers.Serializer[Any]):
    """One rule; its channels add up to the report's orders and net."""

    rule = serializers.CharField()
    channels = ChannelCreditShown(many=True)


class BandShown(serializers.Serializer[Any]):
    """The least and the most that any rule gives a channel, and whether its rank depends on the rule."""

    channel = serializers.CharField(allow_blank=True)
    low = serializers.FloatField()
    high = serializers.FloatField()
    rank_flips = serializers.BooleanField()


class CreditShown(serializers.Serializer[Any]):
    """Shares by every rule. They are conventions of counting, not proof of what a channel caused."""

    shop = serializers.CharField()
    currency = serializers.CharField()
    days = serializers.IntegerField()
    window = serializers.IntegerField()
    as_of = serializers.DateField(allow_null=True, help_text="Null before the first night.")
    computed_at = serializers.DateTimeField(allow_null=True)
    leading_rule = serializers.CharField()
    orders = serializers.IntegerField()
    net = total_field()
    unattributed_orders = serializers.IntegerField()
    rules = RuleCreditShown(many=True)
    bands = BandShown(many=True)


NOTHING: dict[str, Any] = {
    "as_of": None,
    "computed_at": None,
    "leading_rule": DEFAULT_RULE,
    "orders": 0,
    "net": Decimal(0),
    "unattributed_orders": 0,
    "rules": [],
    "bands": [],
}


def report_dict(found: Report | None) -> dict[str, Any]:
    """The report as the document above, without shop, currency, days and window; empty before the first night."""
    if found is None:
        return NOTHING
    own = found.bands
    return {
        "as_of": found.as_of,
        "computed_at": found.computed_at,
        "leading_rule": found.leading_rule,
        "orders": found.orders,
        "net": found.net,
        "unattributed_orders": int(found.facts.get("unattributed", 0)),
        "rules": [
            {"rule": rule, "channels": [_channel(found, rule, c) for c in found.channels if c in shares]}
            for rule, shares in found.shares.items()
        ],
        "bands": [
            {"channel": c, "low": own[c].low, "high": own[c].high, "rank_flips": own[c].flips}
            for c in found.channels
            if c in own
        ],
    }


def _channel(found: Report, rule: str, channel: str) -> dict[str, Any]:
    row = found.shares[rule][channel]
    return {
        "channel": channel,
        "share": _share(row.share, row.low, row.high, row.n),
        "orders": row.orders,
        "net": row.amount,
        "removal_effect": row.removal_effect,
    }


def _share(value: float, low: float | None, high: float | None, n: int) -> dict[str, Any]:
    if n < FLOOR:
        return {"value": None, "low": None, "high": None, "n": n, "reason": "not enough data"}
    return {"value": value, "low": low, "high": high, "n": n}
