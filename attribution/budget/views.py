"""Doors of the budget: the advice, what another split might bring, and the sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from attribution.budget import panels, words
from attribution.budget.automations import BUDGET_ADVICE
from attribution.budget.forms import WhatIfForm
from attribution.budget.models import BudgetAdvice, BudgetLine
from attribution.budget.selectors import earlier, last_advice, lines_of
from attribution.budget.what_if import what_if
from catalog.people.access import ShopRequest, shop_page
from shop_ai.lib.channels import channel_name
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page()
def budget(request: ShopRequest) -> HttpResponse:
    """Where the next money should go, why, and what another split might bring."""
    advice = last_advice(request.shop.id)
    context: dict[str, Any] = {
        "advice": advice,
        "is_on": is_on(BUDGET_ADVICE.code),
        "computed_at": advice.computed_at if advice else None,
        "as_of": advice.as_of if advice else None,
    }
    if advice is not None:
        context |= _advised(request, advice)
    return render(request, "budget/budget.html", context, status=_status(context))


def _status(context: dict[str, Any]) -> int:
    form = context.get("form")
    return 422 if form is not None and form.errors else 200


def _advised(request: ShopRequest, advice: BudgetAdvice) -> dict[str, Any]:
    shop, lines = request.shop, lines_of(request.shop.id, advice)
    title, text = words.headline(advice)
    return {
        "title": title,
        "text": text,
        "total": words.whole(advice.total, advice.currency),
        "set_aside": words.whole(advice.set_aside, advice.currency) if advice.set_aside else "",
        "basis": _basis(advice),
        "cards": panels.cards(lines, advice.currency),
        "chart": panels.chart(shop, lines),
        "sensitivity": panels.sensitivity(shop, advice, lines),
        "history": panels.history_table(shop, earlier(shop.id, advice), request.GET),
    } | _what_if(request, advice, lines)


def _what_if(request: ShopRequest, advice: BudgetAdvice, lines: list[BudgetLine]) -> dict[str, Any]:
    """The form with the advised split; with amounts in the address also what they might bring."""
    is_asked = any(name.startswith("amount_") for name in request.GET)
    form = WhatIfForm(lines, request.GET if is_asked else None)
    found: dict[str, Any] = {"form": form, "is_asked": is_asked}
    if is_asked and form.is_valid():
        asked = what_if(lines, form.amounts())
        found["guess"] = panels.guess_table(what_if(lines, {}), asked, advice.currency)
    return found


def _basis(advice: BudgetAdvice) -> list[str]:
    """What the advice rests on, and what it could not know."""
    facts = advice.facts
    said = [
        _(
            "Orders are told to channels by what customers answered to the question where they had heard of the shop."
        )
        if facts.get("basis") == "question"
        else _(
            "Orders are told to channels by the channel written on them: too few customers answered where they had heard of the shop."
        )
    ]
    if facts.get("assumed"):
        names = ", ".join(channel_name(name) for name in facts["assumed"])
        said.append(
            _(
                "Costs are known of too few products sold by %(channels)s: there the margin set for scores stands in."
            )
            % {"channels": names}
        )
    if facts.get("unconverted"):
        said.append(
            _("%(n)s days of spend are left out: no rate of their currency is known.")
            % {"n": facts["unconverted"]}
        )
    return said


@require_safe
@shop_page()
def budget_csv(request: ShopRequest) -> HttpResponse:
    """One line a channel."""
    advice = last_advice(request.shop.id)
    if advice is None:
        raise Http404
    rows = panels.sheet(lines_of(request.shop.id, advice))
    name = f"{request.shop.slug}-budget-{advice.week}"
    return sheet_response(name, panels.HEADER, rows, raw="raw" in request.GET)
