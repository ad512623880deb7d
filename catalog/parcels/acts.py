"""Doors of the parcels that write: cash received and not received after all, words explained, an order named."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.parcels.forms import RemittanceForm, TieForm, WordForm
from catalog.parcels.mapping import map_word, tie_to_order
from catalog.parcels.remitting import record_remittance, take_back_remittance
from catalog.parcels.views import cash_page, found_parcel, one_page
from catalog.people.access import ShopRequest, shop_page, today_of
from catalog.people.models import Role
from shop_ai.lib.refusals import Invalid


@require_POST
@shop_page(role=Role.MANAGER)
def mark(request: ShopRequest) -> HttpResponse:
    """The courier handed its cash over."""
    courier = request.POST.get("courier", "")
    form = RemittanceForm(request.POST, today=today_of(request), courier=courier)
    if not form.is_valid():
        return cash_page(request, form)
    try:
        record_remittance(request.shop, form.remittance(), by=request.user)
    except Invalid as refused:
        form.add_error(None, refused.errors[0].detail)
        messages.error(request, refused.errors[0].detail)
        return cash_page(request, form)
    messages.success(
        request, _("Received. Its orders count as paid from that day; you can take it back below.")
    )
    return redirect("parcels-cash", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def unmark(request: ShopRequest, remittance: uuid.UUID) -> HttpResponse:
    """The cash was not received after all."""
    if take_back_remittance(request.shop, remittance) is None:
        raise Http404
    messages.success(request, _("Taken back: the courier holds this cash again."))
    return redirect("parcels-cash", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def explain(request: ShopRequest, word_id: int) -> HttpResponse:
    """Say what a courier's word means."""
    form = WordForm(request.POST, word_id=word_id)
    mapped = map_word(request.shop, word_id, form.cleaned_data["state"]) if form.is_valid() else None
    if mapped is None:
        raise Http404
    text = ngettext(
        "Kept. %(n)s parcel stands elsewhere now.", "Kept. %(n)s parcels stand elsewhere now.", mapped.parcels
    )
    messages.success(request, text % {"n": mapped.parcels})
    return redirect("courier-words", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def tie(request: ShopRequest, parcel: uuid.UUID) -> HttpResponse:
    """Say which order a parcel carries."""
    found, form = found_parcel(request, parcel), TieForm(request.POST)
    if form.is_valid() and not tie_to_order(request.shop, found, form.cleaned_data["number"]):
        form.add_error("number", _("No order, or more than one, has this number."))
    if form.errors:
        return one_page(request, found, form)
    messages.success(request, _("The order follows its parcel from now on."))
    return redirect("parcel", slug=request.shop.slug, parcel=parcel)
