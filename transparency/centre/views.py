"""Doors of the transparency centre: the switches of every automation, and manual mode."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from transparency.centre.selectors import centre_state
from transparency.ledger.automations import UnknownAutomation
from transparency.ledger.switches import EVERYTHING, set_switch


@require_GET
@shop_page(role=Role.VIEWER)
def centre(request: ShopRequest) -> HttpResponse:
    context = {"state": centre_state(request.shop.id), "everything": EVERYTHING}
    return render(request, "transparency/centre.html", context)


@require_POST
@shop_page(role=Role.MANAGER)
def switch(request: ShopRequest) -> HttpResponse:
    """Turn one automation, or all of them, on or off."""
    code, is_on = request.POST.get("automation", ""), request.POST.get("is_on") == "1"
    try:
        is_turned = set_switch(code, is_on=is_on, by=f"user:{request.user.pk}")
    except UnknownAutomation as error:
        raise Http404 from error
    if is_turned:
        messages.success(request, _("Switched on.") if is_on else _("Switched off. It has stopped now."))
    else:
        messages.info(request, _("It was on already.") if is_on else _("It was off already."))
    return redirect("transparency", slug=request.shop.slug)
