"""Doors of the products: the list and its sheet, one product with its form, a new one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role
from catalog.products.asked import categories, matching, products_asked, with_stock
from catalog.products.forms import NewProductForm, ProductForm, initial_of
from catalog.products.holds import LONGEST_REASON, hold_back, hold_of, release
from catalog.products.lists import full_title, products_sheet, products_table, state_of
from catalog.products.models import Product
from catalog.products.sales import Sold, pieces_back, sold
from catalog.products.selectors import product_by_uid
from catalog.products.services import change_product, create_product, hold_product
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response


@require_safe
@shop_page(role=Role.VIEWER)
def products(request: ShopRequest) -> HttpResponse:
    """The list; search, filters, order and page stand in the address."""
    asked = products_asked(request.GET)
    return render(request, "products/products.html", {"table": products_table(request.shop, asked)})


@require_safe
@shop_page(role=Role.VIEWER)
def products_csv(request: ShopRequest) -> HttpResponse:
    header, lines = products_sheet(request.shop, matching(request.shop.id, products_asked(request.GET)))
    return sheet_response(f"{request.shop.slug}-{_('products')}", header, lines, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def product(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    found = _found(request, uid)
    return _page(request, found, ProductForm(initial=initial_of(found)))


def _found(request: ShopRequest, uid: uuid.UUID) -> Any:
    found = product_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


def _page(request: ShopRequest, found: Product, form: ProductForm, status: int = 200) -> HttpResponse:
    counted: Any = with_stock(Product.objects.filter(pk=found.pk)).get()
    variants = list(with_stock(Product.objects.filter(parent=found)).order_by("variant", "sku")[:200])
    context = {
        "product": found,
        "title": full_title(found),
        "state": state_of(counted),
        "trail": _trail(request),
        "form": form,
        "stats": _stats(request, found, counted.sellable),
        "variants": [(variant, state_of(variant)) for variant in variants],
        "categories": categories(request.shop.id),
        "held": hold_of(request.shop.id, found.parent_id or found.pk),
        "longest_reason": LONGEST_REASON,
        "may_change": has_role(request.shop.role, Role.MANAGER),
    }
    return render(request, "products/product.html", context, status=status)


def _trail(request: ShopRequest) -> list[tuple[str, str]]:
    return [(_("Products"), reverse("products", kwargs={"slug": request.shop.slug}))]


def _stats(request: ShopRequest, found: Product, sellable: int | None) -> list[tuple[str, str]]:
    shop = request.shop
    count = sold(shop, [found.pk]).get(found.pk, Sold())
    return [
        (_("Can be sold now"), _("not counted") if sellable is None else format_number(sellable)),
        (_("Delivered orders"), format_number(count.orders)),
        (_("Pieces delivered"), format_number(count.pieces)),
        (_("Pieces given back"), format_number(pieces_back(shop.id, found.pk))),
        (_("Brought in"), format_money(count.amount, shop.currency)),
    ]


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Save the form; a bad value, or a product that changed meanwhile, comes back with nothing lost."""
    hold_product(request.shop.id, uid)
    found = _found(request, uid)
    form = ProductForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if form.cleaned_data["version"] != found.updated_at.isoformat():
        form.add_error(None, _("Somebody changed this product meanwhile. Compare, then save again."))
        form.data = {**request.POST.dict(), "version": found.updated_at.isoformat()}
        return _page(request, found, form, status=409)
    try:
        with transaction.atomic():  # what is refused half way leaves nothing behind
            change_product(request.shop.id, uid, form.product_fields())
    except (Invalid, Conflict) as refused:
        form.take_over(refused)
        return _page(request, found, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("product", slug=request.shop.slug, uid=uid)


@require_POST
@shop_page(role=Role.MANAGER)
def hold(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Hold the product back as unsafe, with a reason, or release it."""
    by, reason = f"user:{request.user.pk}", request.POST.get("reason", "").strip()
    if request.POST.get("action") == "release":
        if release(request.shop.id, uid, by=by):
            messages.success(request, _("Released: it may be recommended again."))
    elif not reason:
        messages.error(request, _("Say why it is held back: whoever releases it needs to know."))
    elif hold_back(request.shop.id, uid, reason=reason, by=by):
        messages.success(request, _("Held back: nothing recommends it from now on."))
    else:
        raise Http404
    return redirect("product", slug=request.shop.slug, uid=uid)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def create(request: ShopRequest) -> HttpResponse:
    form = NewProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = create_product(
                    request.shop.id, sku=form.cleaned_data["sku"], fields=form.product_fields()
                )
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            messages.success(request, _("The product is made."))
            return redirect("product", slug=request.shop.slug, uid=made.uid)
    context = {"form": form, "trail": _trail(request), "categories": categories(request.shop.id)}
    return render(request, "products/new.html", context, status=422 if form.errors else 200)
