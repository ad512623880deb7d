"""Doors of the alerts: the list, one alert with its weekdays, answers, and what they taught."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from attribution.alerts.automations import FIGURE_ALERTS
from attribution.alerts.models import Answer, FigureAlert
from attribution.alerts.panels import alerts_sheet, alerts_table, asked_of, cards, weekdays_chart
from attribution.alerts.selectors import alert_of, alerts, bars, last_night, standing_alerts
from attribution.alerts.services import answer_alert, forget_bars
from attribution.alerts.words import answer_badge, bar_words
from attribution.reports.tabs import report_tabs
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """What stands out, all alerts, and what answers taught."""
    shop = request.shop
    night = last_night(shop.id)
    context = {
        "tabs": report_tabs(shop, "alerts"),
        "cards": cards(shop, standing_alerts(shop.id, night.day)) if night else [],
        "table": alerts_table(shop, request.GET),
        "bars": [bar_words(bar) for bar in bars(shop.id)],
        "night": night,
        "is_on": is_on(FIGURE_ALERTS.code),
        "may_answer": has_role(shop.role, Role.AGENT),
        "may_change": has_role(shop.role, Role.MANAGER),
        "computed_at": night.computed_at if night else None,
        "as_of": night.day if night else None,
    }
    return render(request, "alerts/alerts.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def alerts_csv(request: ShopRequest) -> HttpResponse:
    figure, answer = asked_of(request.GET)
    header, lines = alerts_sheet(request.shop, alerts(request.shop.id, figure=figure, answer=answer))
    return sheet_response(f"{request.shop.slug}-{_('alerts')}", header, lines, raw="raw" in request.GET)


def _found(request: ShopRequest, uid: UUID) -> FigureAlert:
    found = alert_of(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def one(request: ShopRequest, alert: UUID) -> HttpResponse:
    """One alert: the reason, the weekdays it was held against, the decision in the log."""
    found = _found(request, alert)
    context = {
        "card": cards(request.shop, [found])[0],
        "badge": answer_badge(found.answer),
        "chart": weekdays_chart(request.shop, found),
        "may_answer": has_role(request.shop.role, Role.AGENT) and found.answer == Answer.NEW,
        "trail": [(_("Alerts"), reverse("alerts", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "alerts/alert.html", context)


@require_POST
@shop_page(role=Role.AGENT)
def answer(request: ShopRequest, alert: UUID) -> HttpResponse:
    """Seen, or not useful: the second raises the bar of this figure."""
    given = request.POST.get("answer", "")
    if given not in {Answer.SEEN, Answer.NOT_USEFUL}:
        raise Http404
    answer_alert(request.shop.id, _found(request, alert), Answer(given), by=f"user:{request.user.pk}")
    if given == Answer.NOT_USEFUL:
        messages.success(request, _("Noted: for this figure, only rarer days will be told from now on."))
    else:
        messages.success(request, _("Noted."))
    return redirect(_back(request))


def _back(request: ShopRequest) -> str:
    """The page the answer came from, when it is ours."""
    given = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(given, allowed_hosts=None) and given.startswith("/"):
        return given
    return reverse("alerts", kwargs={"slug": request.shop.slug})


@require_POST
@shop_page(role=Role.MANAGER)
def forget(request: ShopRequest) -> HttpResponse:
    """Forget what answers taught."""
    forget_bars(request.shop.id, by=f"user:{request.user.pk}")
    messages.success(request, _("Every figure is watched as at the start."))
    return redirect("alerts", slug=request.shop.slug)
