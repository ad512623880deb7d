"""The way in: my shops, opening one, and a shop's settings."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from catalog.people.access import ShopRequest, has_role, shop_page
from catalog.people.models import Role, User
from catalog.shops.context import ShopContext
from catalog.shops.directory import shops_of_person
from catalog.shops.forms import OpenShopForm, SettingsForm
from catalog.shops.selectors import has_orders
from catalog.shops.services import change_settings, open_shop

both = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight into the only shop; else the choice, or the way to a first one."""
    shops = shops_of_person(cast(User, request.user).pk)
    if len(shops) == 1 and "all" not in request.GET:
        return redirect("today", slug=shops[0].slug)
    return render(request, "shops/home.html", {"shops": shops})


@login_required
@both
def open_a_shop(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    form = OpenShopForm(request.POST or None, initial={"language": person.language})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values["slug"] = values["slug"] or slugify(values["name"])[:60].strip("-")
        try:
            shop = open_shop(owner=person, **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your shop is open. Bring in your orders next."))
            return redirect("today", slug=shop.slug)
    return render(request, "shops/open.html", {"form": form})


def settings_tabs(shop: ShopContext, here: str) -> list[tuple[str, str, bool]]:
    """Tabs of the settings that this role may open, as (words, address, is here)."""
    words = {"settings": _("Shop"), "members": _("People"), "keys": _("Keys")}
    needed = {"settings": Role.MANAGER, "members": Role.MANAGER, "keys": Role.OWNER}
    return [
        (words[name], address, name == here)
        for name in words
        if has_role(shop.role, needed[name]) and (address := _address(name, shop.slug))
    ]


def _address(name: str, slug: str) -> str:
    try:
        return reverse(name, kwargs={"slug": slug})
    except NoReverseMatch:
        return ""


@both
@shop_page(role=Role.MANAGER)
def settings(request: ShopRequest) -> HttpResponse:
    shop = request.shop
    now = {name: getattr(shop, name) for name in ("name", "language", "timezone", "inactive_after_days")}
    form = SettingsForm(request.POST or None, initial=now, has_orders=has_orders(shop_id=shop.id))
    if request.method == "POST" and form.is_valid():
        change_settings(shop_id=request.shop.id, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("settings", slug=request.shop.slug)
    context = {"form": form, "tabs": settings_tabs(request.shop, "settings")}
    return render(request, "shops/settings.html", context)
