"""Doors of the first pages: today, the key figures, sales, the rows behind a figure, and their sheets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from attribution.kpis.asked import Asked, asked
from attribution.kpis.behind import SOURCES
from attribution.kpis.behind_table import behind_sheet, behind_table, figure_words, total_of
from attribution.kpis.breakdown import WORDS, breakdown_table, sheet_of
from attribution.kpis.compute import Row
from attribution.kpis.figures import Compared, cash_figures, kpi_figures, revenue_figures
from attribution.kpis.panels import channel_table, orders_chart, repurchase_chart, revenue_chart, what_changed
from attribution.kpis.selectors import By, KpiDay, kpi_rows, kpi_series
from attribution.kpis.sheets import channel_sheet, day_sheet, month_sheet
from attribution.kpis.shifts import last_shift, shift_words
from attribution.kpis.target_form import TargetForm
from attribution.kpis.targets import set_targets, targets_of
from attribution.kpis.windows import kpi_windows
from attribution.notes.marks import marked
from attribution.notes.selectors import beside
from catalog.occasions.selectors import coming
from catalog.orders.pipeline import pipeline
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from catalog.series.selectors import posts_to_do
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart
from shop_ai.lib.period import Period, month_key
from shop_ai.lib.sheet import sheet_response
from shop_ai.lib.table import Table
from signals.segments.panels import next_offers

MONTHS = 12


def _months(last: date) -> list[Period]:
    """The twelve calendar months that end with the month of ``last``."""
    found: list[Period] = []
    end = last
    for _month in range(MONTHS):
        found.append(Period(end.replace(day=1), end))
        end = end.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _compared(
    shop: ShopContext, wanted: Asked, *, has_targets: bool = True, has_months: bool = True
) -> tuple[Compared, tuple[KpiDay, ...], list[tuple[str, Row]]]:
    """The period beside the one before and the matched weekdays, its days, and twelve months (if wanted)."""
    months = _months(min(wanted.period.end, wanted.as_of)) if has_months else []
    windows = [wanted.period, wanted.period.previous, wanted.period.matched, *months]
    current, previous, matched, *monthly = kpi_windows(
        shop.id, windows, as_of=wanted.as_of, channel=wanted.channel
    )
    days = kpi_series(shop.id, period=wanted.period, channel=wanted.channel)
    data = Compared(
        shop=shop,
        asked=wanted,
        current=current,
        previous=previous,
        matched=matched,
        days=[day.sums for day in days],
        months=monthly,
        targets=targets_of(shop.id) if has_targets else {},
    )
    return data, days, list(zip([month_key(month.start) for month in months], monthly, strict=True))


def _shift(request: ShopRequest, wanted: Asked) -> str:
    return shift_words(request.shop, last_shift(request.shop.id, wanted.period, wanted.channel))


def _tabs(request: ShopRequest, wanted: Asked) -> list[tuple[Any, str, bool]]:
    return [(words[0], f"?{wanted.query}&by={by}#table-by", by == wanted.by) for by, words in WORDS.items()]


def _breakdown(request: ShopRequest, wanted: Asked) -> Table:
    csv_url = f"{_url(request, 'kpi-by-csv', wanted)}&by={wanted.by}"
    figures = _rows_by(request, wanted)
    return breakdown_table(request.shop, wanted, figures, page=request.GET.get("page", ""), csv_url=csv_url)


def _rows_by(request: ShopRequest, wanted: Asked) -> tuple[Row, tuple[Row, ...]]:
    by = cast(By, wanted.by)  # one of BY, or it would not be asked for
    return kpi_rows(request.shop, period=wanted.period, by=by, as_of=wanted.as_of)


def _page(request: ShopRequest, wanted: Asked) -> dict[str, Any]:
    """What the frame of these pages needs."""
    return {
        "asked": wanted,
        "period": wanted.period,
        "preset": wanted.preset,
        "channels": [(slug, channel_name(slug)) for slug in wanted.channels if slug],
        "computed_at": wanted.computed_at,
        "as_of": wanted.as_of,
    }


def _url(request: ShopRequest, name: str, wanted: Asked, **kwargs: str) -> str:
    return f"{reverse(name, kwargs={'slug': request.shop.slug, **kwargs})}?{wanted.query}"


def _csv(request: ShopRequest, wanted: Asked) -> str:
    return _url(request, "kpi-days-csv", wanted)


def _with_marks(request: ShopRequest, days: tuple[KpiDay, ...], chart: Chart) -> Chart:
    """The chart of these days with their notes and occasions."""
    return marked(request.shop.id, [chart], [day.day for day in days])[0]


@require_safe
@shop_page()
def today(request: ShopRequest) -> HttpResponse:
    """The first page: what changed, sales, the five KPIs, what waits."""
    wanted = asked(request.shop, request.GET)
    data, days, _monthly = _compared(request.shop, wanted)
    known = beside(request.shop.id, wanted.period.start, wanted.period.end)
    chart = revenue_chart(request.shop, days, _csv(request, wanted))
    context = {
        **_page(request, wanted),
        "sentence": what_changed(data.current, data.previous),
        "revenue": revenue_figures(data),
        "kpis": kpi_figures(data),
        "shift": _shift(request, wanted),
        "chart": marked(request.shop.id, [chart], [day.day for day in days], known)[0],
        "coming": coming(request.shop, today_of(request), known.calendar),
        "due": posts_to_do(request.shop.id, today_of(request)),
        "next_offers": next_offers(request.shop),
        "has_orders": wanted.computed_at is not None or data.current.sums.placed > 0,
    }
    return render(request, "kpis/today.html", context)


@require_safe
@shop_page()
def kpis(request: ShopRequest) -> HttpResponse:
    """The key figures by channel and over time."""
    wanted = asked(request.shop, request.GET)
    data, days, monthly = _compared(request.shop, wanted)
    context = {
        **_page(request, wanted),
        "kpis": kpi_figures(data),
        "cash": cash_figures(data),
        "shift": _shift(request, wanted),
        "tabs": _tabs(request, wanted),
        "by_key": _breakdown(request, wanted),
        "repurchase": repurchase_chart(monthly, _url(request, "kpi-months-csv", wanted)),
        "orders": _with_marks(request, days, orders_chart(days, _csv(request, wanted))),
    }
    return render(request, "kpis/kpis.html", context)


@require_safe
@shop_page()
def sales(request: ShopRequest) -> HttpResponse:
    """Sales: where open orders stand, gross to net, over time and by channel."""
    wanted = asked(request.shop, request.GET)
    data, days, _monthly = _compared(request.shop, wanted, has_targets=False, has_months=False)
    total, by_channel = kpi_rows(request.shop, period=wanted.period, by="channel", as_of=wanted.as_of)
    context = {
        **_page(request, wanted),
        "stages": pipeline(request.shop, wanted.period, wanted.channel),
        "revenue": [*revenue_figures(data), *cash_figures(data)],
        "shift": _shift(request, wanted),
        "sums": data.current.sums,
        "chart": _with_marks(request, days, revenue_chart(request.shop, days, _csv(request, wanted))),
        "by_channel": channel_table(
            request.shop, total, by_channel, _url(request, "kpi-channels-csv", wanted)
        ),
    }
    return render(request, "kpis/sales.html", context)


@require_safe
@shop_page()
def rows(request: ShopRequest, figure: str) -> HttpResponse:
    """The orders and refunds behind a figure, which add up to it; ``?csv`` gives all of them."""
    if figure not in SOURCES:
        raise Http404
    wanted = asked(request.shop, request.GET)
    if "csv" in request.GET:
        header, lines = behind_sheet(request.shop, figure, wanted)
        return sheet_response(_name(request, figure, wanted), header, lines, raw="raw" in request.GET)
    try:
        table, following = behind_table(request.shop, figure, wanted, after=request.GET.get("after", ""))
    except ValueError as error:
        raise Http404 from error
    context = {
        **_page(request, wanted),
        "words": figure_words(figure),
        "total": total_of(request.shop, figure, wanted),
        "table": table,
        "next_url": f"?{wanted.rows_query}&after={following}" if following else "",
    }
    return render(request, "kpis/rows.html", context)


def _name(request: ShopRequest, what: str, wanted: Asked) -> str:
    return f"{request.shop.slug}-{what}-{wanted.period.start}-{wanted.period.end}"


@require_safe
@shop_page()
def days_csv(request: ShopRequest) -> HttpResponse:
    wanted = asked(request.shop, request.GET)
    header, lines = day_sheet(kpi_series(request.shop.id, period=wanted.period, channel=wanted.channel))
    return sheet_response(_name(request, _("days"), wanted), header, lines, raw="raw" in request.GET)


@require_safe
@shop_page()
def channels_csv(request: ShopRequest) -> HttpResponse:
    wanted = asked(request.shop, request.GET)
    total, by_channel = kpi_rows(request.shop, period=wanted.period, by="channel", as_of=wanted.as_of)
    header, lines = channel_sheet(total, by_channel)
    return sheet_response(_name(request, _("channels"), wanted), header, lines, raw="raw" in request.GET)


@require_safe
@shop_page()
def by_csv(request: ShopRequest) -> HttpResponse:
    """The key figures by the key that the address names."""
    wanted = asked(request.shop, request.GET)
    header, lines = sheet_of(request.shop, wanted.by, *_rows_by(request, wanted))
    return sheet_response(_name(request, wanted.by, wanted), header, lines, raw="raw" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def targets(request: ShopRequest) -> HttpResponse:
    """What the owner wants of each figure."""
    form = TargetForm(request.POST if request.method == "POST" else None, targets=targets_of(request.shop.id))
    if request.method == "POST" and form.is_valid():
        set_targets(request.shop.id, form.targets())
        messages.success(request, _("Kept. Each figure shows its target from now on."))
        return redirect("kpis", slug=request.shop.slug)
    context = {
        "form": form,
        "trail": [(_("Key figures"), reverse("kpis", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "kpis/targets.html", context, status=422 if form.errors else 200)


@require_safe
@shop_page()
def months_csv(request: ShopRequest) -> HttpResponse:
    wanted = asked(request.shop, request.GET)
    _data, _days, monthly = _compared(request.shop, wanted, has_targets=False)
    header, lines = month_sheet(monthly)
    return sheet_response(_name(request, _("months"), wanted), header, lines, raw="raw" in request.GET)
