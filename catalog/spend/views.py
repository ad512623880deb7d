"""Doors of spend: the list with its form, one amount, the last change taken back, rates of exchange."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.channels.selectors import campaign_names, channel_choices, channel_tree, choices_of
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from catalog.spend.forms import RateForm, SpendForm, initial_of
from catalog.spend.lists import Names, days_words, entry_badge, rate_words, spend_sheet, spend_table
from catalog.spend.selectors import currency_rates, entry_by_uid, last_change, missing_rates
from catalog.spend.services import add_spend, change_spend, put_rate, remove_rate, remove_spend, undo_last
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response

CURRENCIES = ("DZD", "USD", "EUR")
RATE_IDS = "rate_%s"  # beside the form of an amount, which asks for a day and a currency too


def _back(request: ShopRequest) -> HttpResponse:
    return redirect("spend", slug=request.shop.slug)


def _spend_form(request: ShopRequest, channels: list[tuple[str, str]], data: Any = None) -> SpendForm:
    initial = {"starts_on": today_of(request), "currency": request.shop.currency}
    return SpendForm(data, channels=channels, today=today_of(request), initial=initial)


def _page(
    request: ShopRequest, form: SpendForm | None = None, rate_form: RateForm | None = None, status: int = 200
) -> HttpResponse:
    shop, campaigns = request.shop, campaign_names(request.shop.id)
    tree = channel_tree(shop.id)
    names = Names({node.slug: node.name for node in tree}, campaigns)
    context = {
        "table": spend_table(shop, request.GET, today_of(request), names),
        "form": form or _spend_form(request, choices_of(tree)),
        "rate_form": rate_form or RateForm(initial={"starts_on": today_of(request)}, auto_id=RATE_IDS),
        "rates": [(rate, rate_words(rate.rate, rate.currency, shop)) for rate in currency_rates(shop.id)],
        "missing": missing_rates(shop.id),
        "last_change": last_change(shop.id),
        "campaign_names": sorted(campaigns.values()),
        "currencies": sorted({shop.currency, *CURRENCIES}),
    }
    return render(request, "spend/spend.html", context, status=status)


@require_safe
@shop_page()
def index(request: ShopRequest) -> HttpResponse:
    """Every amount, what is missing, and the form to type another."""
    return _page(request)


@require_safe
@shop_page()
def sheet(request: ShopRequest) -> HttpResponse:
    header, rows = spend_sheet(request.shop, request.GET, today_of(request))
    return sheet_response(f"{request.shop.slug}-{_('spend')}", header, rows, raw="raw" in request.GET)


@require_POST
@shop_page(role=Role.MANAGER)
def add(request: ShopRequest) -> HttpResponse:
    """Keep an amount that somebody typed."""
    form = _spend_form(request, channel_choices(request.shop.id), request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        _entry, is_new = add_spend(request.shop.id, form.spend_fields(), by=_who(request))
    except (Invalid, Conflict) as refused:
        form.take_over(refused)
        return _page(request, form, status=422)
    said = _("Kept.") if is_new else _("This amount was there; it is replaced by what you typed.")
    messages.success(request, said)
    return _back(request)


def _who(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def one(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """One amount: what it is counted as, and its correction."""
    entry = entry_by_uid(request.shop.id, uid)
    if entry is None:
        raise Http404
    form = SpendForm(
        request.POST or None,
        channels=channel_choices(request.shop.id),
        today=today_of(request),
        initial=initial_of(entry),
    )
    if request.method == "POST" and form.is_valid():
        try:
            if not change_spend(request.shop.id, uid, form.spend_fields(entry), by=_who(request)):
                raise Http404
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            messages.success(request, _("Saved; the days are counted again."))
            return redirect("spend-entry", slug=request.shop.slug, uid=uid)
    context = {
        "entry": entry,
        "form": form,
        "badge": entry_badge(entry),
        "days": days_words(entry),
        "trail": [
            (_("Channels"), reverse("channels", kwargs={"slug": request.shop.slug})),
            (_("Spend"), reverse("spend", kwargs={"slug": request.shop.slug})),
        ],
        "currencies": sorted({request.shop.currency, entry.currency, *CURRENCIES}),
    }
    return render(request, "spend/entry.html", context, status=422 if form.errors else 200)


@require_POST
@shop_page(role=Role.MANAGER)
def remove(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Take an amount out; the page of spend offers the way back."""
    if not remove_spend(request.shop.id, uid, by=_who(request)):
        raise Http404
    messages.success(request, _("Taken out of every figure. “Take the last change back” undoes it."))
    return _back(request)


@require_POST
@shop_page(role=Role.MANAGER)
def undo(request: ShopRequest) -> HttpResponse:
    try:
        done = undo_last(request.shop.id)
    except Conflict as refused:
        messages.error(request, str(refused))
        return _back(request)
    if done:
        messages.success(request, _("The last change is taken back."))
    return _back(request)


@require_POST
@shop_page(role=Role.MANAGER)
def rate(request: ShopRequest) -> HttpResponse:
    """Keep a rate of exchange; every day that it holds for is counted again."""
    form = RateForm(request.POST, auto_id=RATE_IDS)
    if form.is_valid():
        values = form.cleaned_data
        try:
            put_rate(
                request.shop.id,
                currency=values["currency"],
                starts_on=values["starts_on"],
                rate=values["rate"],
                note=values["note"],
                by=_who(request),
            )
        except Invalid as refused:
            form.take_over(refused)
        else:
            messages.success(request, _("Rate kept; the days are counted again."))
            return _back(request)
    return _page(request, rate_form=form, status=422)


@require_POST
@shop_page(role=Role.MANAGER)
def forget_rate(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    gone = remove_rate(request.shop.id, uid)
    if gone is None:
        raise Http404
    said = _(
        "The rate of %(currency)s from %(day)s is forgotten; type it again to take it back: %(rate)s."
    ) % {
        "currency": gone.currency,
        "day": f"{gone.starts_on:%d/%m/%Y}",
        "rate": gone.rate.normalize(),
    }
    messages.success(request, said)
    return _back(request)
