"""``/api/v1/occasions``, to read."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.occasions.selectors import AHEAD, occasions_between
from catalog.occasions.shapes import OccasionPage, OccasionParams, OccasionShown
from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from shop_ai.lib.period import local_day


class OccasionList(ShopAPIView):
    scope_read = "occasions:read"

    @reads("List occasions", OccasionPage, params=OccasionParams)
    def get(self, request: Request) -> Response:
        params = self.params(OccasionParams)
        first = params.get("from") or local_day(timezone.now(), self.shop.zone)
        last = params.get("to") or first + AHEAD
        found = list(occasions_between(self.shop.id, first, last, with_hidden=params["hidden"]))
        return self.one({"data": OccasionShown(found, many=True).data, "next": None})
