"""Doors of what went out: the list, one offer with its result, and the letters of those it is for."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.listing import page_of
from shop_ai.lib.money import format_number
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import PER_PAGE, Pages
from signals.segments.campaigns import stop
from signals.segments.choosing import NotPossible
from signals.segments.lists import campaigns_asked, campaigns_sheet, campaigns_table, matching
from signals.segments.measuring import reads_on
from signals.segments.models import SegmentCampaign
from signals.segments.results import result_of
from signals.segments.selectors import campaign as campaign_by_uid
from signals.segments.selectors import offered, sizes_of
from signals.segments.treated import letters, letters_sheet, may_hand_out
from signals.segments.words import campaign_badge, kind_title, not_possible_words, rule_words, segment_name


@require_safe
@shop_page(role=Role.VIEWER)
def campaigns(request: ShopRequest) -> HttpResponse:
    context = {
        "table": campaigns_table(request.shop, campaigns_asked(request.GET)),
        "trail": [(_("Segments"), reverse("segments", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "segments/campaigns.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def campaigns_csv(request: ShopRequest) -> HttpResponse:
    header, lines = campaigns_sheet(matching(request.shop.id, campaigns_asked(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('offers')}", header, lines, raw="raw" in request.GET)


def _found(request: ShopRequest, uid: uuid.UUID) -> SegmentCampaign:
    found = campaign_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def campaign(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One offer: what, to whom, and what it brought against those held out."""
    shop, found = request.shop, _found(request, uid)
    sizes = sizes_of(shop.id, found.pk)
    goods = offered(shop.id, found.products)
    context = {
        "campaign": found,
        "title": kind_title(found.kind),
        "segment": segment_name(found.segment),
        "badge": campaign_badge(found.state),
        "rule": rule_words(found.kind),
        "products": [goods[product] for product in found.products if product in goods],
        "stats": [
            (_("Offered to"), format_number(sizes.treated)),
            (_("Held out by chance"), format_number(sizes.held)),
            (_("Cannot be written to"), format_number(sizes.not_contactable)),
        ],
        "not_contactable": sizes.not_contactable,
        "result": result_of(shop, found),
        "reads_on": reads_on(found.ends_on),
        "today": local_day(timezone.now(), shop.zone),
        "may_stop": found.state == "running" and has_role(shop.role, Role.MANAGER),
        "may_write": may_hand_out(found) and has_role(shop.role, Role.AGENT),
        "trail": [
            (_("Segments"), reverse("segments", kwargs={"slug": shop.slug})),
            (_("Offers that went out"), reverse("segments-campaigns", kwargs={"slug": shop.slug})),
        ],
        "computed_at": found.result_at,
    }
    return render(request, "segments/campaign.html", context)


@require_safe
@shop_page(role=Role.AGENT)
def people(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One customer after the other, each with the message and the way to WhatsApp."""
    shop, found = request.shop, _found(request, uid)
    page = page_of(request.GET)
    try:
        rows, total = letters(shop, found, first=(page - 1) * PER_PAGE, limit=PER_PAGE)
    except NotPossible as error:
        return _over(request, found, error)
    context: dict[str, Any] = {
        "campaign": found,
        "title": kind_title(found.kind),
        "letters": rows,
        "total": total,
        "pages": Pages(min(page, max(1, -(-total // PER_PAGE))), total),
        "trail": [
            (_("Segments"), reverse("segments", kwargs={"slug": shop.slug})),
            (kind_title(found.kind), reverse("segment-campaign", kwargs={"slug": shop.slug, "uid": uid})),
        ],
    }
    return render(request, "segments/letters.html", context)


def _over(request: ShopRequest, found: SegmentCampaign, error: NotPossible) -> HttpResponse:
    messages.error(request, not_possible_words(error.why))
    return redirect("segment-campaign", slug=request.shop.slug, uid=found.uid)


@require_safe
@shop_page(role=Role.AGENT)
def people_csv(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Everybody the offer goes to, with message and link; nobody who is held out."""
    found = _found(request, uid)
    try:
        rows, _total = letters(request.shop, found)
    except NotPossible as error:
        return _over(request, found, error)
    header, lines = letters_sheet(rows)
    name = f"{request.shop.slug}-{kind_title(found.kind)}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.MANAGER)
def stop_now(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    try:
        found = stop(request.shop, uid, by=f"user:{request.user.pk}")
    except NotPossible as error:
        messages.error(request, not_possible_words(error.why))
        return redirect("segment-campaign", slug=request.shop.slug, uid=uid)
    if found is None:
        raise Http404
    messages.success(request, _("Stopped. Nobody else is written to; what was sent is still counted."))
    return redirect("segment-campaign", slug=request.shop.slug, uid=uid)
