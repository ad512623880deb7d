"""``/api/v1/playlists``: playlists and what stands on their steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.playlists.models import Playlist
from catalog.playlists.paths import Path
from catalog.playlists.placing import add_product, item_by_uid, place_item, remove_item, write_note
from catalog.playlists.schema_org import item_list
from catalog.playlists.selectors import path_by_uid
from catalog.playlists.services import NotOnPath, create_playlist, delete_playlist, update_playlist
from catalog.playlists.shapes import (
    ItemChange,
    ItemListShown,
    NewItem,
    PathParams,
    PathShown,
    PlaylistBody,
    PlaylistPage,
    PlaylistParams,
    PlaylistShown,
)
from catalog.playlists.showing import page_of
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import FieldError, Invalid

LINKED: Final = "application/ld+json"
GONE: Final = {204: OpenApiResponse(description="It is gone.")}


class PlaylistView(ShopAPIView):
    scope_read, scope_write = "playlists:read", "playlists:write"
    http_method_names: ClassVar[list[str]] = ["get", "head", "post", "patch", "delete"]  # type: ignore[misc]

    def path(self, playlist_id: str) -> Path:
        found = path_by_uid(self.shop.id, uid_of("pl", playlist_id))
        if found is None:
            raise Http404
        return found

    def shown(self, path: Path) -> dict[str, Any]:
        return dict(PathShown(path, context={"currency": self.shop.currency}).data)

    @property
    def by(self) -> str:
        return f"key:{self.holder.key_id}"


class PlaylistList(PlaylistView):
    @reads("List playlists", PlaylistPage, params=PlaylistParams)
    def get(self, request: Request) -> Response:
        params = self.params(PlaylistParams)
        asked = {name: params[name] for name in ("theme", "use") if params.get(name)}
        return self.page(
            Playlist.objects.filter(**asked), params, lambda rows: list(PlaylistShown(rows, many=True).data)
        )

    @writes("Create a playlist", PlaylistBody, {201: PathShown})
    def post(self, request: Request) -> Response:
        values = self.body(PlaylistBody)
        values.setdefault("language", self.shop.language)
        playlist = create_playlist(self.shop.id, **values)
        playlist_id = public_id("pl", playlist.uid)
        return self.created(self.shown(self.path(playlist_id)), reverse("api-playlist", args=[playlist_id]))


class PlaylistOne(PlaylistView):
    @reads(
        "Read a playlist",
        {(200, "application/json"): PathShown, (200, LINKED): ItemListShown},
        params=PathParams,
        single=True,
        description="With its steps and stock; `format=schema_org` answers a schema.org ItemList of what customers "
        "see.",
    )
    def get(self, request: Request, playlist_id: str) -> Response:
        params, path = self.params(PathParams), self.path(playlist_id)
        if params.get("format") != "schema_org" and LINKED not in request.headers.get("Accept", ""):
            return self.one(self.shown(path))
        language = params.get("lang") or path.language
        with translation.override(language):
            page = page_of(self.shop, path, local_day(timezone.now(), self.shop.zone), language)
            response = self.one(item_list(self.shop, page))
        response.content_type = LINKED
        return response

    @writes("Change a playlist", PlaylistBody, {200: PathShown}, of_one=True, versioned=True)
    def patch(self, request: Request, playlist_id: str) -> Response:
        path = self.path(playlist_id)
        self.require_version(self.shown(path))
        update_playlist(self.shop.id, path.slug, by=self.by, **self.body(PlaylistBody, partial=True))
        return self.one(self.shown(self.path(playlist_id)))

    @writes("Delete a playlist", None, GONE, of_one=True, description="Its products stay.")
    def delete(self, request: Request, playlist_id: str) -> Response:
        delete_playlist(self.shop.id, self.path(playlist_id).slug)
        return Response(status=204)


class PlaylistItems(PlaylistView):
    @writes(
        "Put a product on a playlist",
        NewItem,
        {201: PathShown},
        of_one=True,
        description="Last on its step. What stands there already stays once.",
    )
    def post(self, request: Request, playlist_id: str) -> Response:
        path, values = self.path(playlist_id), self.body(NewItem)
        try:
            add_product(self.shop.id, path.slug, by=self.by, **values)
        except NotOnPath as refused:
            detail = _("No product has the SKU %(sku)s, or the path is full.") % {"sku": values["sku"]}
            raise Invalid(FieldError("#/sku", "unknown_sku", detail)) from refused
        location = reverse("api-playlist", args=[playlist_id])
        return self.created(self.shown(self.path(playlist_id)), location)


class PlaylistItemOne(PlaylistView):
    def _on(self, path: Path, item_id: str, act: Callable[[int], None]) -> None:
        try:
            act(item_by_uid(self.shop.id, path.slug, uid_of("pli", item_id)))
        except NotOnPath as refused:
            raise Http404 from refused

    @writes("Move a product of a playlist", ItemChange, {200: PathShown}, of_one=True)
    def patch(self, request: Request, playlist_id: str, item_id: str) -> Response:
        path, values = self.path(playlist_id), self.body(ItemChange)
        places = {item.uid: step.step for step in path.steps for item in step.items}

        def change(item: int) -> None:
            if "step" in values or "index" in values:
                step = values.get("step") or places[uid_of("pli", item_id).hex]
                place_item(self.shop.id, path.slug, item, step=step, index=values.get("index"), by=self.by)
            if "note" in values:
                write_note(
                    self.shop.id, path.slug, item, note=values["note"], language=path.language, by=self.by
                )

        self._on(path, item_id, change)
        return self.one(self.shown(self.path(playlist_id)))

    @writes("Take a product off a playlist", None, {200: PathShown}, of_one=True)
    def delete(self, request: Request, playlist_id: str, item_id: str) -> Response:
        path = self.path(playlist_id)
        self._on(path, item_id, lambda item: remove_item(self.shop.id, path.slug, item, by=self.by))
        return self.one(self.shown(self.path(playlist_id)))
