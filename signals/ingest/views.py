"""The Signals page and its downloads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.keys.selectors import live_public_key
from catalog.keys.services import ensure_public_key
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.channels import channel_name
from shop_ai.lib.period import PRESETS, Period, local_day
from shop_ai.lib.sheet import sheet_response
from signals.ingest import panels
from signals.ingest.automations import MEASUREMENT
from signals.ingest.health import health
from signals.ingest.models import Outcome
from signals.ingest.selectors import funnel, intake, intake_total, tail
from signals.ingest.words import device_name, kind_name, step_name
from signals.rollups.expiry import keep_months, kept_months
from signals.sessions.panels import session_table
from signals.sessions.selectors import DAILY, daily_sessions, sessions_by
from transparency.ledger.switches import is_on

DAY_HOURS, WEEK_HOURS = 24, 168
LONGEST_DAYS = 3660
RETENTIONS = (3, 6, 13, 25, 37)


def _period(given: Mapping[str, str], today: date) -> tuple[Period, str]:
    """The period of the address with its preset's name; the last seven days with today otherwise."""
    preset = given.get("preset", "")
    if preset in PRESETS:
        return Period.preset(preset, today), preset
    try:
        period = Period(date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", "")))
    except ValueError:
        return Period(today - timedelta(days=6), today), ""
    return (period, "") if period.length <= LONGEST_DAYS else (Period(today - timedelta(days=6), today), "")


def _hours(given: Mapping[str, str]) -> int:
    return WEEK_HOURS if given.get("hours") == str(WEEK_HOURS) else DAY_HOURS


def _span(given: QueryDict, hours: int) -> str:
    """The same address with another span."""
    query = given.copy()
    query["hours"] = str(hours)
    return f"?{query.urlencode()}"


def _address(request: ShopRequest, name: str, query: str = "") -> str:
    return reverse(name, kwargs={"slug": request.shop.slug}) + query


@require_safe
@shop_page()
def overview(request: ShopRequest) -> HttpResponse:
    """Health of the collection, the way to an order, the last events, and how to install the script."""
    shop, hours = request.shop, _hours(request.GET)
    period, preset = _period(request.GET, local_day(timezone.now(), shop.zone))
    days = f"?from={period.start}&to={period.end}"
    received, steps = intake(shop.id, hours), funnel(shop.id, period)
    total = intake_total(received)
    state = health(shop.id, local_day(timezone.now(), shop.zone))
    key, _origins = live_public_key(shop.id)
    context = {
        "period": period,
        "preset": preset,
        "is_collecting": is_on(MEASUREMENT.code),
        "spans": [
            (_("24 hours"), _span(request.GET, DAY_HOURS), hours == DAY_HOURS),
            (_("7 days"), _span(request.GET, WEEK_HOURS), hours == WEEK_HOURS),
        ],
        "intake": panels.intake_chart(
            received, shop.zone, _address(request, "signals-intake-csv", f"?hours={hours}")
        ),
        "outcomes": panels.outcome_table(total),
        "rejected": total.get(Outcome.INVALID, 0) + total.get(Outcome.FOREIGN_SITE, 0),
        "health": state,
        "missing": panels.missing_table(state.missing),
        "sessions": session_table(
            sessions_by(shop.id, period), _address(request, "signals-sessions-csv", days)
        ),
        "funnel": panels.funnel_chart(steps),
        "steps": panels.funnel_table(steps, _address(request, "signals-funnel-csv", days)),
        "tail": panels.tail_table(tail(shop.id), _address(request, "signals-tail-csv")),
        "retention": kept_months(shop.id),
        "retentions": RETENTIONS,
        "snippet": f'<script defer src="{settings.PUBLIC_URL}/s.js" data-key="{key}"></script>'
        if key
        else "",
    }
    return render(request, "signals/overview.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def make_key(request: ShopRequest) -> HttpResponse:
    ensure_public_key(request.shop.id)
    return redirect(_address(request, "signals", "#install"))


@require_POST
@shop_page(role=Role.MANAGER)
def keep_events(request: ShopRequest) -> HttpResponse:
    """For how long single events are kept, one of the offered spans."""
    months = request.POST.get("months", "")
    if months in {str(offered) for offered in RETENTIONS}:
        keep_months(request.shop.id, int(months))
    return redirect(_address(request, "signals", "#retention"))


@require_safe
@shop_page()
def intake_csv(request: ShopRequest) -> HttpResponse:
    """Each hour with every outcome."""
    header = ["hour", "received", *(outcome.value for outcome in Outcome)]
    rows = [
        [hour.hour.astimezone(request.shop.zone).isoformat(), hour.received, *(hour.of(o) for o in Outcome)]
        for hour in intake(request.shop.id, _hours(request.GET))
    ]
    return sheet_response("signals-intake", header, rows, raw="raw" in request.GET)


@require_safe
@shop_page()
def funnel_csv(request: ShopRequest) -> HttpResponse:
    period, _preset = _period(request.GET, today_of(request))
    rows = [[step_name(step.code), step.count, step.kept] for step in funnel(request.shop.id, period)]
    header = [_("Step"), _("Number"), _("Of the step before")]
    return sheet_response(
        f"signals-funnel-{period.start}-{period.end}", header, rows, raw="raw" in request.GET
    )


@require_safe
@shop_page()
def tail_part(request: ShopRequest) -> HttpResponse:
    """The last events alone, for the page that shows them live."""
    table = panels.tail_table(tail(request.shop.id), _address(request, "signals-tail-csv"))
    return render(request, "signals/tail.html", {"tail": table})


@require_safe
@shop_page()
def sessions_csv(request: ShopRequest) -> HttpResponse:
    """Each day and channel of the period with its counts."""
    period, _preset = _period(request.GET, today_of(request))
    rows = [[row[name] for name in DAILY] for row in daily_sessions(request.shop.id, period)]
    name = f"signals-sessions-{period.start}-{period.end}"
    return sheet_response(name, list(DAILY), rows, raw="raw" in request.GET)


@require_safe
@shop_page()
def tail_csv(request: ShopRequest) -> HttpResponse:
    header = [_("Time"), _("What"), _("Page"), _("Product"), _("Channel"), _("Device"), _("Language")]
    rows = [
        [
            event.at.astimezone(request.shop.zone).isoformat(),
            kind_name(event.type),
            event.page,
            event.sku,
            channel_name(event.channel),
            device_name(event.device),
            event.language,
        ]
        for event in tail(request.shop.id)
    ]
    return sheet_response("signals-tail", header, rows, raw="raw" in request.GET)
