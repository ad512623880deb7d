"""Doors of the recommended products: the prepared list with its reasons, and the owner's word on each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.keys.selectors import live_public_key
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from signals.recommend.automations import BEST_SELLERS
from signals.recommend.choices import CHOICES, choices_of, choose
from signals.recommend.compute import LIST_LENGTH
from signals.recommend.reasons import reason_text
from signals.recommend.selectors import Served, recommended
from transparency.ledger.switches import is_on


@dataclass(frozen=True, slots=True)
class Shown:
    """One place of the list with its reason in words."""

    item: Served
    reason: str
    is_pinned: bool


@require_safe
@shop_page(role=Role.VIEWER)
def recommendations(request: ShopRequest) -> HttpResponse:
    """What the widget shows now, why, and what the shop pinned or hid."""
    chosen = choices_of(request.shop.id)
    pinned = {one.uid for one in chosen if one.choice == "pin"}
    items = [
        Shown(item, reason_text(item.reason_code, item.reason_values), item.product_uid in pinned)
        for item in recommended(request.shop.id, limit=LIST_LENGTH)
    ]
    context = {
        "items": items,
        "computed_at": items[0].item.computed_at if items else None,
        "decision_uid": items[0].item.decision_uid if items else None,
        "hidden": [one for one in chosen if one.choice == "hide"],
        "is_on": is_on(BEST_SELLERS.code),
        "snippet": _snippet(request.shop.id),
        "may_choose": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "recommend/recommendations.html", context)


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
    """Pin a product, hide it, or let the ranking decide again."""
    wanted = next((one for one in CHOICES if one == request.POST.get("choice")), None)
    if wanted is None or not choose(request.shop, uid, wanted, by=f"user:{request.user.pk}"):
        raise Http404
    words = {
        "pin": _("Pinned: it stands first, and customers are told that the shop picked it."),
        "hide": _("Hidden: it is not recommended any more."),
        "none": _("The ranking decides again."),
    }
    messages.success(request, words[wanted])
    return redirect("recommendations", slug=request.shop.slug)
