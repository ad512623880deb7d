"""The customer's own page, as they meet it: ask for the link, open it, see, correct, take along, object, erase.

Every page works without a script, is kept by no cache, and answers alike whether an order exists or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.customers.forms import initial_of
from catalog.customers.models import Customer
from catalog.customers.selectors import customer_by_uid
from catalog.limits.services import address_of
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.languages import visitor_language
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.tenancy import shop_scope
from transparency.rights import visit
from transparency.rights.acts import ask_correction, ask_erasure, choose, correct, object_to_all, open_orders
from transparency.rights.asking import ask_for_link
from transparency.rights.choices import FOR_CUSTOMERS, chosen_of
from transparency.rights.forms import AskForm, OwnForm, WordsForm
from transparency.rights.known import as_json, export_of
from transparency.rights.links import is_live, open_link
from transparency.rights.mine import my_page
from transparency.rights.models import RequestState
from transparency.rights.services import sign

Door = Callable[..., HttpResponse]


def public_page(view: Door) -> Door:
    """Decorator: the shop of the address, the reader's language, no cache; 404 for a shop that is not there."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        shop = shop_by_slug(slug)
        if shop is None:
            raise Http404
        with translation.override(visitor_language(request, shop.language)):
            return visit.private(view(request, shop, **kwargs))

    return wrapped


def own_page(view: Door) -> Door:
    """Decorator: for the browser that opened a link; others are led to where one is asked for."""

    @wraps(view)
    def wrapped(request: HttpRequest, shop: ShopContext, **kwargs: Any) -> HttpResponse:
        with shop_scope(shop.id):
            customer = visit.visiting(request, shop)
            if customer is None:
                return redirect("my-data", slug=shop.slug)
            return view(request, shop, customer, **kwargs)

    return public_page(wrapped)


def _page(
    request: HttpRequest, shop: ShopContext, name: str, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"shop": shop, "language": translation.get_language()}
    return render(request, f"rights/{name}.html", context, status=status)


# Whoever posts here from elsewhere asks for a link to be sent to the customer: nothing that the door could give away.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def my_data(request: HttpRequest, shop: ShopContext) -> HttpResponse:
    """``/t/<slug>/my-data``: asks which order; the answer is the same whether it exists."""
    if request.method != "POST":
        return _page(request, shop, "ask", form=AskForm(shop=shop), is_asked="asked" in request.GET)
    form = AskForm(request.POST, shop=shop)
    if not form.is_valid():
        return _page(request, shop, "ask", 422, form=form, is_asked=False)
    language = (translation.get_language() or shop.language)[:2]
    if not form.is_trapped:
        asked = form.cleaned_data
        is_counted = ask_for_link(
            shop,
            number=asked["number"],
            contact=asked["contact"],
            language=language,
            address=address_of(request),
        )
        if not is_counted:
            form.add_error(None, _("You asked often today. Try again tomorrow, or talk to an adviser."))
            return _page(request, shop, "ask", 429, form=form, is_asked=False)
    return redirect(f"{reverse('my-data', kwargs={'slug': shop.slug})}?asked=1")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def link(request: HttpRequest, shop: ShopContext, token: str) -> HttpResponse:
    """``/t/<slug>/my-data/<token>``: a button; pressing it uses the link up."""
    if request.method != "POST":
        return _page(request, shop, "open", is_live=is_live(shop.id, token))
    opened = open_link(shop.id, token)
    if opened is None:
        return _page(request, shop, "open", 410, is_live=False)
    response = redirect("my-data-mine", slug=shop.slug)
    visit.begin(response, shop, opened)
    return response


@require_safe
@own_page
def mine(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """Everything that is known, and what can be done about it."""
    return _mine(request, shop, customer)


def _mine(
    request: HttpRequest, shop: ShopContext, customer: Customer, status: int = 200, **forms: Any
) -> HttpResponse:
    record = customer_by_uid(shop.id, customer.uid)
    assert record is not None  # the visit would be over
    context: dict[str, Any] = {
        "page": my_page(shop, customer, translation.get_language() or shop.language),
        "form": OwnForm(country=shop.country, initial=initial_of(record)),
        "words": WordsForm(),
    }
    return _page(request, shop, "mine", status, **(context | forms))


@require_POST
@own_page
def choice(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """One press: yes or no to one use."""
    chosen = chosen_of(request.POST, FOR_CUSTOMERS)
    choose(shop, customer, chosen, language=(translation.get_language() or "")[:2])
    messages.success(request, _("Your choice is noted; it holds from now on."))
    return redirect(f"{reverse('my-data-mine', kwargs={'slug': shop.slug})}#choices")


@require_POST
@own_page
def objection(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """No to everything at once."""
    object_to_all(shop, customer, language=(translation.get_language() or "")[:2])
    messages.success(request, _("Noted: your data is no longer used to choose for you or to write to you."))
    return redirect(f"{reverse('my-data-mine', kwargs={'slug': shop.slug})}#choices")


@sensitive_post_parameters()
@require_POST
@own_page
def correction(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """What the person says of themselves, written at once."""
    form = OwnForm(request.POST, country=shop.country)
    if form.is_valid():
        try:
            changed = correct(
                shop, customer, form.own_fields(), language=(translation.get_language() or "")[:2]
            )
        except (Invalid, Conflict) as error:
            form.take_over(error)
        else:
            messages.success(request, _("Corrected.") if changed else _("Nothing was changed."))
            return redirect("my-data-mine", slug=shop.slug)
    return _mine(request, shop, customer, 422, form=form, is_correcting=True)


@sensitive_post_parameters()
@require_POST
@own_page
def words(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """What only the shop can put right."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _mine(request, shop, customer, 422, words=form, is_correcting=True)
    language = (translation.get_language() or "")[:2]
    asked = ask_correction(shop, customer, form.cleaned_data["words"], language=language)
    text = _("Request %(number)s is noted; a person answers by %(day)s at the latest.")
    messages.success(request, text % {"number": asked.number, "day": f"{asked.due_on:%d/%m/%Y}"})
    return redirect("my-data-mine", slug=shop.slug)


@require_safe
@own_page
def copy(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """Everything as a file that programs read."""
    sections = export_of(shop, customer.uid)
    sign(
        "rights_copied",
        by="customer",
        customer=customer.uid,
        output={"sections": len(sections), "as": "json"},
    )
    document = {
        "shop": {"name": shop.name, "slug": shop.slug},
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "person": as_json(sections),
    }
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{shop.slug}-my-data.json"'
    return response


@require_safe
@own_page
def sheet(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """Everything as a page to read, print or keep."""
    sections = export_of(shop, customer.uid)
    sign(
        "rights_copied",
        by="customer",
        customer=customer.uid,
        output={"sections": len(sections), "as": "page"},
    )
    return _page(request, shop, "sheet", sections=sections, now=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def erasure(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """What would go and what the law keeps; then it goes."""
    pending = open_orders(shop.id, customer.pk)
    if request.method != "POST" or request.POST.get("sure") != "1":
        status = 422 if request.method == "POST" else 200
        return _page(request, shop, "erase", status, pending=pending, is_unsure=status == 422)
    asked = ask_erasure(shop, customer, language=(translation.get_language() or "")[:2])
    response = _page(request, shop, "erased", asked=asked, waits=asked.state != RequestState.DONE)
    if asked.state == RequestState.DONE:
        visit.end(request, response, shop)
    return response


@require_POST
@own_page
def leave(request: HttpRequest, shop: ShopContext, customer: Customer) -> HttpResponse:
    """Close the page on this device."""
    response = redirect("my-data", slug=shop.slug)
    visit.end(request, response, shop)
    return response
