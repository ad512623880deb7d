"""Doors of the forecast: the page and its sheets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from attribution.forecast import panels, tables
from attribution.forecast.automations import FORECAST
from attribution.forecast.models import Measure, Scope
from attribution.forecast.selectors import (
    FEWEST_WEEKS,
    Line,
    Run,
    last_run,
    lines_of,
    page_of_lines,
    product_lines,
)
from catalog.channels.selectors import channel_names
from catalog.occasions.selectors import occasions_between
from catalog.people.access import ShopRequest, shop_page
from shop_ai.lib.channels import channel_name
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page()
def forecast(request: ShopRequest) -> HttpResponse:
    """The next four weeks, and how well such forecasts did."""
    shop, asked, run = request.shop, panels.asked_of(request.GET), last_run(request.shop.id)
    address = reverse("forecast", kwargs={"slug": shop.slug})
    context: dict[str, Any] = {
        "run": run,
        "is_on": is_on(FORECAST.code),
        "needed": FEWEST_WEEKS,
        "tabs": [(one.label, f"{address}?measure={one.value}", one is asked.measure) for one in Measure],
        "computed_at": run.computed_at if run else None,
        "as_of": run.as_of if run else None,
    }
    lines = lines_of(shop.id, run, Scope.SHOP, asked.measure) if run is not None and run.is_ready else []
    if run is not None and lines and lines[0].weeks:
        context |= _ready(request, run, lines[0], asked)
    return render(request, "forecast/forecast.html", context)


def _ready(request: ShopRequest, run: Run, whole: Line, asked: panels.Asked) -> dict[str, Any]:
    """What the page says of a run; ``whole`` is the line of the whole shop."""
    shop, measure = request.shop, asked.measure
    channels = lines_of(shop.id, run, Scope.CHANNEL, measure)
    around = occasions_between(shop.id, run.week - timedelta(weeks=104), run.mondays[-1] + timedelta(days=6))
    shown = [one for one in around if one.ends_on >= run.week - timedelta(weeks=panels.SHOWN_WEEKS)]
    test = run.test(Scope.SHOP, measure)
    today = local_day(timezone.now(), shop.zone)
    return {
        "cards": panels.cards(shop, whole, measure, shown, today),
        "chart": panels.chart(shop, run, whole, measure, shown),
        "channel_table": tables.channel_table(shop, run, channels, measure, channel_names(shop.id)),
        "product_table": _products(request, run, asked),
        "test_chart": panels.test_chart(shop, test, measure) if test and test.weeks else None,
        "tests": tables.tests_table(shop, run),
        "learnt": tables.calendar_rows(run, {one.key: one.name for one in around}),
        "days": tables.day_rows(run),
    }


def _products(request: ShopRequest, run: Run, asked: panels.Asked) -> Any:
    rows = product_lines(request.shop.id, run, asked.measure, asked.words, asked.sort)
    total = rows.count()
    page, first, last = tables.page_in(asked, total)
    lines = page_of_lines(request.shop.id, run, rows, first, last)
    asked = panels.Asked(asked.measure, asked.words, asked.sort, page, asked.query)
    return tables.product_table(request.shop, run, lines, asked, total)


def _run_or_404(request: ShopRequest) -> Run:
    run = last_run(request.shop.id)
    if run is None or not run.is_ready:
        raise Http404
    return run


@require_safe
@shop_page()
def forecast_csv(request: ShopRequest) -> HttpResponse:
    """The whole shop and its channels, one line a coming week."""
    shop, run, measure = request.shop, _run_or_404(request), panels.asked_of(request.GET).measure
    lines = [("shop", shop.name, line) for line in lines_of(shop.id, run, Scope.SHOP, measure)]
    lines += [
        ("channel", channel_name(line.key), line) for line in lines_of(shop.id, run, Scope.CHANNEL, measure)
    ]
    return _sheet(request, f"forecast-{measure.value}-{run.week}", tables.HEADER, tables.sheet(lines))


@require_safe
@shop_page()
def products_csv(request: ShopRequest) -> HttpResponse:
    """Every product that is forecast, one line a coming week."""
    run, measure = _run_or_404(request), panels.asked_of(request.GET).measure
    lines = [("product", line.label, line) for line in lines_of(request.shop.id, run, Scope.PRODUCT, measure)]
    return _sheet(
        request, f"forecast-products-{measure.value}-{run.week}", tables.HEADER, tables.sheet(lines)
    )


@require_safe
@shop_page()
def test_csv(request: ShopRequest) -> HttpResponse:
    """What came beside what would have been said."""
    run, measure = _run_or_404(request), panels.asked_of(request.GET).measure
    test = run.test(Scope.SHOP, measure)
    header, lines = tables.test_sheet(test) if test else (("week",), [])
    return _sheet(request, f"forecast-test-{measure.value}-{run.week}", header, lines)


def _sheet(request: ShopRequest, name: str, header: Any, lines: Any) -> HttpResponse:
    return sheet_response(f"{request.shop.slug}-{name}", header, lines, raw="raw" in request.GET)
