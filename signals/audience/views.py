"""Doors of the audience: the page and the sheet of each of its parts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.audience.asked import AudienceAsked, audience_asked
from signals.audience.communes import communes_of
from signals.audience.heat import Heat, heat_of
from signals.audience.panels import (
    RankPanel,
    commune_panel,
    group_options,
    heat_rows,
    heat_sheet,
    rank_panels,
    rank_sheet,
    taste_sheet,
    taste_table,
)
from signals.audience.ranks import basket_of
from signals.audience.selectors import Audience, audience, moments
from signals.audience.tastes import tastes


@require_safe
@shop_page(role=Role.VIEWER)
def audience_page(request: ShopRequest) -> HttpResponse:
    """Who orders and who visits: where, through what, when, and what they like."""
    shop = request.shop
    asked = audience_asked(shop, request.GET)
    found = audience(shop, asked.period)
    panels = rank_panels(shop, asked, found)
    heat = _heat(request, asked)
    context: dict[str, Any] = {
        "period": asked.period,
        "preset": asked.preset,
        "as_of": asked.as_of,
        "asked": asked,
        "total": found.total,
        "basket": basket_of(found.total),
        "nameless": found.nameless,
        "panels": panels,
        "communes": _communes(request, asked, panels),
        "heat": heat,
        "heat_rows": heat_rows(heat),
        "heat_csv": f"audience.csv?part=heat&{asked.query}",
        "tastes": taste_table(shop, asked, tastes(shop, asked.period, asked.group)),
        "groups": group_options(found),
    }
    return render(request, "audience/audience.html", context)


def _heat(request: ShopRequest, asked: AudienceAsked) -> Heat:
    return heat_of(moments(request.shop, asked.period, asked.heat), request.shop.country)


def _communes(request: ShopRequest, asked: AudienceAsked, panels: list[RankPanel]) -> RankPanel | None:
    """The wilaya that was asked for by commune; nothing for one that is itself too small to be shown."""
    is_shown = any(rank.key == asked.wilaya for rank in panels[0].ranks if not rank.is_others)
    if not asked.wilaya or not is_shown:
        return None
    return commune_panel(request.shop, asked, communes_of(request.shop, asked.period, asked.wilaya))


@require_safe
@shop_page(role=Role.VIEWER)
def audience_csv(request: ShopRequest) -> HttpResponse:
    """``?part=`` wilaya, channel, who, device, language, communes, heat or tastes."""
    asked, part = audience_asked(request.shop, request.GET), request.GET.get("part", "wilaya")
    if part == "heat":
        header, lines = heat_sheet(_heat(request, asked))
    elif part == "tastes":
        header, lines = taste_sheet(tastes(request.shop, asked.period, asked.group))
    else:
        header, lines = rank_sheet(_panel(request, asked, part, audience(request.shop, asked.period)))
    name = f"{request.shop.slug}-{_('audience')}-{part}-{asked.period.start}-{asked.period.end}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)


def _panel(request: ShopRequest, asked: AudienceAsked, part: str, found: Audience) -> RankPanel:
    panels = rank_panels(request.shop, asked, found)
    chosen = next((panel for panel in panels if panel.key == part), None)
    if part == "communes":
        chosen = _communes(request, asked, panels)
    if chosen is None:
        raise Http404
    return chosen
