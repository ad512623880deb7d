"""The page that customers open: ``/p/<shop>/<playlist>``."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from catalog.keys.selectors import live_public_key
from catalog.playlists.paths import Path
from catalog.playlists.schema_org import item_list
from catalog.playlists.selectors import address_of, path_of
from catalog.playlists.showing import page_of
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.gate import is_stopped
from shop_ai.lib.languages import visitor_language
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope

# What a script element may hold without ending it.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@require_safe
@vary_on_cookie
def public(request: HttpRequest, slug: str, playlist: str) -> HttpResponse:
    """What customers see; 404 while it is a draft or out of its dates, and an old address leads to the new one."""
    shop = shop_by_slug(slug)
    if shop is None:
        raise Http404
    with shop_scope(shop.id):
        path = path_of(shop.id, playlist)
        if path is None:
            return _moved(request, shop, playlist)
        if not path.is_open(local_day(timezone.now(), shop.zone)) or is_stopped(shop.id, "playlist", path.id):
            raise Http404
        return shown(request, shop, path, key=live_public_key(shop.id)[0])


def _moved(request: HttpRequest, shop: ShopContext, playlist: str) -> HttpResponse:
    address = address_of(shop.id, playlist)
    if not address:
        raise Http404
    response = redirect("public-playlist", slug=shop.slug, playlist=address, permanent=True)
    # The marks of a campaign stay on the link.
    response["Location"] += f"?{urlencode(request.GET, doseq=True)}" if request.GET else ""
    return response


def shown(
    request: HttpRequest, shop: ShopContext, path: Path, *, key: str = "", is_preview: bool = False
) -> HttpResponse:
    """The page in the reader's language; ``key`` counts its visits, a preview counts nothing."""
    language = visitor_language(request, path.language, offered=path.languages)
    with translation.override(language):
        page = page_of(shop, path, local_day(timezone.now(), shop.zone), language)
        context = {
            "shop": shop,
            "page": page,
            "key": "" if is_preview else key,
            "is_preview": is_preview,
            "item_list": json.dumps(item_list(shop, page), ensure_ascii=False).translate(_ESCAPES),
        }
        return render(request, "playlists/public.html", context)
