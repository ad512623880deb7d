"""Channels and campaigns as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from catalog.rest.fields import PageParams, PublicId, Strict, page_shape

SLUG = r"^[\w-]*$"


class ChannelShown(serializers.Serializer[Any]):
    """A channel of the tree. `parent` is a slug, empty at the root."""

    slug = serializers.CharField()
    name = serializers.CharField()
    parent = serializers.CharField()  # type: ignore[assignment]  # DRF takes fields off the class
    depth = serializers.IntegerField()
    is_paid = serializers.BooleanField()
    is_hidden = serializers.BooleanField()
    is_own = serializers.BooleanField(help_text="The shop itself added it.")


class ChannelBody(Strict):
    """What a shop says of a channel; the whole of it."""

    name = serializers.CharField(max_length=80, allow_blank=True, default="")
    parent = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields off the class
        max_length=40, allow_blank=True, default=""
    )
    is_paid = serializers.BooleanField(default=False)
    is_hidden = serializers.BooleanField(default=False)


class CampaignShown(serializers.Serializer[Any]):
    """A campaign. Orders, conversations and spend name it by its `slug`."""

    id = PublicId("cpn", source="uid")
    slug = serializers.CharField()
    name = serializers.CharField()
    channel = serializers.CharField(help_text="Empty: it runs on several.")
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    names = serializers.ListField(source="raw_names", child=serializers.CharField())
    is_archived = serializers.BooleanField()


class CampaignBody(Strict):
    """`names` are what platforms, links and sheets call it; no name means two campaigns."""

    name = serializers.CharField(max_length=120)
    channel = serializers.RegexField(SLUG, max_length=40, allow_blank=True, default="")
    starts_on = serializers.DateField(allow_null=True, default=None)
    ends_on = serializers.DateField(allow_null=True, default=None)
    names = serializers.ListField(child=serializers.CharField(max_length=200), max_length=200, default=list)


class CampaignParams(PageParams):
    archived = serializers.BooleanField(required=False, allow_null=True, default=None)


ChannelPage = page_shape("ChannelPage", ChannelShown)
CampaignPage = page_shape("CampaignPage", CampaignShown)
