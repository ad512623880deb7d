"""``/api/v1/playlists``, to read."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.playlists.models import Playlist
from catalog.playlists.selectors import path_of
from catalog.playlists.shapes import PathShown, PlaylistPage, PlaylistShown
from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import PageParams, uid_of


class PlaylistList(ShopAPIView):
    scope_read = "playlists:read"

    @reads("List playlists", PlaylistPage, params=PageParams)
    def get(self, request: Request) -> Response:
        params = self.params(PageParams)
        return self.page(
            Playlist.objects.all(), params, lambda rows: list(PlaylistShown(rows, many=True).data)
        )


class PlaylistOne(ShopAPIView):
    scope_read = "playlists:read"

    @reads("Read a playlist", PathShown, single=True)
    def get(self, request: Request, playlist_id: str) -> Response:
        slugs = Playlist.objects.filter(uid=uid_of("pl", playlist_id)).values_list("slug", flat=True)
        path = path_of(self.shop.id, slugs.first() or "")
        if path is None:
            raise Http404
        return self.one(PathShown(path, context={"currency": self.shop.currency}).data)
