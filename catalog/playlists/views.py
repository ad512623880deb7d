"""Doors of the playlist builder, and of the page that customers open."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.playlists.forms import NewPlaylistForm, PlaylistForm
from catalog.playlists.placing import add_product, move_item, remove_item
from catalog.playlists.selectors import Path, path_of, playlists, products_matching
from catalog.playlists.services import NotOnPath, create_playlist, delete_playlist, update_playlist
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.languages import reader_language


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """The shop's playlists, and the form that begins a new one."""
    return _index(request, NewPlaylistForm())


def _index(request: ShopRequest, form: NewPlaylistForm, status: int = 200) -> HttpResponse:
    context = {"playlists": list(playlists(request.shop.id)[:200]), "form": form}
    return render(request, "playlists/index.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def create(request: ShopRequest) -> HttpResponse:
    form = NewPlaylistForm(request.POST)
    if not form.is_valid():
        return _index(request, form, status=422)
    title = form.cleaned_data["title"]
    playlist = create_playlist(request.shop.id, title=title, language=request.shop.language)
    return redirect("playlist", slug=request.shop.slug, playlist=playlist.slug)


def _builder_context(request: ShopRequest, path: Path, form: PlaylistForm) -> dict[str, object]:
    words = request.GET.get("q", "").strip()
    return {
        "path": path,
        "form": form,
        "words": words,
        "step": request.GET.get("step", "discovery"),
        "found": products_matching(request.shop.id, words) if words else [],
        "public_path": reverse("public-playlist", kwargs={"slug": request.shop.slug, "playlist": path.slug}),
    }


@require_safe
@shop_page(role=Role.VIEWER)
def builder(request: ShopRequest, playlist: str) -> HttpResponse:
    path = path_of(request.shop.id, playlist)
    if path is None:
        raise Http404
    details = {field: getattr(path, field) for field in PlaylistForm.base_fields}
    return render(
        request, "playlists/builder.html", _builder_context(request, path, PlaylistForm(initial=details))
    )


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, playlist: str) -> HttpResponse:
    """Save the details; a bad field comes back with its error and nothing lost."""
    path = path_of(request.shop.id, playlist)
    if path is None:
        raise Http404
    form = PlaylistForm(request.POST)
    if not form.is_valid():
        return render(request, "playlists/builder.html", _builder_context(request, path, form), status=422)
    update_playlist(request.shop.id, playlist, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("playlist", slug=request.shop.slug, playlist=playlist)


@require_POST
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest, playlist: str) -> HttpResponse:
    """One change of the path: add, remove, up, down."""
    post, shop_id = request.POST, request.shop.id
    action, item = post.get("action", ""), post.get("item", "")
    item_id = int(item) if item.isdecimal() and len(item) < 19 else 0
    try:
        if action == "add":
            add_product(shop_id, playlist, step=post.get("step", ""), sku=post.get("sku", ""))
        elif action == "remove":
            remove_item(shop_id, playlist, item_id)
        elif action in {"up", "down"}:
            move_item(shop_id, playlist, item_id, up=action == "up")
    except NotOnPath as error:
        raise Http404 from error
    return redirect("playlist", slug=request.shop.slug, playlist=playlist)


@require_POST
@shop_page(role=Role.MANAGER)
def delete(request: ShopRequest, playlist: str) -> HttpResponse:
    try:
        delete_playlist(request.shop.id, playlist)
    except NotOnPath as error:
        raise Http404 from error
    messages.success(request, _("The playlist is deleted. Its products stay."))
    return redirect("playlists", slug=request.shop.slug)


@require_safe
def public(request: HttpRequest, slug: str, playlist: str) -> HttpResponse:
    """``/p/<shop>/<playlist>``: what customers see; 404 while it is a draft or out of its dates."""
    shop = shop_by_slug(slug)
    path = path_of(shop.id, playlist) if shop else None
    today = timezone.now().astimezone(shop.zone).date() if shop else None
    if shop is None or path is None or today is None or not path.is_open(today):
        raise Http404
    address = settings.PUBLIC_URL + reverse("public-playlist", kwargs={"slug": slug, "playlist": playlist})
    with translation.override(reader_language(request, path.language)):
        context = {
            "shop": shop,
            "path": path,
            "address": address,
            "order_link": _order_link(shop, path, address),
        }
        return render(request, "playlists/public.html", context)


def _order_link(shop: ShopContext, path: Path, address: str) -> str:
    """A WhatsApp conversation that begins with the playlist's name; empty when the shop gave no number."""
    number = str(shop.public_profile.get("contact", {}).get("whatsapp", "")).lstrip("+")
    if not number.isdecimal():
        return ""
    text = _("Hello, I would like to order: %(title)s – %(url)s") % {"title": path.title, "url": address}
    return f"https://wa.me/{number}?text={quote(text)}"
