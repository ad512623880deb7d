"""Doors of the playlist builder that write: begin, details, places, notes, mends, state, undo.

The builder asks with ``X-Board`` and gets the part of the page that changed; a plain form gets the page again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.people.access import ShopRequest, shop_page
from catalog.people.models import Role
from catalog.playlists.forms import NewPlaylistForm, PlaylistForm
from catalog.playlists.mends import ACTS as MENDS
from catalog.playlists.mends import mend as do_mend
from catalog.playlists.placing import add_product, move_item, place_item, remove_item, write_note
from catalog.playlists.services import (
    ACTS,
    NotOnPath,
    act_on,
    change_address,
    create_playlist,
    delete_playlist,
    duplicate_playlist,
    update_playlist,
)
from catalog.playlists.undo import WORDS, undo_last
from catalog.playlists.views import board, builder_context, found_path, list_page
from shop_ai.lib.refusals import Conflict, Invalid

LONGEST_NUMBER: Final = 18
Step = Callable[[ShopRequest, str], None]


def _by(request: ShopRequest) -> str:
    return f"user:{request.user.pk}"


def _number(request: ShopRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


@require_POST
@shop_page(role=Role.MANAGER)
def create(request: ShopRequest) -> HttpResponse:
    form = NewPlaylistForm(request.POST)
    if not form.is_valid():
        return list_page(request, form, status=422)
    title = form.cleaned_data["title"]
    playlist = create_playlist(request.shop.id, title=title, language=request.shop.language)
    return redirect("playlist", slug=request.shop.slug, playlist=playlist.slug)


@require_POST
@shop_page(role=Role.MANAGER)
def save(request: ShopRequest, playlist: str) -> HttpResponse:
    """Save the details; a bad field comes back with its error and nothing lost."""
    path = found_path(request, playlist)
    form = PlaylistForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                update_playlist(request.shop.id, playlist, by=_by(request), **form.details())
                wanted = form.cleaned_data["slug"]
                address = change_address(request.shop.id, playlist, wanted) if wanted else playlist
        except Conflict as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("playlist", slug=request.shop.slug, playlist=address)
    return render(request, "playlists/builder.html", builder_context(request, path, form), status=422)


def _place(request: ShopRequest, playlist: str) -> None:
    post = request.POST
    index = _number(request, "index") if post.get("index", "") != "" else None
    item, step = _number(request, "item"), post.get("step", "")
    place_item(request.shop.id, playlist, item, step=step, index=index, by=_by(request))


CHANGES: Final[dict[str, Step]] = {
    "add": lambda request, slug: add_product(  # type: ignore[dict-item]  # the item is not asked for
        request.shop.id,
        slug,
        step=request.POST.get("step", ""),
        sku=request.POST.get("sku", ""),
        by=_by(request),
    ),
    "remove": lambda request, slug: remove_item(
        request.shop.id, slug, _number(request, "item"), by=_by(request)
    ),
    "up": lambda request, slug: move_item(
        request.shop.id, slug, _number(request, "item"), up=True, by=_by(request)
    ),
    "down": lambda request, slug: move_item(
        request.shop.id, slug, _number(request, "item"), up=False, by=_by(request)
    ),
    "place": _place,
    "note": lambda request, slug: write_note(
        request.shop.id,
        slug,
        _number(request, "item"),
        note=request.POST.get("note", ""),
        language=request.POST.get("language", ""),
        by=_by(request),
    ),
}


@require_POST
@shop_page(role=Role.MANAGER)
def change(request: ShopRequest, playlist: str) -> HttpResponse:
    """One change of the path: add, take off, move, note."""
    step = CHANGES.get(request.POST.get("action", ""))
    try:
        if step is not None:
            step(request, playlist)
    except NotOnPath as error:
        raise Http404 from error
    return _again(request, playlist)


@require_POST
@shop_page(role=Role.MANAGER)
def mend(request: ShopRequest, playlist: str) -> HttpResponse:
    """What a finding offers, in one click."""
    act, value = request.POST.get("act", ""), request.POST.get("value", "")
    if act not in MENDS:
        raise Http404
    try:
        with transaction.atomic():
            said = do_mend(
                request.shop, playlist, act, item_id=_number(request, "item"), value=value, by=_by(request)
            )
    except NotOnPath as error:
        raise Http404 from error
    except Invalid as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return _again(request, playlist)


@require_POST
@shop_page(role=Role.MANAGER)
def undo(request: ShopRequest, playlist: str) -> HttpResponse:
    """Take back the last change."""
    found_path(request, playlist)
    taken_back = undo_last(request.shop.id, playlist)
    if taken_back:
        messages.success(request, _("Taken back: %(what)s.") % {"what": WORDS.get(taken_back, taken_back)})
    return _again(request, playlist)


def _again(request: ShopRequest, playlist: str) -> HttpResponse:
    """The part of the page that changed, or the whole page for a browser without the builder's script."""
    if "X-Board" in request.headers:
        context = board(request, found_path(request, playlist)) | {"is_part": True}
        return render(request, "playlists/board.html", context)
    response = redirect("playlist", slug=request.shop.slug, playlist=playlist)
    if request.POST.get("action") == "add":
        response["Location"] += "#add"
    return response


@require_POST
@shop_page(role=Role.MANAGER)
def state(request: ShopRequest, playlist: str) -> HttpResponse:
    """Publish, take off the web, archive, take out of the archive, duplicate."""
    act = request.POST.get("act", "")
    try:
        if act == "duplicate":
            copy = duplicate_playlist(request.shop.id, playlist)
            messages.success(request, _("This is the copy. It is a draft."))
            return redirect("playlist", slug=request.shop.slug, playlist=copy.slug)
        if act not in ACTS:
            raise Http404
        act_on(request.shop.id, playlist, act, by=_by(request))
    except NotOnPath as error:
        raise Http404 from error
    except Invalid as refused:
        messages.error(request, str(refused))
    return _again(request, playlist)


@require_POST
@shop_page(role=Role.MANAGER)
def delete(request: ShopRequest, playlist: str) -> HttpResponse:
    try:
        delete_playlist(request.shop.id, playlist)
    except NotOnPath as error:
        raise Http404 from error
    messages.success(request, _("The playlist is deleted. Its products stay."))
    return redirect("playlists", slug=request.shop.slug)
