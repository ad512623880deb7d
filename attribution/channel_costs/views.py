"""Doors of what channels cost and bring: the page and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attribution.channel_costs.panels import (
    costs_figures,
    costs_sheet,
    costs_table,
    costs_warnings,
    share_sentence,
)
from attribution.channel_costs.selectors import By, channel_costs
from attribution.kpis.asked import asked
from catalog.channels.selectors import campaign_names, channel_names
from catalog.people.access import ShopRequest, shop_page
from catalog.spend.selectors import missing_rates
from shop_ai.lib.sheet import sheet_response


def _by(request: ShopRequest) -> By:
    return "campaign" if request.GET.get("by") == "campaign" else "channel"


def _names(request: ShopRequest, by: By) -> dict[str, str]:
    return channel_names(request.shop.id) if by == "channel" else campaign_names(request.shop.id)


@require_safe
@shop_page()
def index(request: ShopRequest) -> HttpResponse:
    """What each channel or campaign costs and brings, the unattributed part always among them."""
    shop, by = request.shop, _by(request)
    wanted = asked(shop, request.GET)
    lines = channel_costs(shop.id, wanted.period, by)
    context: dict[str, Any] = {
        "asked": wanted,
        "period": wanted.period,
        "preset": wanted.preset,
        "computed_at": wanted.computed_at,
        "as_of": wanted.as_of,
        "by": by,
        "figures": costs_figures(shop, lines, wanted),
        "table": costs_table(shop, lines, by, _names(request, by), wanted),
        "sentence": share_sentence(lines),
        "warnings": costs_warnings(shop, lines, missing_rates(shop.id, wanted.period)),
    }
    return render(request, "channels/costs.html", context)


@require_safe
@shop_page()
def sheet(request: ShopRequest) -> HttpResponse:
    """The same lines as a sheet."""
    by, wanted = _by(request), asked(request.shop, request.GET)
    header, rows = costs_sheet(channel_costs(request.shop.id, wanted.period, by), by, _names(request, by))
    return sheet_response(f"{request.shop.slug}-{by}-costs", header, rows, raw="raw" in request.GET)
