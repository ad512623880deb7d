"""Doors of the answers: the page and its sheet, the settings, and the question asked on the phone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.channels.selectors import channel_choices
from catalog.conversations.page import tabs_of
from catalog.heard.asking import options_of, screen_of
from catalog.heard.forms import HeardForm
from catalog.heard.panels import answers_sheet, heard_page
from catalog.heard.selectors import chosen_settings, order_exists
from catalog.heard.services import answer_on_the_phone, change_settings, take_answer_back
from catalog.keys.selectors import live_public_key
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.listing import period_of, query_of
from shop_ai.lib.period import Period
from shop_ai.lib.refusals import Invalid
from shop_ai.lib.sheet import sheet_response


def _asked(request: ShopRequest) -> tuple[Period, str, str]:
    """The period, its preset and the query that leads here again; the last 90 days without one."""
    today = today_of(request)
    period, preset = period_of(request.GET, today)
    if period is None:
        period, preset = Period.preset("last_90_days", today), "last_90_days"
    return period, preset, query_of(request.GET, ("preset", "from", "to"))


def _form(request: ShopRequest, data: object = None) -> HeardForm:
    shop = request.shop
    initial = {"is_on": chosen_settings(shop.id).is_on, "options": list(options_of(shop.id))}
    return HeardForm(data, channels=channel_choices(shop.id), initial=initial)


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """What customers say brought them."""
    return _index(request, _form(request))


def _index(request: ShopRequest, form: HeardForm, status: int = 200) -> HttpResponse:
    period, preset, query = _asked(request)
    key, _origins = live_public_key(request.shop.id)
    frame = settings.PUBLIC_URL.rstrip("/") + reverse("heard-frame", args=[key]) if key else ""
    context = {
        "page": heard_page(request.shop, period, query),
        "period": period,
        "preset": preset,
        "form": form,
        "frame": frame,
        "tabs": tabs_of(request.shop, "heard"),
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "heard/heard.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return _index(request, form, 422)
    change_settings(request.shop.id, is_on=form.cleaned_data["is_on"], options=form.cleaned_data["options"])
    messages.success(request, _("Saved."))
    return redirect("heard", slug=request.shop.slug)


@require_safe
@shop_page(role=Role.VIEWER)
def answers_csv(request: ShopRequest) -> HttpResponse:
    period, _preset, _query = _asked(request)
    header, lines = answers_sheet(request.shop, period)
    return sheet_response(f"{request.shop.slug}-{_('answers')}", header, lines, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.AGENT)
def call(request: ShopRequest, order: uuid.UUID) -> HttpResponse:
    """What the customer said while the order was confirmed; ``again`` takes it back."""
    shop = request.shop
    if not order_exists(shop.id, order):
        raise Http404
    if "again" in request.POST:
        take_answer_back(shop.id, order)
        return redirect("order", slug=shop.slug, uid=order)
    screen = screen_of(request.POST.get("screen", ""))
    if screen is None or screen.shop_id != shop.id or screen.order != order:
        messages.error(request, _("The page was open for too long: ask again."))
        return redirect("order", slug=shop.slug, uid=order)
    try:
        answer_on_the_phone(shop, screen, request.POST.get("channel", ""))
    except Invalid as error:
        raise Http404 from error
    messages.success(request, _("The answer is kept."))
    return redirect("order", slug=shop.slug, uid=order)
