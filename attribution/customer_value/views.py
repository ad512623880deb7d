"""Doors of what customers may still buy: the page and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from attribution.customer_value import panels
from attribution.customer_value.automations import CUSTOMER_VALUE
from attribution.customer_value.selectors import FEWEST, groups, last_run
from catalog.people.access import ShopRequest, shop_page
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page()
def customer_value(request: ShopRequest) -> HttpResponse:
    """Repeat orders to come, by groups."""
    shop, run = request.shop, last_run(request.shop.id)
    context: dict[str, Any] = {
        "run": run,
        "is_on": is_on(CUSTOMER_VALUE.code),
        "needed": FEWEST,
        "computed_at": run.computed_at if run else None,
        "as_of": run.as_of if run else None,
    }
    if run is not None and run.method:
        found = groups(shop.id, run)
        everybody = next((row for row in found if row.by == "all"), None)
        context |= {
            "figures": panels.figures(shop, everybody),
            "tables": panels.tables(shop, found),
            "holdout": panels.holdout_words(run),
            "margin": panels.margin_words(shop, run),
        }
    return render(request, "customer_value/value.html", context)


@require_safe
@shop_page()
def customer_value_csv(request: ShopRequest) -> HttpResponse:
    """One line a group."""
    run = last_run(request.shop.id)
    if run is None:
        raise Http404
    rows = panels.sheet(groups(request.shop.id, run))
    name = f"{request.shop.slug}-customer-value-{run.as_of}"
    return sheet_response(name, panels.HEADER, rows, raw="raw" in request.GET)
