"""``/api/v1/playlists/{id}/results``."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.playlists.models import Playlist
from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from shop_ai.lib.period import Period
from signals.playlist_results.asked import asked
from signals.playlist_results.selectors import playlist_result
from signals.playlist_results.shapes import ResultParams, ResultShown


class PlaylistResults(ShopAPIView):
    scope_read = "playlists:read"

    @reads("Read the results of a playlist", ResultShown, params=ResultParams, single=True)
    def get(self, request: Request, playlist_id: str) -> Response:
        params = self.params(ResultParams)
        slug = Playlist.objects.filter(uid=uid_of("pl", playlist_id)).values_list("slug", flat=True).first()
        period = Period(params["from"], params["to"]) if "from" in params else asked(self.shop, {}).period
        result = playlist_result(self.shop, period, slug) if slug else None
        if result is None:
            raise Http404
        return self.one(ResultShown(result, context={"currency": self.shop.currency, "period": period}).data)
