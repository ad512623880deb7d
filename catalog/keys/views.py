"""The owner's page of keys: secret ones for programs, the public one for the shop's pages."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.keys.forms import KeyForm, OriginsForm, origins_form
from catalog.keys.selectors import key_of, keys_of, live_public_key
from catalog.keys.services import create_key, ensure_public_key, replace_public_key, revoke_key, set_origins
from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.shops.views import settings_tabs

ask_first = require_http_methods(["GET", "HEAD", "POST"])


def _page(
    request: ShopRequest,
    *,
    form: KeyForm | None = None,
    origins: OriginsForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    shop = request.shop
    public_key, sites = live_public_key(shop.id)
    context = {
        "tabs": settings_tabs(shop, "keys"),
        "keys": keys_of(shop.id),
        "form": form or KeyForm(),
        "secret": secret,
        "public_key": public_key,
        "origins_form": origins or origins_form(sites),
        "script": f'<script defer src="{settings.PUBLIC_URL}/s.js" data-key="{public_key}"></script>',
    }
    return render(request, "keys/keys.html", context, status=status)


@never_cache
@require_safe
@shop_page(role=Role.OWNER)
def keys(request: ShopRequest) -> HttpResponse:
    ensure_public_key(request.shop.id)
    return _page(request)


@never_cache
@require_POST
@shop_page(role=Role.OWNER)
def create(request: ShopRequest) -> HttpResponse:
    """Make a key and show its secret in the answer, which is the only time."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    wanted = form.cleaned_data
    _key, secret = create_key(
        request.shop.id, name=wanted["name"], scopes=wanted["scopes"], days=wanted["days"], by=request.user
    )
    return _page(request, secret=secret)


@ask_first
@shop_page(role=Role.OWNER)
def revoke(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask first, naming the key; then end it."""
    key = key_of(request.shop.id, uid)
    if key is None or not key.is_live:
        raise Http404
    if request.method != "POST":
        return render(request, "keys/revoke.html", {"key": key})
    revoke_key(request.shop.id, uid, by=request.user)
    messages.success(request, _("The key has ended. Programs that use it are refused from now on."))
    return redirect("keys", slug=request.shop.slug)


@require_POST
@shop_page(role=Role.OWNER)
def origins(request: ShopRequest) -> HttpResponse:
    form = OriginsForm(request.POST)
    if not form.is_valid():
        return _page(request, origins=form, status=422)
    set_origins(request.shop.id, form.cleaned_data["origins"], by=request.user)
    messages.success(request, _("Saved."))
    return redirect("keys", slug=request.shop.slug)


@ask_first
@shop_page(role=Role.OWNER)
def replace(request: ShopRequest) -> HttpResponse:
    """Ask first; then give the pages a new public key."""
    if request.method != "POST":
        return render(request, "keys/replace.html", {"public_key": live_public_key(request.shop.id)[0]})
    replace_public_key(request.shop.id, by=request.user)
    messages.success(request, _("New public key made. Put the new line into your pages."))
    return redirect("keys", slug=request.shop.slug)
