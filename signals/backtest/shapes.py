"""The choice of the model as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import WholeList
from signals.backtest.models import State
from signals.backtest.selectors import Row, Run, Week


class WeekShown(serializers.Serializer[Week]):
    first = serializers.DateField()
    last = serializers.DateField()
    queries = serializers.IntegerField()
    left_out = serializers.IntegerField(help_text="Orders whose hidden product could not be had.")


class ModelShown(serializers.Serializer[Row]):
    """A model's figures at ten; `difference` is of the hit rate, to the model that was in use before."""

    model = serializers.CharField()
    hit_rate = serializers.FloatField()
    low = serializers.FloatField(help_text="Of the hit rate, 95 %, resampling customers.")
    high = serializers.FloatField()
    mrr = serializers.FloatField()
    ndcg = serializers.FloatField()
    coverage = serializers.FloatField()
    tail_share = serializers.FloatField()
    difference = serializers.FloatField()
    standard_error = serializers.FloatField()


class ModelChoiceShown(WholeList):
    """The newest comparison, or nothing but the model in use before the first one."""

    model = serializers.CharField(help_text="The model that prepares the recommendations now.")
    as_of = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices, allow_null=True)
    reason = serializers.CharField(allow_null=True, help_text="In the language of `Accept-Language`.")
    incumbent = serializers.CharField(allow_null=True)
    buyers = serializers.IntegerField(allow_null=True)
    queries = serializers.IntegerField(allow_null=True)
    decision = serializers.UUIDField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    weeks = WeekShown(many=True)
    data = ModelShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


def shown(model: str, run: Run | None, reason: str | None) -> dict[str, Any]:
    """The values of :class:`ModelChoiceShown`."""
    return {
        "model": model,
        "as_of": run.as_of if run else None,
        "state": run.state if run else None,
        "reason": reason,
        "incumbent": run.incumbent if run else None,
        "buyers": run.buyers if run else None,
        "queries": run.queries if run else None,
        "decision": run.decision_uid if run else None,
        "computed_at": run.computed_at if run else None,
        "weeks": run.weeks if run else (),
        "data": run.rows if run else (),
    }
