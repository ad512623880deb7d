"""Doors of the trends: the page of a week and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.occasions.selectors import coming, occasions_between
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from signals.trends.automations import TRENDS
from signals.trends.models import Measure
from signals.trends.panels import cards, raw_table, silence, trends_asked, trends_sheet
from signals.trends.selectors import Run, items_of, last_runs, listed, raw_list, run_of, weeks_of
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def trends(request: ShopRequest) -> HttpResponse:
    """What rose in a week: confirmed, to watch, and every count."""
    shop, asked = request.shop, trends_asked(request.GET)
    run = run_of(shop.id, asked.measure, asked.week)
    title, text = silence(run)
    context: dict[str, Any] = {
        "measures": _tabs(request, asked.measure),
        "measure": asked.measure.value,
        "weeks": weeks_of(shop.id, asked.measure),
        "run": run,
        "silence": {"title": title, "text": text} if title else None,
        "coming": coming(shop, local_day(timezone.now(), shop.zone)),
        "is_on": is_on(TRENDS.code),
        "computed_at": run.computed_at if run else None,
    }
    if run is not None:
        around = occasions_between(shop.id, run.weeks[0], run.weeks[-1])
        found = cards(shop, run, listed(shop.id, run), around)
        context |= {
            "confirmed": [card for card in found if card.item.verdict == "trend"],
            "to_watch": [card for card in found if card.item.verdict == "watch"],
            "table": raw_table(shop, run, asked),
        }
    return render(request, "trends/trends.html", context)


def _tabs(request: ShopRequest, chosen: Measure) -> list[tuple[str, str, bool]]:
    """The measures, each with how much its newest week found."""
    runs = last_runs(request.shop.id)
    address = reverse("trends", kwargs={"slug": request.shop.slug})
    return [
        (_tab_words(one, runs.get(one)), f"{address}?measure={one.value}", one is chosen) for one in Measure
    ]


def _tab_words(measure: Measure, run: Run | None) -> str:
    found = run.trends + run.to_watch if run else 0
    return f"{measure.label} ({found})" if found else str(measure.label)


@require_safe
@shop_page(role=Role.VIEWER)
def trends_csv(request: ShopRequest) -> HttpResponse:
    """Every series of the week with its eight weeks, in the order asked for."""
    asked = trends_asked(request.GET)
    run = run_of(request.shop.id, asked.measure, asked.week)
    if run is None:
        raise Http404
    rows = raw_list(request.shop.id, run, words=asked.words, sort=asked.sort)
    header, lines = trends_sheet(run, items_of(request.shop.id, run, list(rows)))
    name = f"{request.shop.slug}-{asked.measure.value}-{run.week}"
    return sheet_response(name, header, lines, raw="raw" in request.GET)
