"""Events as JSON of the REST API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import Moment, PageParams, PublicId, Strict, page_shape
from signals.ingest.vocabulary import BY_NAME

MOST_EVENTS = 500


class EventsGiven(Strict):
    """Up to 500 events, each judged alone."""

    events = serializers.ListField(
        child=serializers.DictField(),
        max_length=MOST_EVENTS,
        help_text="Each with `id` (a UUID of your own), `type` and `time`; see the guide of events.",
    )


class EventsTaken(serializers.Serializer[Any]):
    stored = serializers.IntegerField(help_text="New, and on disk.")
    duplicate = serializers.IntegerField(help_text="Sent before with the same id.")
    dropped = serializers.DictField(child=serializers.IntegerField(), help_text="Left out, by reason.")


class EventParams(PageParams):
    cursor = serializers.CharField(
        max_length=200, required=False, allow_blank=True, default="", help_text="`next` of the page before."
    )
    type = serializers.ChoiceField(choices=list(BY_NAME), required=False, help_text="Only this type.")
    since = Moment(required=False, help_text="Only events from this time on.")
    until = Moment(required=False, help_text="Only events before this time.")


class EventShown(serializers.Serializer[Any]):
    """One event as it is kept."""

    id = serializers.UUIDField(source="event_id")
    type = serializers.CharField()
    time = serializers.DateTimeField(source="occurred_at")
    day = serializers.DateField(help_text="The shop's local day.")
    product_id = PublicId("prd", source="product_uid", allow_null=True)
    content_id = PublicId("cnt", source="content_uid", allow_null=True)
    playlist = serializers.CharField(source="playlist_slug", allow_null=True)
    channel = serializers.CharField()
    campaign = serializers.CharField()
    code = serializers.CharField()
    page = serializers.CharField()
    device = serializers.CharField()
    language = serializers.CharField()
    wilaya = serializers.CharField()
    visitor = serializers.CharField(help_text="A code of the day, or a lasting one with consent.")
    recommendation_id = serializers.CharField()
    query = serializers.CharField()
    slot = serializers.CharField()
    rank = serializers.IntegerField(allow_null=True)
    step = serializers.IntegerField(allow_null=True)
    watched = serializers.FloatField(allow_null=True, help_text="0 to 1.")
    order = serializers.CharField(source="order_number", help_text="Number of the order.")
    value = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)


EventPage = page_shape("EventPage", EventShown)
