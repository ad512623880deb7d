"""Doors of the playlist builder that read: the list, its sheet, the builder, products to add, the preview."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from catalog.playlists.asked import matching, playlists_asked
from catalog.playlists.checks import findings, look_at
from catalog.playlists.forms import NewPlaylistForm, PlaylistForm, initial_of
from catalog.playlists.lists import playlists_sheet, playlists_table
from catalog.playlists.models import Step
from catalog.playlists.paths import Path
from catalog.playlists.public import shown
from catalog.playlists.selectors import path_of, products_matching
from catalog.playlists.showing import page_of
from catalog.playlists.undo import WORDS, last_change
from catalog.playlists.words import price_rule_words, state_badge
from shop_ai.lib.sheet import sheet_response


@require_safe
@shop_page(role=Role.VIEWER)
def index(request: ShopRequest) -> HttpResponse:
    """The shop's playlists, and the form that begins a new one."""
    return list_page(request, NewPlaylistForm())


def list_page(request: ShopRequest, form: NewPlaylistForm, status: int = 200) -> HttpResponse:
    table = playlists_table(request.shop, playlists_asked(request.GET), today_of(request))
    return render(request, "playlists/index.html", {"table": table, "form": form}, status=status)


@require_safe
@shop_page(role=Role.VIEWER)
def playlists_csv(request: ShopRequest) -> HttpResponse:
    rows = matching(request.shop.id, playlists_asked(request.GET), today_of(request))
    header, lines = playlists_sheet(request.shop, rows)
    return sheet_response(f"{request.shop.slug}-{_('playlists')}", header, lines, raw="raw" in request.GET)


def found_path(request: ShopRequest, playlist: str) -> Path:
    path = path_of(request.shop.id, playlist)
    if path is None:
        raise Http404
    return path


def _step_of(request: ShopRequest) -> str:
    asked = request.GET.get("step", "")
    return asked if asked in Step.values else Step.DISCOVERY


def board(request: ShopRequest, path: Path) -> dict[str, Any]:
    """What is drawn again after each change: state, findings, steps, preview."""
    shop, day = request.shop, today_of(request)
    looked = look_at(shop, path, day)
    last = last_change(shop.id, path.id)
    route = reverse("public-playlist", kwargs={"slug": shop.slug, "playlist": path.slug})
    return {
        "path": path,
        "state": path.state(day),
        "badge": state_badge(path.state(day)),
        "findings": findings(looked),
        "page": page_of(shop, path, day, _language(path), looked),
        "rule": price_rule_words(path, shop.currency),
        "undo": WORDS.get(last.what, "") if last else "",
        "public_path": route,
        "may_change": has_role(shop.role, Role.MANAGER),
        "step_choices": Step.choices,
    }


def _language(path: Path) -> str:
    """The preview speaks the reader's language where the playlist does, else its own."""
    code = (get_language() or "")[:2]
    return code if code in path.languages else path.language


def builder_context(request: ShopRequest, path: Path, form: PlaylistForm) -> dict[str, Any]:
    words = request.GET.get("q", "").strip()[:200]
    return {
        **board(request, path),
        "record": uuid.UUID(path.uid),
        "form": form,
        "words": words,
        "step": _step_of(request),
        "found": products_matching(request.shop.id, words),
        "on_path": {item.sku for item in path.items},
    }


@require_safe
@shop_page(role=Role.VIEWER)
def builder(request: ShopRequest, playlist: str) -> HttpResponse:
    path = found_path(request, playlist)
    form = PlaylistForm(initial=initial_of(path))
    return render(request, "playlists/builder.html", builder_context(request, path, form))


@require_safe
@shop_page(role=Role.VIEWER)
def find(request: ShopRequest, playlist: str) -> HttpResponse:
    """Products to add, as the part of the builder that shows them."""
    path = found_path(request, playlist)
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "path": path,
        "words": words,
        "step": _step_of(request),
        "found": products_matching(request.shop.id, words),
        "on_path": {item.sku for item in path.items},
    }
    return render(request, "playlists/found.html", context)


@require_safe
@shop_page(role=Role.VIEWER)
def preview(request: ShopRequest, playlist: str) -> HttpResponse:
    """The page as customers will see it, also of a draft."""
    return shown(request, request.shop, found_path(request, playlist), is_preview=True)
