"""Doors of the tree of channels and of campaigns."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.channels.forms import CampaignForm, ChannelForm
from catalog.channels.lists import campaign_sheet, campaign_table, unmapped_names
from catalog.channels.selectors import (
    campaign_by_uid,
    channel_choices,
    channel_tree,
    shown_campaigns,
)
from catalog.channels.services import (
    archive_campaign,
    change_campaign,
    create_campaign,
    put_channel,
    reset_channel,
)
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.spend.days import rebuild_days
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response


def trail_of(request: ShopRequest, name: str, label: str) -> list[tuple[str, str]]:
    """The way back from a page below one of the tabs."""
    slug = request.shop.slug
    return [
        (_("Channels"), reverse("channels", kwargs={"slug": slug})),
        (label, reverse(name, kwargs={"slug": slug})),
    ]


@require_safe
@shop_page()
def tree(request: ShopRequest) -> HttpResponse:
    """Every channel, and the form to add one of the shop's own."""
    return _tree_page(request, ChannelForm(channels=channel_choices(request.shop.id)))


def _tree_page(request: ShopRequest, form: ChannelForm, status: int = 200) -> HttpResponse:
    context = {"nodes": channel_tree(request.shop.id), "form": form}
    return render(request, "channels/tree.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def add_channel(request: ShopRequest) -> HttpResponse:
    form = ChannelForm(request.POST, channels=channel_choices(request.shop.id))
    if not form.is_valid() or not _kept(request, form):
        return _tree_page(request, form, status=422)
    messages.success(request, _("The channel is in the tree."))
    return redirect("channel-tree", slug=request.shop.slug)


def _kept(request: ShopRequest, form: ChannelForm, slug: str = "") -> bool:
    try:
        put_channel(request.shop.id, slug=slug, **form.cleaned_data)
    except Invalid as refused:
        form.take_over(refused)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def channel(request: ShopRequest, channel: str) -> HttpResponse:
    """Change the name, the place and the marks of a channel."""
    node = next((one for one in channel_tree(request.shop.id) if one.slug == channel), None)
    if node is None:
        raise Http404
    others = [pair for pair in channel_choices(request.shop.id) if pair[0] != channel]
    initial = {"name": node.name, "parent": node.parent, "is_paid": node.is_paid, "is_hidden": node.is_hidden}
    form = ChannelForm(request.POST or None, channels=others, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(request, form, channel):
        messages.success(request, _("Saved."))
        return redirect("channel-tree", slug=request.shop.slug)
    context = {"node": node, "form": form, "trail": trail_of(request, "channel-tree", _("Tree"))}
    return render(request, "channels/channel.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def reset(request: ShopRequest, channel: str) -> HttpResponse:
    """Forget what the shop said of a channel; what is stored keeps it."""
    if not reset_channel(request.shop.id, channel):
        raise Http404
    messages.success(
        request, _("The channel is as everybody knows it again. What is stored keeps its channel.")
    )
    return redirect("channel-tree", slug=request.shop.slug)


@require_safe
@shop_page()
def campaigns(request: ShopRequest) -> HttpResponse:
    """Campaigns, names that nothing answers to yet, and the form for a new one."""
    initial = {"name": request.GET.get("name", "")[:120], "channel": request.GET.get("channel_of", "")[:40]}
    form = CampaignForm(channels=channel_choices(request.shop.id), initial=initial)
    return _campaigns_page(request, form)


def _campaigns_page(request: ShopRequest, form: CampaignForm, status: int = 200) -> HttpResponse:
    context = {
        "table": campaign_table(request.shop, request.GET),
        "form": form,
        "is_begun": bool(form.is_bound or form.initial.get("name")),
        "unmapped": unmapped_names(request.shop.id),
    }
    return render(request, "channels/campaigns.html", context, status=status)


@require_safe
@shop_page()
def campaigns_csv(request: ShopRequest) -> HttpResponse:
    header, rows = campaign_sheet(request.shop)
    return sheet_response(f"{request.shop.slug}-{_('campaigns')}", header, rows, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.MANAGER)
def add_campaign(request: ShopRequest) -> HttpResponse:
    """A new campaign; what comes from now on and all spend follow it at once."""
    form = CampaignForm(request.POST, channels=channel_choices(request.shop.id))
    if form.is_valid():
        try:
            made = create_campaign(request.shop.id, form.campaign_fields())
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            rebuild_days(request.shop.id)
            messages.success(
                request, _("The campaign is kept. Apply the rules to bring stored orders under it.")
            )
            return redirect("campaign", slug=request.shop.slug, uid=made.uid)
    return _campaigns_page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def campaign(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    found = campaign_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    shown = shown_campaigns(request.shop.id, [found])[0]
    initial: dict[str, Any] = {
        "name": shown.name,
        "channel": shown.channel,
        "starts_on": shown.starts_on,
        "ends_on": shown.ends_on,
        "raw_names": "\n".join(name for name in shown.raw_names if name not in (shown.name, shown.slug)),
    }
    form = CampaignForm(request.POST or None, channels=channel_choices(request.shop.id), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_campaign(request.shop.id, uid, form.campaign_fields())
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            rebuild_days(request.shop.id)
            messages.success(request, _("Saved."))
            return redirect("campaign", slug=request.shop.slug, uid=uid)
    context = {
        "campaign": shown,
        "form": form,
        "trail": trail_of(request, "campaigns", _("Campaigns")),
    }
    return render(request, "channels/campaign.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def archive(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Put a campaign away, or take it back; its page stays and offers the way back."""
    if not archive_campaign(request.shop.id, uid, archived=request.POST.get("action") != "restore"):
        raise Http404
    return redirect("campaign", slug=request.shop.slug, uid=uid)
