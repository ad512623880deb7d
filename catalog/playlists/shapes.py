"""Playlists as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.playlists.paths import Path, PathItem, PathStep
from catalog.rest.fields import PublicId, amount_field, page_shape


class PlaylistShown(serializers.Serializer[Any]):
    """A playlist without its products."""

    id = PublicId("pl", source="uid")
    slug = serializers.CharField()
    title = serializers.CharField()
    intro = serializers.CharField()
    language = serializers.CharField()
    is_published = serializers.BooleanField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)


class PathItemShown(serializers.Serializer[PathItem]):
    sku = serializers.CharField()
    title = serializers.CharField()
    price = amount_field(allow_null=True)
    stock = serializers.IntegerField(allow_null=True)
    is_sold_out = serializers.BooleanField()
    parts = serializers.ListField(child=serializers.CharField(), help_text="What a pack holds.")
    note = serializers.CharField()
    image_url = serializers.CharField()
    page_url = serializers.CharField()


class PathStepShown(serializers.Serializer[PathStep]):
    step = serializers.CharField()
    items = PathItemShown(many=True)


class PathShown(PlaylistShown):
    """A playlist as a path of three steps."""

    currency = serializers.SerializerMethodField()
    steps = PathStepShown(many=True)

    def get_currency(self, _path: Path) -> str:
        return str(self.context["currency"])


PlaylistPage = page_shape("PlaylistPage", PlaylistShown)
