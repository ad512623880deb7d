"""Decisions as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, page_shape
from transparency.ledger.models import Decision
from transparency.templatetags.explain import automation_title, decision_reason


class DecisionLine(serializers.Serializer[Any]):
    """One line of the log: what was decided when and why, without what it was decided from."""

    id = PublicId("dec", source="uid")
    sequence = serializers.IntegerField(help_text="Its place in the shop's chain, from 1.")
    at = serializers.DateTimeField()
    automation = serializers.CharField()
    automation_title = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    reason_code = serializers.CharField()
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")
    is_by_person = serializers.SerializerMethodField()
    version = serializers.CharField(help_text="Of the rule or model that decided.")
    erased_parts = serializers.ListField(
        child=serializers.CharField(), help_text="What was emptied on a person's request."
    )

    def get_automation_title(self, found: Decision) -> str:
        return automation_title(found.automation)

    def get_reason(self, found: Decision) -> str:
        return decision_reason(found.reason_code)

    def get_is_by_person(self, found: Decision) -> bool:
        return found.actor != ""


class DecisionShown(DecisionLine):
    """A decision in full, with what it takes to decide it again and to check its place in the chain."""

    told = serializers.SerializerMethodField(help_text="What it came to, in sentences.")
    replayed = serializers.SerializerMethodField(
        help_text="Decided again just now: equal (true), different (false), or nothing to decide (null)."
    )
    subject = serializers.CharField()
    inputs = serializers.JSONField()
    candidates = serializers.JSONField()
    output = serializers.JSONField()
    chance = serializers.JSONField(
        help_text="Generator, seed and draws; {} where nothing was left to chance."
    )
    consent = serializers.CharField(
        help_text="Purpose and version of text under which personal data was used."
    )
    latency_ms = serializers.IntegerField(allow_null=True)
    environment_sha256 = serializers.CharField()
    parameters_sha256 = serializers.CharField()
    digests = serializers.JSONField(help_text="Salted SHA-256 of each part.")
    prev_hash = serializers.CharField()
    hash = serializers.CharField()

    def get_told(self, _found: Decision) -> list[str]:
        return list(self.context["told"])

    def get_replayed(self, _found: Decision) -> bool | None:
        replayed: bool | None = self.context["replayed"]
        return replayed


class DecisionParams(PageParams):
    automation = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)
    about = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=200,
        help_text="A product's SKU or title, a code, an order number, a channel, or a public id.",
    )  # fmt: skip
    since = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="First day, in the shop's zone."
    )
    until = serializers.DateField(required=False, allow_null=True, default=None, help_text="Last day.")


DecisionPage = page_shape("DecisionPage", DecisionLine)
