"""``/api/v1/parcels``."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.parcels.selectors import parcel_by_uid, parcels
from catalog.parcels.services import note_parcels
from catalog.parcels.shapes import ParcelBody, ParcelOneShown, ParcelPage, ParcelParams, ParcelShown, row_of
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of


class ParcelView(ShopAPIView):
    scope_read, scope_write = "parcels:read", "parcels:write"

    def stored(self, parcel_id: str) -> dict[str, Any]:
        parcel = parcel_by_uid(self.shop.id, uid_of("pcl", parcel_id))
        if parcel is None:
            raise Http404
        return dict(ParcelOneShown(parcel).data)


class ParcelList(ParcelView):
    @reads("List parcels", ParcelPage, params=ParcelParams)
    def get(self, request: Request) -> Response:
        params = self.params(ParcelParams)
        asked = {name: value for name, value in params.items() if name not in {"limit", "cursor"}}
        return self.page(
            parcels(self.shop.id, **asked), params, lambda rows: list(ParcelShown(rows, many=True).data)
        )

    @writes(
        "Say where a parcel is",
        ParcelBody,
        {200: ParcelOneShown, 201: ParcelOneShown},
        description="A parcel that is known answers 200. The latest event by its own time says where the parcel is, "
        "and its order follows; sent again, nothing changes. A word that nobody has explained keeps the state.",
    )
    def post(self, request: Request) -> Response:
        noted = note_parcels(self.shop, [row_of(self.body(ParcelBody))])
        parcel_id = public_id("pcl", noted.uids[0])
        shown = self.stored(parcel_id)
        if not noted.parcels_created:
            return self.one(shown)
        return self.created(shown, reverse("api-parcel", args=[parcel_id]))


class ParcelOne(ParcelView):
    @reads("Read a parcel", ParcelOneShown, single=True)
    def get(self, request: Request, parcel_id: str) -> Response:
        return self.one(self.stored(parcel_id))
