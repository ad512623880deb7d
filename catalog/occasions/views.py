"""Doors of the calendar: the list and its sheet, one occasion beside the last one, and changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.occasions.calendar import written
from catalog.occasions.forms import DaysForm, OwnForm, form_of
from catalog.occasions.panels import (
    CERTAINTY,
    calendar_asked,
    calendar_sheet,
    calendar_table,
    matching,
    parts_table,
    sales_chart,
    sales_sheet,
    state_of,
)
from catalog.occasions.sales import comparison
from catalog.occasions.selectors import Occasion, coming, occasion_of
from catalog.occasions.services import (
    BadDays,
    UnknownOccasion,
    add_occasion,
    hide_occasion,
    move_occasion,
    put_back,
    rename_occasion,
    shift_occasion,
)
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.sheet import sheet_response


@require_safe
@shop_page(role=Role.VIEWER)
def occasions(request: ShopRequest) -> HttpResponse:
    """The calendar, what is coming, and the form of an occasion of one's own."""
    return _calendar(request, OwnForm())


def _calendar(request: ShopRequest, form: OwnForm, status: int = 200) -> HttpResponse:
    today = today_of(request)
    context = {
        "table": calendar_table(request.shop, calendar_asked(request.GET, today)),
        "coming": coming(request.shop, today),
        "has_calendar": bool(written(request.shop.country)),
        "form": form,
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "occasions/occasions.html", context, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def occasions_csv(request: ShopRequest) -> HttpResponse:
    rows = matching(request.shop, calendar_asked(request.GET, today_of(request)))
    header, lines = calendar_sheet(rows)
    return sheet_response(f"{request.shop.slug}-{_('calendar')}", header, lines, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.MANAGER)
def add(request: ShopRequest) -> HttpResponse:
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _calendar(request, form, status=422)
    days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
    try:
        made = add_occasion(request.shop.id, names=form.names, **days)
    except BadDays:
        form.add_error("ends_on", _bad_days())
        return _calendar(request, form, status=422)
    messages.success(request, _("The occasion is added."))
    return redirect("occasion", slug=request.shop.slug, occasion=made)


def _bad_days() -> str:
    return _("These days are too far apart, or too far from where the calendar has them.")


def _found(request: ShopRequest, occasion: str) -> Occasion:
    found = occasion_of(request.shop.id, occasion)
    if found is None:
        raise Http404
    return found


@require_safe
@shop_page(role=Role.VIEWER)
def occasion(request: ShopRequest, occasion: str) -> HttpResponse:
    """One occasion: its days, its sales beside those of the last time; ``?csv`` gives the days as a sheet."""
    found = _found(request, occasion)
    if "csv" in request.GET:
        header, lines = sales_sheet(comparison(request.shop, found))
        return sheet_response(f"{request.shop.slug}-{found.id}", header, lines, raw="raw" in request.GET)
    return _one(request, found, form_of(found))


def _one(request: ShopRequest, found: Occasion, form: DaysForm, status: int = 200) -> HttpResponse:
    compared = comparison(request.shop, found)
    context: dict[str, Any] = {
        "occasion": found,
        "last_time": compared.last_time,
        "state": state_of(found),
        "certainty": CERTAINTY[found.certainty],
        "chart": sales_chart(request.shop, compared, "?csv"),
        "parts": parts_table(request.shop, compared),
        "is_comparable": compared.is_comparable,
        "form": form,
        "trail": [(_("Calendar"), reverse("occasions", kwargs={"slug": request.shop.slug}))],
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "occasions/occasion.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, occasion: str) -> HttpResponse:
    """Other days, and other names for an occasion of one's own."""
    found = _found(request, occasion)
    form = form_of(found, request.POST)
    if not form.is_valid():
        return _one(request, found, form, status=422)
    days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
    try:
        move_occasion(request.shop.id, occasion, **days)
    except BadDays:
        form.add_error("ends_on", _bad_days())
        return _one(request, found, form, status=422)
    if isinstance(form, OwnForm):
        rename_occasion(request.shop.id, occasion, form.names)
    messages.success(request, _("Saved."))
    return redirect("occasion", slug=request.shop.slug, occasion=occasion)


@require_POST
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest, occasion: str) -> HttpResponse:
    """One word on an occasion: a day earlier or later, hide, show, or back to the calendar's days."""
    shop_id, slug, action = request.shop.id, request.shop.slug, request.POST.get("action", "")
    try:
        said = _act(shop_id, occasion, action)
    except UnknownOccasion as error:
        raise Http404 from error
    except BadDays:
        messages.error(request, _bad_days())
        return redirect("occasion", slug=slug, occasion=occasion)
    messages.success(request, said)
    if action == "remove":
        return redirect("occasions", slug=slug)
    return redirect("occasion", slug=slug, occasion=occasion)


def _act(shop_id: int, occasion: str, action: str) -> str:
    """Do it and say what was done; raises Http404 for an unknown action."""
    if action in {"earlier", "later"}:
        shift_occasion(shop_id, occasion, 1 if action == "later" else -1)
        return _("Moved by a day. Charts and forecasts follow.")
    if action in {"hide", "show"}:
        hide_occasion(shop_id, occasion, is_hidden=action == "hide")
        return _("Hidden: no chart is shaded for it.") if action == "hide" else _("Shown again.")
    if action in {"back", "remove"}:
        put_back(shop_id, occasion)
        return _("As in the calendar again.") if action == "back" else _("The occasion is removed.")
    raise Http404
