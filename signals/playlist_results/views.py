"""Doors of the results: all playlists side by side, one in depth, and their sheets."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.playlist_results.asked import Asked, asked
from signals.playlist_results.compared import (
    comparison_chart,
    comparison_sheet,
    comparison_table,
    difference,
    ordered,
)
from signals.playlist_results.panels import (
    behind_sheet,
    behind_table,
    days_sheet,
    days_table,
    figures,
    funnel_chart,
    passages_table,
    sentence,
)
from signals.playlist_results.selectors import (
    Result,
    funnel_by_day,
    playlist_result,
    playlist_results,
    rows_behind,
)


@require_safe
@shop_page(role=Role.VIEWER)
def results(request: ShopRequest) -> HttpResponse:
    """Every playlist with how far its visitors come and what was delivered through it."""
    asks = asked(request.shop, request.GET)
    found = ordered(playlist_results(request.shop, asks.period), asks)
    context = {
        "period": asks.period,
        "preset": asks.preset,
        "sentence": difference(found),
        "chart": comparison_chart(found),
        "table": comparison_table(request.shop, found, asks),
    }
    return render(request, "playlist_results/results.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def results_csv(request: ShopRequest) -> HttpResponse:
    asks = asked(request.shop, request.GET)
    header, lines = comparison_sheet(ordered(playlist_results(request.shop, asks.period), asks))
    return sheet_response(f"{request.shop.slug}-{_('playlists')}", header, lines, raw="raw" in request.GET)


def _found(request: ShopRequest, playlist: str) -> tuple[Result, Asked]:
    asks = asked(request.shop, request.GET)
    found = playlist_result(request.shop, asks.period, playlist)
    if found is None:
        raise Http404
    return found, asks


@require_safe
@shop_page(role=Role.VIEWER)
def result(request: ShopRequest, playlist: str) -> HttpResponse:
    """One playlist: figures, where visitors leave, days, and the orders behind."""
    shop = request.shop
    found, asks = _found(request, playlist)
    context = {
        "period": asks.period,
        "preset": asks.preset,
        "result": found,
        "sentence": sentence(found),
        "figures": figures(shop, found, asks),
        "chart": funnel_chart(found),
        "passages": passages_table(found),
        "behind": behind_table(shop, found, rows_behind(shop, asks.period, found.id), asks),
        "days": days_table(shop, found, funnel_by_day(shop, asks.period, found.id), asks),
        "trail": [(_("Results"), reverse("playlist-results", kwargs={"slug": shop.slug}))],
    }
    return render(request, "playlist_results/result.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def days_csv(request: ShopRequest, playlist: str) -> HttpResponse:
    found, asks = _found(request, playlist)
    header, lines = days_sheet(funnel_by_day(request.shop, asks.period, found.id))
    return sheet_response(f"{request.shop.slug}-{playlist}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def orders_csv(request: ShopRequest, playlist: str) -> HttpResponse:
    found, asks = _found(request, playlist)
    header, lines = behind_sheet(rows_behind(request.shop, asks.period, found.id))
    name = f"{request.shop.slug}-{playlist}-{_('orders')}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)
