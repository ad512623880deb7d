"""Doors of content: a new piece, one piece with its values and history, its products, its archive."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.content.forms import MetricsForm, PieceForm, initial_of
from catalog.content.models import ContentPiece, MetricSource
from catalog.content.panels import (
    content_trail,
    facts_sheet,
    history_sheet,
    history_view,
    latest_view,
    metric_chart,
)
from catalog.content.selectors import history_of, piece_by_uid, playlist_choices
from catalog.content.services import (
    add_product,
    archive_piece,
    change_piece,
    create_piece,
    hold_piece,
    put_metrics,
    remove_product,
)
from catalog.people.access import ShopRequest, has_role, shop_page, today_of
from catalog.people.models import Role
from catalog.playlists.selectors import products_matching
from shop_ai.lib.channels import channel_name
from shop_ai.lib.refusals import Conflict, Invalid
from shop_ai.lib.sheet import sheet_response


def _found(request: ShopRequest, uid: uuid.UUID) -> Any:
    found = piece_by_uid(request.shop.id, uid)
    if found is None:
        raise Http404
    return found


def _back(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    return redirect("content-piece", slug=request.shop.slug, uid=uid)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def create(request: ShopRequest) -> HttpResponse:
    form = PieceForm(
        request.POST or None, zone=request.shop.zone, playlists=playlist_choices(request.shop.id)
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = create_piece(request.shop.id, form.content_fields())
        except (Invalid, Conflict) as refused:
            form.take_over(refused)
        else:
            messages.success(request, _("The piece is kept. Now type what was measured of it."))
            return _back(request, made.uid)
    context = {"form": form, "trail": content_trail(request.shop.slug)}
    return render(request, "content/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@shop_page(role=Role.MANAGER)
def edit(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """The form of a piece; a bad value, or a piece that changed meanwhile, comes back with nothing lost."""
    shop = request.shop
    if request.method == "POST":
        hold_piece(shop.id, uid)
    piece = _found(request, uid)
    initial, playlists = initial_of(piece, shop.zone), playlist_choices(shop.id)
    form = PieceForm(request.POST or None, zone=shop.zone, playlists=playlists, initial=initial)
    status = 200
    if request.method == "POST":
        status = _save(request, piece, form)
        if status == 303:
            messages.success(request, _("Saved."))
            return _back(request, uid)
    context = {"form": form, "piece": piece, "trail": content_trail(shop.slug, piece)}
    return render(request, "content/edit.html", context, status=status)


def _save(request: ShopRequest, piece: ContentPiece, form: PieceForm) -> int:
    """303 when it is saved, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    if form.cleaned_data["version"] != piece.updated_at.isoformat():
        form.add_error(None, _("Somebody changed this piece meanwhile. Compare, then save again."))
        form.data = {**request.POST.dict(), "version": piece.updated_at.isoformat()}
        return 409
    try:
        with transaction.atomic():  # what is refused half way leaves nothing behind
            change_piece(request.shop.id, piece.uid, form.content_fields())
    except (Invalid, Conflict) as refused:
        form.take_over(refused)
        return 422
    return 303


@require_safe
@shop_page(role=Role.VIEWER)
def piece(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    found = _found(request, uid)
    today = today_of(request)
    return _page(request, found, _metrics_form(request, found, _asked_day(request.GET.get("day", ""), today)))


def _asked_day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _metrics_form(request: ShopRequest, found: ContentPiece, day: date, data: Any = None) -> MetricsForm:
    of_day: dict[str, Decimal] = next(
        (measured.values for measured in history_of(request.shop.id, found.pk) if measured.day == day), {}
    )
    return MetricsForm(data, piece=found, of_day=of_day, day=day, today=today_of(request))


def _page(request: ShopRequest, found: ContentPiece, form: MetricsForm, status: int = 200) -> HttpResponse:
    shop, history = request.shop, history_of(request.shop.id, found.pk)
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "piece": found,
        "trail": content_trail(shop.slug),
        "channel": channel_name(found.channel),
        "stats": latest_view(history),
        "history": history_view(history),
        "chart": metric_chart(shop.slug, found, history),
        "metrics_form": form,
        "words": words,
        "found": products_matching(shop.id, words) if words else [],
        "may_change": has_role(shop.role, Role.MANAGER),
    }
    return render(request, "content/piece.html", context, status=status)


@require_POST
@shop_page(role=Role.MANAGER)
def metrics(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep the values of a day as they were typed."""
    found = _found(request, uid)
    shown = _asked_day(request.POST.get("shown_day", ""), today_of(request))
    form = _metrics_form(request, found, shown, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    day = form.cleaned_data["measured_on"]
    put_metrics(request.shop.id, uid, day=day, values=form.values(), source=MetricSource.HAND)
    messages.success(request, _("The values are kept."))
    return _back(request, uid)


@require_POST
@shop_page(role=Role.MANAGER)
def archive(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Put the piece away, or take it back; its page stays and offers the way back."""
    archived = request.POST.get("action") != "restore"
    if not archive_piece(request.shop.id, uid, archived=archived):
        raise Http404
    if not archived:
        messages.success(request, _("The piece is back in the list."))
    return _back(request, uid)


@require_POST
@shop_page(role=Role.MANAGER)
def products(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    """Add a product that the piece shows, or take one off."""
    change = remove_product if request.POST.get("action") == "remove" else add_product
    if not change(request.shop.id, uid, request.POST.get("sku", "")[:120]):
        raise Http404
    return _back(request, uid)


@require_safe
@shop_page(role=Role.VIEWER)
def history_csv(request: ShopRequest, uid: uuid.UUID) -> HttpResponse:
    header, rows = history_sheet(history_of(request.shop.id, _found(request, uid).pk))
    return sheet_response(f"{request.shop.slug}-{_('history')}", header, rows, raw="raw" in request.GET)


@require_safe
@shop_page(role=Role.VIEWER)
def facts_csv(request: ShopRequest) -> HttpResponse:
    """Every piece with the latest value of each metric."""
    header, rows = facts_sheet(request.shop.id)
    return sheet_response(f"{request.shop.slug}-{_('content')}", header, rows, raw="raw" in request.GET)
