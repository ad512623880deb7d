"""Doors of credit: shares with their band, rules and windows side by side, the entries behind, and one order's way."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from attribution.credit.asked import Asked, asked
from attribution.credit.automations import CHANNEL_CREDIT
from attribution.credit.choices import change_settings
from attribution.credit.models import CreditRun
from attribution.credit.panels import (
    channels_table,
    chart,
    credit_sheet,
    figures,
    rules_table,
    sentence,
    windows_table,
)
from attribution.credit.rows import (
    order_entries_table,
    order_rules_table,
    rows_asked,
    rows_sheet,
    rows_table,
    stops,
)
from attribution.credit.rules import ANSWERS_FLOOR, ORDER_RULES, PERIODS, RULES, WINDOWS
from attribution.credit.selectors import last_run, order_credit, report, reports, taken_back
from attribution.credit.words import (
    disagreement,
    name_of,
    period_words,
    rule_definition,
    rule_words,
    window_words,
)
from catalog.channels.selectors import channel_names
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def credit(request: ShopRequest) -> HttpResponse:
    """Each channel's share by one rule, and how far the others go."""
    run = last_run(request.shop.id)
    if run is None:
        return _nothing_yet(request, "credit")
    wanted = asked(request.GET, run)
    found = report(request.shop.id, run, days=wanted.days, window=wanted.window)
    names = channel_names(request.shop.id)
    context = _chosen(request, wanted) | {
        "report": found,
        "computed_at": found.computed_at,
        "figures": figures(request.shop, found, wanted),
        "sentence": sentence(found, names),
        "warning": disagreement([name_of(names, channel) for channel in found.flipping]),
        "definition": rule_definition(wanted.rule),
        "table": channels_table(request.shop, found, names, wanted),
        "chart": chart(found, names, wanted),
        "answers": int(found.facts.get("question", 0)),
        "answers_floor": ANSWERS_FLOOR,
        "taken_back": taken_back(request.shop.id, wanted.first_day(found.as_of)),
    }
    return render(request, "credit/credit.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def rules(request: ShopRequest) -> HttpResponse:
    """Every rule side by side, and one rule under every window."""
    run = last_run(request.shop.id)
    if run is None:
        return _nothing_yet(request, "rules")
    wanted = asked(request.GET, run)
    found = reports(request.shop.id, run, days=wanted.days)
    own = next((one for one in found if one.window == wanted.window), None)
    if own is None:
        return _nothing_yet(request, "rules")
    names = channel_names(request.shop.id)
    table = rules_table(request.shop, own, names, wanted)
    context = _chosen(request, wanted) | {
        "computed_at": own.computed_at,
        "warning": disagreement([name_of(names, channel) for channel in own.flipping]),
        "rules": table,
        "windows": windows_table(found, names, wanted, table.csv_url),
        "definitions": [(rule_words(rule), rule_definition(rule)) for rule in RULES],
        "settings_rule": run.rule,
        "settings_window": run.window,
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "credit/rules.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def credit_csv(request: ShopRequest) -> HttpResponse:
    run = _run(request)
    wanted = asked(request.GET, run)
    found = report(request.shop.id, run, days=wanted.days, window=wanted.window)
    header, lines = credit_sheet(found, channel_names(request.shop.id))
    return sheet_response(f"{request.shop.slug}-{_('credit')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def rows(request: ShopRequest) -> HttpResponse:
    """The entries behind the shares; they add up to them."""
    run = last_run(request.shop.id)
    if run is None:
        return _nothing_yet(request, "rows")
    wanted = asked(request.GET, run)
    asks = rows_asked(request.GET, wanted, run.as_of)
    context = _chosen(request, wanted) | {
        "table": rows_table(request.shop, asks, channel_names(request.shop.id), wanted),
        "entry_rules": [(rule, rule_words(rule)) for rule in ORDER_RULES],
        "entry_rule": asks.rule,
        "trail": [(_("Attribution"), reverse("credit", kwargs={"slug": request.shop.slug}))],
    }
    return render(request, "credit/rows.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def rows_csv(request: ShopRequest) -> HttpResponse:
    run = _run(request)
    found = rows_asked(request.GET, asked(request.GET, run), run.as_of).found(request.shop.id)
    header, lines = rows_sheet(found.iterator(chunk_size=1000), channel_names(request.shop.id))
    return sheet_response(f"{request.shop.slug}-{_('entries')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def order(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One order: the way to it, and what it gave to whom."""
    found = order_credit(request.shop.id, uid)
    if found is None:
        raise Http404
    run, names = last_run(request.shop.id), channel_names(request.shop.id)
    rule = run.rule if run and run.rule in ORDER_RULES else "linear"
    slug = request.shop.slug
    context = {
        "order": found.order,
        "number": found.order.number or found.order.uid.hex[:8],
        "stops": stops(found, names),
        "heard": name_of(names, found.journey.heard) if found.journey and found.journey.heard else "",
        "rules": order_rules_table(request.shop, found, names),
        "entries": order_entries_table(request.shop, found, names, rule),
        "was_taken_back": any(entry.kind == "withdrawn" for entry in found.entries),
        "trail": [
            (_("Attribution"), reverse("credit", kwargs={"slug": slug})),
            (_("Entries"), reverse("credit-rows", kwargs={"slug": slug})),
        ],
    }
    return render(request, "credit/order.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    """Another leading rule or window, from the next night on."""
    try:
        change_settings(
            request.shop.id,
            window=int(request.POST.get("window", "")),
            rule=request.POST.get("rule", ""),
            by=f"person:{request.user.pk}",
        )
    except ValueError:
        messages.error(request, _("Choose a rule and a window from the lists."))
    else:
        messages.success(request, _("Saved. The next night gives credit this way."))
    return redirect("credit-rules", slug=request.shop.slug)


def _run(request: ShopRequest) -> CreditRun:
    run = last_run(request.shop.id)
    if run is None:
        raise Http404
    return run


def _chosen(request: ShopRequest, wanted: Asked) -> dict[str, Any]:
    return {
        "wanted": wanted,
        "periods": [(days, period_words(days)) for days in PERIODS],
        "windows_offered": [(days, window_words(days)) for days in WINDOWS],
        "rules_offered": [(rule, rule_words(rule)) for rule in RULES],
        "is_on": is_on(CHANNEL_CREDIT.code),
    }


def _nothing_yet(request: ShopRequest, here: str) -> HttpResponse:
    """Before the first night that gives credit."""
    return render(request, "credit/nothing.html", {"here": here, "is_on": is_on(CHANNEL_CREDIT.code)})
