"""``/api/v1/channels`` and ``/api/v1/campaigns``."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.channels.selectors import campaign_by_uid, campaigns, channel_tree, shown_campaigns
from catalog.channels.services import (
    CampaignFields,
    change_campaign,
    create_campaign,
    put_channel,
)
from catalog.channels.shapes import (
    CampaignBody,
    CampaignPage,
    CampaignParams,
    CampaignShown,
    ChannelBody,
    ChannelPage,
    ChannelShown,
)
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from catalog.spend.days import rebuild_days


class ChannelView(ShopAPIView):
    scope_read, scope_write = "channels:read", "channels:write"


class ChannelList(ChannelView):
    @reads("List channels", ChannelPage, description="The whole tree from top to bottom, in one page.")
    def get(self, request: Request) -> Response:
        return self.one({"data": ChannelShown(channel_tree(self.shop.id), many=True).data, "next": None})


class ChannelOne(ChannelView):
    def shown(self, slug: str) -> dict[str, Any]:
        node = next((one for one in channel_tree(self.shop.id) if one.slug == slug), None)
        if node is None:
            raise Http404
        return dict(ChannelShown(node).data)

    @reads("Read a channel", ChannelShown, single=True)
    def get(self, request: Request, channel_slug: str) -> Response:
        return self.one(self.shown(channel_slug))

    @writes(
        "Change a channel",
        ChannelBody,
        {200: ChannelShown},
        of_one=True,
        description="Replaces what the shop says of a channel of the tree. What is stored under it stays.",
    )
    def put(self, request: Request, channel_slug: str) -> Response:
        self.shown(channel_slug)
        put_channel(self.shop.id, slug=channel_slug, **self.body(ChannelBody))
        return self.one(self.shown(channel_slug))


class CampaignView(ChannelView):
    def shown(self, campaign_id: str) -> dict[str, Any]:
        found = campaign_by_uid(self.shop.id, uid_of("cpn", campaign_id))
        if found is None:
            raise Http404
        return self.all_shown([found])[0]

    def all_shown(self, rows: list[Any]) -> list[dict[str, Any]]:
        return list(CampaignShown(shown_campaigns(self.shop.id, rows), many=True).data)

    def fields(self) -> CampaignFields:
        body = self.body(CampaignBody)
        return CampaignFields(
            body["name"], body["channel"], body["starts_on"], body["ends_on"], tuple(body["names"])
        )


class CampaignList(CampaignView):
    @reads("List campaigns", CampaignPage, params=CampaignParams)
    def get(self, request: Request) -> Response:
        params = self.params(CampaignParams)
        return self.page(campaigns(self.shop.id, archived=params["archived"]), params, self.all_shown)

    @writes("Create a campaign", CampaignBody, {201: CampaignShown})
    def post(self, request: Request) -> Response:
        made = create_campaign(self.shop.id, self.fields())
        rebuild_days(self.shop.id)
        campaign_id = public_id("cpn", made.uid)
        return self.created(self.shown(campaign_id), reverse("api-campaign", args=[campaign_id]))


class CampaignOne(CampaignView):
    @reads("Read a campaign", CampaignShown, single=True)
    def get(self, request: Request, ad_campaign_id: str) -> Response:
        return self.one(self.shown(ad_campaign_id))

    @writes(
        "Change a campaign",
        CampaignBody,
        {200: CampaignShown},
        of_one=True,
        versioned=True,
        description="Replaces the campaign; its slug stays, since stored rows hold it.",
    )
    def put(self, request: Request, ad_campaign_id: str) -> Response:
        self.require_version(self.shown(ad_campaign_id))
        change_campaign(self.shop.id, uid_of("cpn", ad_campaign_id), self.fields())
        rebuild_days(self.shop.id)
        return self.one(self.shown(ad_campaign_id))
