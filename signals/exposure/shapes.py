"""Tests of what is new as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, page_shape
from signals.exposure.choices import ACTIONS, WHYS
from signals.exposure.models import ExposureKind, ExposureTest, Stage
from signals.exposure.rules import FIRST_LOOK
from signals.exposure.words import story


class TestShown(serializers.Serializer[Any]):
    """One test. Rates are shares, 0…1; before the first 50 people nothing is said of its rate."""

    id = PublicId("tst", source="uid")
    kind = serializers.ChoiceField(choices=ExposureKind.choices)
    title = serializers.CharField()
    sku = serializers.SerializerMethodField()
    stage = serializers.ChoiceField(choices=Stage.choices)
    since = serializers.DateTimeField()
    ends_on = serializers.DateField(allow_null=True)
    reason_code = serializers.CharField()
    story = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    shown = serializers.IntegerField(help_text="People who saw it, each once a day.")
    taken = serializers.IntegerField(help_text="Those of them who opened it.")
    added = serializers.IntegerField(help_text="Those of them who put it into the cart from there.")
    usual_rate = serializers.FloatField(source="usual", allow_null=True)
    rate = serializers.SerializerMethodField()
    next_look_at = serializers.IntegerField(source="next_at")
    round = serializers.IntegerField(source="rounds")
    complaints = serializers.IntegerField()
    is_overruled = serializers.SerializerMethodField()
    recommendation_id = serializers.CharField(help_text="What its events carry; empty before it opens.")

    def get_sku(self, test: ExposureTest) -> str | None:
        return test.product.sku if test.product else None

    def get_story(self, test: ExposureTest) -> str:
        return story(test)

    def get_rate(self, test: ExposureTest) -> dict[str, Any]:
        """Rate with its 80 % range and the chance that it is above the usual one."""
        if test.mean is None or test.shown < FIRST_LOOK:
            return {"value": None, "reason": "not enough data", "n": test.shown}
        return {
            "value": test.mean,
            "low": test.low,
            "high": test.high,
            "n": test.shown,
            "chance_above_usual": test.chance,
        }

    def get_is_overruled(self, test: ExposureTest) -> bool:
        return bool(test.overruled_by)


class LookShown(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    shown = serializers.IntegerField()
    taken = serializers.IntegerField()
    usual_rate = serializers.FloatField(source="usual")
    rate = serializers.FloatField(source="mean")
    low = serializers.FloatField()
    high = serializers.FloatField()
    chance_above_usual = serializers.FloatField(source="chance")
    verdict = serializers.CharField(help_text="`promote`, `stop`, `undecided` or `go_on`.")


class TestWithLooks(TestShown):
    looks = serializers.SerializerMethodField()

    def get_looks(self, test: ExposureTest) -> list[dict[str, Any]]:
        return [dict(row) for row in LookShown(test.looks.all(), many=True).data]


class TestParams(PageParams):
    stage = serializers.ChoiceField(choices=Stage.choices, required=False, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=ExposureKind.choices, required=False, allow_blank=True, default="")


class TestAsked(Strict):
    """What is put into a test; a product is named by its SKU."""

    sku = serializers.CharField(max_length=120)


class DecisionAsked(Strict):
    """What a person decides about a test."""

    action = serializers.ChoiceField(choices=[(one, one) for one in ACTIONS])
    why = serializers.ChoiceField(choices=[(one, one) for one in WHYS], default="other")


TestPage = page_shape("ExposureTestPage", TestShown)
