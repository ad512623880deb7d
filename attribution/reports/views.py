"""Doors of the report to print and of the question whether something new was computed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from attribution.alerts.panels import cards
from attribution.alerts.selectors import alerts_between
from attribution.digest.compute import explain_change
from attribution.digest.selectors import net_by_channel
from attribution.digest.words import week_words
from attribution.kpis.asked import Asked, asked
from attribution.kpis.figures import Compared, kpi_figures, revenue_figures
from attribution.kpis.panels import channel_table, orders_chart, revenue_chart
from attribution.kpis.selectors import kpi_rows, kpi_series
from attribution.kpis.windows import kpi_windows
from attribution.notes.marks import marked
from attribution.notes.selectors import beside
from attribution.reports.selectors import last_computation
from attribution.reports.tabs import report_tabs
from attribution.reports.words import period_sentence
from catalog.people.access import ShopRequest, shop_page
from shop_ai.lib.channels import channel_name


@require_safe
@shop_page()
def live(request: ShopRequest) -> HttpResponseBase:
    """The tag of the last computation; 304 and nothing else while there is no new one."""
    found = last_computation(request.shop.id)
    tag = found.tag if found else "none"
    headers = {"ETag": quote_etag(tag), "Cache-Control": "no-store"}
    whole = JsonResponse({"tag": tag}, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=whole) or whole


def _compared(request: ShopRequest, wanted: Asked, days: Any) -> Compared:
    windows = [wanted.period, wanted.period.previous, wanted.period.matched]
    current, previous, matched = kpi_windows(
        request.shop.id, windows, as_of=wanted.as_of, channel=wanted.channel
    )
    return Compared(
        shop=request.shop,
        asked=wanted,
        current=current,
        previous=previous,
        matched=matched,
        days=[day.sums for day in days],
        months=(),
    )


@require_safe
@shop_page()
def report(request: ShopRequest) -> HttpResponse:
    """One page of a period for paper: what changed, figures, charts with their tables, notes and alerts."""
    shop, wanted = request.shop, asked(request.shop, request.GET)
    days = kpi_series(shop.id, period=wanted.period, channel=wanted.channel)
    data = _compared(request, wanted, days)
    total, by_channel = kpi_rows(shop, period=wanted.period, by="channel", as_of=wanted.as_of)
    nets = net_by_channel(shop.id, wanted.period, wanted.period.previous)
    change = explain_change(data.current.sums, data.previous.sums, nets)
    csv = reverse("kpi-days-csv", kwargs={"slug": shop.slug}) + f"?{wanted.query}"
    channels_csv = reverse("kpi-channels-csv", kwargs={"slug": shop.slug}) + f"?{wanted.query}"
    known = beside(shop.id, wanted.period.start, wanted.period.end)
    drawn = [revenue_chart(shop, days, csv), orders_chart(days, csv)]
    charts = marked(shop.id, drawn, [day.day for day in days], known)
    context = {
        "asked": wanted,
        "period": wanted.period,
        "preset": wanted.preset,
        "channels": [(slug, channel_name(slug)) for slug in wanted.channels if slug],
        "computed_at": wanted.computed_at,
        "as_of": wanted.as_of,
        "tabs": report_tabs(shop, "report"),
        "when": week_words(wanted.period),
        "sentence": period_sentence(shop, change),
        "revenue": revenue_figures(data),
        "kpis": kpi_figures(data),
        "charts": charts,
        "by_channel": channel_table(shop, total, by_channel, channels_csv),
        "notes": known.notes,
        "alerts": cards(shop, alerts_between(shop.id, wanted.period), known),
    }
    return render(request, "reports/report.html", context)
