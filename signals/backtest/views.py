"""Doors of the comparison: the page and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response
from signals.backtest import words
from signals.backtest.automations import MODEL_CHOICE
from signals.backtest.panels import SHEET, bars, comparison_table, history_table, sheet
from signals.backtest.selectors import chosen_model, last_run, runs
from transparency.ledger.switches import is_on


@require_safe
@shop_page(role=Role.VIEWER)
def model_choice(request: ShopRequest) -> HttpResponse:
    """Which way to recommend is used, how all of them did, and why."""
    shop, run = request.shop, last_run(request.shop.id)
    model = chosen_model(shop.id)
    context: dict[str, Any] = {
        "run": run,
        "name": words.name_of(model),
        "sentence": words.sentence_of(model),
        "is_on": is_on(MODEL_CHOICE.code),
        "bars": bars(run) if run else [],
        "table": comparison_table(shop, run, request.GET),
        "history": history_table(shop, runs(shop.id), request.GET),
        "computed_at": run.computed_at if run else None,
    }
    if run is not None:
        context |= {"reason": words.reason_of(run), "form": words.form_of(run), "asked": words.asked_of(run)}
    return render(request, "backtest/model_choice.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def model_choice_csv(request: ShopRequest) -> HttpResponse:
    """The figures of the newest comparison."""
    run = last_run(request.shop.id)
    if run is None:
        raise Http404
    return sheet_response(
        f"{request.shop.slug}-models-{run.as_of}", SHEET, sheet(run), raw="raw" in request.GET
    )
