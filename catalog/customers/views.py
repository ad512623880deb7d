"""Doors of the customers: the list and its sheet, one customer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from catalog.customers.forms import CustomerForm, initial_of
from catalog.customers.lists import KEPT, customers_asked, customers_sheet, customers_table
from catalog.customers.page import customer_page
from catalog.customers.searches import sealed_words
from catalog.customers.services import change_customer
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from shop_ai.lib.listing import query_of
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response


@require_safe
@shop_page(role=Role.VIEWER)
def customers(request: ShopRequest) -> HttpResponse:
    """The list; search, filters, order and page stand in the address."""
    asked = customers_asked(request.shop, request.GET)
    return render(request, "customers/customers.html", {"table": customers_table(request.shop, asked)})


@sensitive_post_parameters("q")
@require_POST
@shop_page(role=Role.VIEWER)
def search(request: ShopRequest) -> HttpResponse:
    """Seal what was typed and go to the list with it, so that no name or phone stands in an address."""
    find = sealed_words(request.shop.id, request.POST.get("q", ""))
    query = query_of(request.POST, KEPT, find=find)
    address = reverse("customers", kwargs={"slug": request.shop.slug})
    return redirect(f"{address}?{query}" if query else address)


@require_safe
@shop_page(role=Role.VIEWER)
def customers_csv(request: ShopRequest) -> HttpResponse:
    """All customers who fit, whatever the page; without names, phones and addresses for viewers."""
    header, lines = customers_sheet(request.shop, customers_asked(request.shop, request.GET))
    return sheet_response(f"{request.shop.slug}-{_('customers')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def customer(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    return _page(request, uid, None)


def _page(request: ShopRequest, uid: uuid.UUID, form: CustomerForm | None, status: int = 200) -> HttpResponse:
    page = customer_page(request.shop, uid, request.GET)
    if page is None:
        raise Http404
    if form is None and page.record is not None and not page.is_erased:
        form = CustomerForm(initial=initial_of(page.record), country=request.shop.country)
    trail = [(_("Customers"), reverse("customers", kwargs={"slug": request.shop.slug}))]
    context = {"page": page, "form": form, "trail": trail}
    return render(request, "customers/customer.html", context, status=status)


@sensitive_post_parameters()
@require_POST
@shop_page(role=Role.AGENT)
def save(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Save what was corrected; a bad value comes back with its reason and nothing lost."""
    form = CustomerForm(request.POST, country=request.shop.country)
    if not form.is_valid():
        return _page(request, uid, form, status=422)
    try:
        with transaction.atomic():  # what is refused half way leaves nothing behind
            changed = change_customer(request.shop, uid, form.customer_fields())
    except (Invalid, Conflict) as refused:
        form.take_over(refused)
        return _page(request, uid, form, status=422)
    if changed is None:
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("customer", slug=request.shop.slug, uid=uid)
