"""Doors of campaigns' chances and results: the list with its form, taking a plan back, and the sheet."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from attribution.campaign_outcome import panels
from attribution.campaign_outcome.automations import CAMPAIGN_OUTCOME
from attribution.campaign_outcome.forms import PlanForm
from attribution.campaign_outcome.selectors import plans, sums_by_type
from attribution.campaign_outcome.services import TooLate, create_plan, withdraw_plan
from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from shop_ai.lib.period import local_day
from shop_ai.lib.sheet import sheet_response
from transparency.ledger.switches import is_on


@require_safe
@shop_page()
def campaign_outcomes(request: ShopRequest) -> HttpResponse:
    """Plans with their chance and result; managers find the form of a new one."""
    may_plan = has_role(request.shop.role, Role.MANAGER)
    return _page(request, PlanForm(request.shop.id) if may_plan else None)


@require_POST
@shop_page(role=Role.MANAGER)
def plan(request: ShopRequest) -> HttpResponse:
    """Write down what a campaign shall reach, before it starts."""
    form = PlanForm(request.shop.id, request.POST)
    if form.is_valid() and _planned(request, form):
        return redirect("campaign-outcomes", slug=request.shop.slug)
    return _page(request, form)


def _page(request: ShopRequest, form: PlanForm | None) -> HttpResponse:
    shop = request.shop
    asked = panels.asked_of(request.GET)
    rows = plans(shop.id, type=asked.type, words=asked.words)
    total = rows.count()
    asked, shown = panels.page_in(asked, total)
    found, today = list(rows[shown]), local_day(timezone.now(), shop.zone)
    context: dict[str, Any] = {
        "form": form,
        "is_on": is_on(CAMPAIGN_OUTCOME.code),
        "table": panels.plans_table(shop, found, asked, total, today),
        "types": panels.types_table(shop, sums_by_type(shop.id)),
        "skill": panels.skill_words(next((plan for plan in found if plan.chance), None)),
        "waiting": [plan for plan in found if plan.starts_on > today] if form else [],
    }
    return render(
        request, "campaign_outcome/outcomes.html", context, status=422 if form and form.errors else 200
    )


def _planned(request: ShopRequest, form: PlanForm) -> bool:
    try:
        create_plan(request.shop, form.values(), by=f"user:{request.user.pk}")
    except TooLate:
        form.add_error("starts_on", _("A goal is written down before the campaign starts: from tomorrow on."))
        return False
    messages.success(
        request, _("Written down. What success means can no longer be changed once it has started.")
    )
    return True


@require_POST
@shop_page(role=Role.MANAGER)
def withdraw(request: ShopRequest) -> HttpResponse:
    """Take a plan back that has not started."""
    try:
        found = withdraw_plan(request.shop, uuid.UUID(hex=request.POST.get("plan", "")))
    except ValueError as error:
        if not isinstance(error, TooLate):
            raise Http404 from error
        messages.error(request, _("It has started: its goal stays."))
        return redirect("campaign-outcomes", slug=request.shop.slug)
    if not found:
        raise Http404
    messages.success(request, _("Taken back."))
    return redirect("campaign-outcomes", slug=request.shop.slug)


@require_safe
@shop_page()
def campaign_outcomes_csv(request: ShopRequest) -> HttpResponse:
    """Every plan with what was said and what came."""
    asked = panels.asked_of(request.GET)
    rows = plans(request.shop.id, type=asked.type, words=asked.words)
    name = f"{request.shop.slug}-campaign-results"
    return sheet_response(name, panels.HEADER, panels.sheet(rows), raw="raw" in request.GET)
