"""Doors of the recommendations: what each slot shows and why, the owner's word, and the lists that were served."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.keys.selectors import live_public_key
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.playlists.themes import Use
from catalog.products.asked import categories
from catalog.products.holds import holds
from shop_ai.lib.period import DAY, local_day
from shop_ai.lib.sheet import sheet_response
from signals.recommend.choices import CHOICES, choose, exclude_category, excluded_categories
from signals.recommend.explaining import explained_list
from signals.recommend.lists import lists_asked, page_sheet, served_sheet, served_table
from signals.recommend.page import LONG, not_wanted, page_asked, places_of, recommendations_page
from signals.recommend.rules import EXPLORED_UNDER, PLACES_PER_EXPLORED, SEEN_DAYS

NOT_WANTED_DAYS = 30


@require_safe
@shop_page(role=Role.VIEWER)
def recommendations(request: ShopRequest) -> HttpResponse:
    """What a slot shows now, why, and what the shop said about it."""
    shop = request.shop
    page = recommendations_page(shop.id, page_asked(request.GET))
    since = local_day(timezone.now(), shop.zone) - NOT_WANTED_DAYS * DAY
    left_out = excluded_categories(shop.id)
    context = {
        "page": page,
        "computed_at": page.computed_at,
        "hidden": [one for one in page.chosen if one.choice in {"hide", "exclude"}],
        "put_forward": [one for one in page.chosen if one.choice in {"pin", "boost"}],
        "left_out": left_out,
        "categories": [c for c in categories(shop.id) if c.uid not in {one.uid for one in left_out}],
        "holds": holds(shop.id),
        "not_wanted": not_wanted(shop.id, since),
        "uses": Use.choices,
        "explored": {"under": EXPLORED_UNDER, "days": SEEN_DAYS, "places": PLACES_PER_EXPLORED},
        "snippet": _snippet(shop.id),
        "may_choose": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "recommend/recommendations.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def recommendations_csv(request: ShopRequest) -> HttpResponse:
    """What the slot shows, with every part of each score."""
    asked = page_asked(request.GET)
    header, lines = page_sheet(recommendations_page(request.shop.id, asked))
    name = f"{request.shop.slug}-{_('recommendations')}-{asked.slot}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


def _snippet(shop_id: int) -> str:
    """The two lines for the shop's pages; empty while the shop has no public key."""
    key, _origins = live_public_key(shop_id)
    if not key:
        return ""
    script = f'<script async src="{settings.PUBLIC_URL}/w/v1.js" data-key="{key}"></script>'
    return f'<div data-reco="home" style="min-height:400px"></div>\n{script}'


@require_POST
@shop_page(role=Role.MANAGER)
def choice(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Pin a product, put it forward, hide it, leave it out, or let the ranking decide again."""
    wanted = next((one for one in CHOICES if one == request.POST.get("choice")), None)
    if wanted is None or not choose(request.shop, uid, wanted, by=f"user:{request.user.pk}"):
        raise Http404
    words = {
        "pin": _("Pinned: it stands first, and customers are told that the shop picked it."),
        "boost": _("Put forward: its score counts half as much again, and customers are told."),
        "hide": _("Hidden: it is not recommended any more."),
        "exclude": _("Left out: it is not recommended, nor the reason for recommending others."),
        "none": _("The ranking decides again."),
    }
    messages.success(request, words[wanted])
    return redirect("recommendations", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def category(request: ShopRequest) -> HttpResponse:
    """Leave a category out, or let it in again."""
    try:
        uid = uuid.UUID(request.POST.get("category", ""))
    except ValueError as error:
        raise Http404 from error
    is_out = request.POST.get("is_out") == "1"
    if not exclude_category(request.shop, uid, is_out=is_out, by=f"user:{request.user.pk}"):
        raise Http404
    said = (
        _("Left out: nothing of this category is recommended.")
        if is_out
        else _("It may be recommended again.")
    )
    messages.success(request, said)
    return redirect("recommendations", slug=request.shop.slug)


@require_safe
@shop_page(role=Role.VIEWER)
def served(request: ShopRequest) -> HttpResponse:
    """The lists that were served, newest first."""
    context = {"table": served_table(request.shop, lists_asked(request.GET))}
    return render(request, "recommend/served.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def served_csv(request: ShopRequest) -> HttpResponse:
    header, lines = served_sheet(request.shop, lists_asked(request.GET))
    return sheet_response(f"{request.shop.slug}-{_('lists')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def served_list(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One list that was served: its places with their parts, what was left out, and whether it replays."""
    found = explained_list(request.shop.id, uid)
    if found is None:
        raise Http404
    context = {"places": places_of(found), "first": found[0] if found else None, "uid": uid, "most": LONG}
    return render(request, "recommend/served_list.html", context)
