"""Consents as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, WholeList, page_shape
from signals.consent.models import Purpose


class ConsentParams(PageParams):
    visitor = serializers.CharField(
        max_length=40,
        required=False,
        help_text="Only this visitor's; a customer's stand under their id, `cus_…`.",
    )
    purpose = serializers.ChoiceField(choices=Purpose.choices, required=False, help_text="Only this purpose.")
    standing = serializers.ChoiceField(choices=("true", "false"), required=False)


class ConsentShown(serializers.Serializer[Any]):
    """One consent from its giving to its withdrawal."""

    id = PublicId("con", source="uid")
    visitor = serializers.CharField()
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    given_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    text_version = serializers.CharField()
    language = serializers.CharField()
    proof = serializers.DictField(help_text="How it was given and withdrawn.")


class ChoicesGiven(Strict):
    measurement = serializers.BooleanField(required=False)
    recommendation = serializers.BooleanField(required=False)
    messages = serializers.BooleanField(required=False)
    coop = serializers.BooleanField(required=False)


class ConsentGiven(Strict):
    visitor = serializers.RegexField(r"^[A-Za-z0-9_-]{16,40}$", help_text="The visitor's lasting id.")
    choices = ChoicesGiven(help_text="Each purpose that was answered: `true` gives, `false` withdraws.")
    text_version = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    language = serializers.CharField(max_length=10, required=False, allow_blank=True, default="")


class WordingShown(serializers.Serializer[Any]):
    """What people read before they answer, in three languages."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    version = serializers.CharField(help_text="To be sent back as `text_version` with each answer.")
    sha256 = serializers.CharField(help_text="Of the canonical JSON of `texts`.")
    texts = serializers.DictField(help_text="{language: {title, what, kept, no}}")


class WordingsShown(WholeList):
    data = WordingShown(many=True)  # type: ignore[assignment]  # DRF takes fields off the class


class ConsentStanding(serializers.Serializer[Any]):
    visitor = serializers.CharField()
    consents = serializers.DictField(
        child=serializers.BooleanField(), help_text="Each purpose: does it stand?"
    )


ConsentPage = page_shape("ConsentPage", ConsentShown)
