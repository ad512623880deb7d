"""Series as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from catalog.rest.fields import Moment, PageParams, PublicId, Strict, page_shape
from catalog.series.models import PostRole, PostState, SeriesPost, SkipCause


class PostShown(serializers.Serializer[Any]):
    """A post of a series. ``metrics`` holds only what was measured: what is absent is not zero."""

    id = PublicId("pst", source="uid")
    role = serializers.ChoiceField(choices=PostRole.choices)
    channel = serializers.CharField()
    due_at = serializers.SerializerMethodField(help_text="With the shop's offset.")
    caption = serializers.CharField()
    template = serializers.CharField(
        help_text="The fixed text that drafted it, with its version; empty: by hand."
    )
    is_edited = serializers.BooleanField()
    sku = serializers.CharField(source="product.sku", default="")
    state = serializers.ChoiceField(choices=PostState.choices)
    skip_cause = serializers.CharField()
    permalink = serializers.CharField(source="content.permalink", default="")
    metrics = serializers.SerializerMethodField()

    def get_due_at(self, post: SeriesPost) -> str:
        return datetime.combine(post.due_on, post.due_at, self.context["zone"]).isoformat()

    def get_metrics(self, post: SeriesPost) -> dict[str, float]:
        return {name: float(value) for name, value in self.context["results"].get(post.pk, {}).items()}


class SeriesShown(serializers.Serializer[Any]):
    """A series without its posts."""

    id = PublicId("srs", source="uid")
    title = serializers.CharField()
    playlist = serializers.CharField(source="playlist.slug", default="")
    language = serializers.CharField()
    channel = serializers.CharField()
    code = serializers.CharField()
    occasion = serializers.CharField()
    is_archived = serializers.BooleanField()
    total = serializers.IntegerField(help_text="Posts.")
    done = serializers.IntegerField()
    skipped = serializers.IntegerField()


class WholeSeries(SeriesShown):
    posts = serializers.ListField(child=PostShown())


class DoneBody(Strict):
    permalink = serializers.URLField(max_length=1000, allow_blank=True, default="")
    published_at = Moment(required=False)


class SkipBody(Strict):
    cause = serializers.ChoiceField(choices=SkipCause.values)
    note = serializers.CharField(max_length=200, allow_blank=True, default="")


class SeriesParams(PageParams):
    """A page of series."""


SeriesPage = page_shape("SeriesPage", SeriesShown)
