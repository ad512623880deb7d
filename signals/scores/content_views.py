"""Doors of the posts' house scores."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from signals.scores import content_lists as lists
from signals.scores.asked import content_asked
from signals.scores.automations import CONTENT_SCORES
from signals.scores.models import ScoredKind
from signals.scores.performer_lists import performers_sheet, performers_table
from signals.scores.selectors import content_score, last_run
from signals.scores.settings import settings_of
from signals.scores.words import post_badge, post_reason, signal_name
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def content(request: ShopRequest) -> HttpResponse:
    """Every post with its house score; search, filters, order and page stand in the address."""
    shop = request.shop
    run = last_run(shop.id, ScoredKind.CONTENT)
    context = {
        "table": lists.content_table(shop, content_asked(request.GET), local_day(timezone.now(), shop.zone)),
        "performers": performers_table(shop, run),
        "run": run,
        "weights": lists.weight_words(settings_of(shop.id).weights),
        "is_on": is_on(CONTENT_SCORES.code),
        "create_url": _create_url(shop.slug),
        "computed_at": run.computed_at if run else None,
        "as_of": run.until if run else None,
    }
    return render(request, "scores/content.html", context)


def _create_url(slug: str) -> str:
    try:
        return reverse("content-new", kwargs={"slug": slug})
    except NoReverseMatch:
        return ""


@require_safe
@shop_page(role=Role.VIEWER)
def content_csv(request: ShopRequest) -> HttpResponse:
    header, lines = lists.content_sheet(
        request.shop, lists.matching(request.shop.id, content_asked(request.GET))
    )
    return sheet_response(f"{request.shop.slug}-{_('content')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def performers_csv(request: ShopRequest) -> HttpResponse:
    """Channels and kinds of posts as a sheet."""
    header, lines = performers_sheet(last_run(request.shop.id, ScoredKind.CONTENT))
    name = f"{request.shop.slug}-{_('regular-posts')}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def post(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Why one post has its score."""
    shop, score = request.shop, content_score(request.shop.id, uid)
    if score is None:
        raise Http404
    run = last_run(shop.id, ScoredKind.CONTENT)
    context = {
        "score": score,
        "trail": [(_("Content"), reverse("content", kwargs={"slug": shop.slug}))],
        "badge": post_badge(score.reason_code),
        "reason": post_reason(score.reason_code, score.exposure, score.band_posts, score.chance),
        "stats": lists.post_stats(shop, score, local_day(timezone.now(), shop.zone)),
        "compared": lists.compared_words(score),
        "parts": lists.parts_table(score),
        "missing": ", ".join(signal_name(signal) for signal in score.missing),
        "piece_url": lists.piece_url(shop, score),
        "computed_at": run.computed_at if run else None,
        "as_of": run.until if run else None,
    }
    return render(request, "scores/post.html", context)
