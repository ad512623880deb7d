"""Parcels as JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from catalog.geo.places import match_wilaya
from catalog.parcels.models import CourierState, Parcel
from catalog.parcels.records import Movement, ParcelRow
from catalog.parcels.selectors import events_of
from catalog.rest.fields import Moment, PageParams, PublicId, Strict, amount_field, page_shape, total_field

MOST_EVENTS = 200
STATES = ("open", "held", "loose", "unknown", *CourierState.values)


class ParcelEventShown(serializers.Serializer[Any]):
    """What the courier said. `state` is empty while nobody has explained the word, `ignore` where nothing moved."""

    at = serializers.DateTimeField()
    word = serializers.CharField(source="raw")
    state = serializers.CharField()
    reason = serializers.CharField()


class ParcelShown(serializers.Serializer[Any]):
    """A parcel. `cash` is what the courier collects at the door; `refused_on` is the first step back."""

    id = PublicId("pcl", source="uid")
    courier = serializers.CharField()
    tracking = serializers.CharField()
    order_id = PublicId("ord", source="order.uid", default=None, allow_null=True)
    order_number = serializers.CharField()
    state = serializers.CharField()
    word = serializers.CharField(source="raw_state")
    since = serializers.DateTimeField(source="state_at", allow_null=True)
    attempts = serializers.IntegerField()
    wilaya = serializers.CharField()
    currency = serializers.CharField()
    cash = total_field(allow_null=True)
    delivery_fee = total_field(allow_null=True)
    return_fee = total_field(allow_null=True)
    shipped_on = serializers.DateField(allow_null=True)
    delivered_on = serializers.DateField(allow_null=True)
    refused_on = serializers.DateField(source="failed_on", allow_null=True)
    returned_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(source="remittance.received_on", default=None, allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ParcelOneShown(ParcelShown):
    events = serializers.SerializerMethodField(help_text="The latest first.")

    def get_events(self, parcel: Parcel) -> list[dict[str, Any]]:
        return list(ParcelEventShown(events_of(parcel.shop_id, parcel.pk), many=True).data)


class ParcelEventBody(Strict):
    at = Moment(help_text="When it happened: an older one never takes a parcel back.")
    word = serializers.CharField(max_length=120, help_text="The courier's own word, as it is written.")
    reason = serializers.CharField(max_length=120, allow_blank=True, default="")


class ParcelBody(Strict):
    """What is said of a parcel. It is found by courier and tracking number; what is left out stays as it is."""

    tracking = serializers.CharField(max_length=100)
    courier = serializers.CharField(
        max_length=40,
        allow_blank=True,
        default="",
        help_text="`yalidine`, `maystro`, `noest`, `zr` or any name.",
    )
    order_number = serializers.CharField(max_length=100, allow_blank=True, default="")
    wilaya = serializers.CharField(max_length=60, allow_blank=True, default="")
    cash = amount_field(required=False, allow_null=True)
    delivery_fee = amount_field(required=False, allow_null=True)
    return_fee = amount_field(required=False, allow_null=True)
    events = serializers.ListField(child=ParcelEventBody(), max_length=MOST_EVENTS, required=False)

    def validate_wilaya(self, text: str) -> str:
        found = match_wilaya(text) if text else ""
        if found is None:
            raise serializers.ValidationError(_("No wilaya has this name."), "unknown_wilaya")
        return found


class ParcelParams(PageParams):
    state = serializers.ChoiceField(choices=STATES, required=False, allow_blank=True, default="")
    courier = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    wilaya = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    tracking = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    order_id = PublicId("ord", required=False, allow_null=True, default=None, source="order")


ParcelPage = page_shape("ParcelPage", ParcelShown)


def row_of(body: dict[str, Any]) -> ParcelRow:
    """The checked body as the row that a file would have brought."""
    events = body.pop("events", [])
    movements = tuple(Movement(one["at"], one["word"], one["reason"]) for one in events)
    return ParcelRow(row=1, movements=movements, **body)
