"""Proposed playlists as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.playlists.models import Step
from catalog.rest.fields import PageParams, PublicId, Strict, page_shape
from signals.proposals.models import Cause, PlaylistProposal, ProposalPlace, ProposalState
from signals.proposals.words import check_words, place_reason


class PlaceShown(serializers.Serializer[Any]):
    """One product of a path, with the reason of its place."""

    step = serializers.ChoiceField(choices=Step.choices)
    product_id = PublicId("prd", source="product.uid")
    sku = serializers.CharField(source="product.sku")
    title = serializers.CharField(source="product.title")
    reason_code = serializers.CharField()
    reason = serializers.SerializerMethodField(help_text="In the language of `Accept-Language`.")

    def get_reason(self, place: ProposalPlace) -> str:
        return place_reason(place.reason_code, place.reason_values, self.context["currency"])


class ProposalShown(serializers.Serializer[Any]):
    """A proposed path. `expected` is null while past playlists do not tell; `score` orders proposals, no more."""

    id = PublicId("ppl", source="uid")
    state = serializers.ChoiceField(choices=ProposalState.choices)
    title = serializers.CharField()
    language = serializers.CharField()
    theme = serializers.CharField()
    occasion = serializers.CharField(source="occasion_name")
    places = PlaceShown(many=True)
    score = serializers.FloatField()
    expected = serializers.SerializerMethodField(help_text="Orders for 100 visitors, with a 95 % interval.")
    checks = serializers.SerializerMethodField(help_text="What passed, in words.")
    proposed_on = serializers.DateField()
    expires_on = serializers.DateField()
    cause = serializers.CharField(help_text="Why it was refused; empty otherwise.")
    playlist = serializers.SerializerMethodField(help_text="Address of the playlist that was made of it.")

    def get_expected(self, found: PlaylistProposal) -> dict[str, Any] | None:
        return {"unit": "orders for 100 visitors", **found.expected} if found.expected else None

    def get_checks(self, found: PlaylistProposal) -> list[str]:
        return [check_words(code, value, self.context["currency"]) for code, value in found.checks]

    def get_playlist(self, found: PlaylistProposal) -> str | None:
        return found.playlist.slug if found.playlist else None


class ProposalParams(PageParams):
    state = serializers.ChoiceField(
        choices=ProposalState.choices, required=False, allow_blank=True, default=""
    )


class ProposalDecision(Strict):
    """What a person decides; a refusal says why."""

    action = serializers.ChoiceField(choices=[("accept", "accept"), ("refuse", "refuse")])
    cause = serializers.ChoiceField(choices=Cause.choices, default=Cause.OTHER.value)


ProposalPage = page_shape("PlaylistProposalPage", ProposalShown)
