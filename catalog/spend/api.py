"""``/api/v1/spend``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from catalog.spend.models import SpendSource
from catalog.spend.selectors import entries, entry_by_uid
from catalog.spend.services import SpendFields, add_spend
from catalog.spend.shapes import SpendBody, SpendPage, SpendParams, SpendShown
from shop_ai.lib.period import Period, local_day
from shop_ai.lib.refusals import FieldError, Invalid


class SpendView(ShopAPIView):
    scope_read, scope_write = "spend:read", "spend:write"

    def shown(self, spend_id: str) -> dict[str, Any]:
        found = entry_by_uid(self.shop.id, uid_of("spd", spend_id))
        if found is None:
            raise Http404
        return dict(SpendShown(found).data)


class SpendList(SpendView):
    @reads("List spend", SpendPage, params=SpendParams)
    def get(self, request: Request) -> Response:
        params = self.params(SpendParams)
        first, last = params.get("from", date(1990, 1, 1)), params.get("to", date(2100, 1, 1))
        rows = entries(
            self.shop.id,
            period=Period(first, max(first, last)),
            source=params.get("source", ""),
            channel=params.get("channel"),
        )
        return self.page(rows, params, lambda found: list(SpendShown(found, many=True).data))

    @writes(
        "Put spend",
        SpendBody,
        {200: SpendShown, 201: SpendShown},
        description="Keeps what a campaign cost on a day or in a period; said again, it answers 200 and replaces.",
    )
    def post(self, request: Request) -> Response:
        fields = SpendFields(**self.body(SpendBody))
        if fields.starts_on > local_day(timezone.now(), self.shop.zone):
            raise Invalid(FieldError("#/starts_on", "in_future", _("This day is still to come.")))
        entry, is_new = add_spend(
            self.shop.id, fields, by=f"key:{self.holder.key_id}", source=SpendSource.API
        )
        spend_id = public_id("spd", entry.uid)
        shown = self.shown(spend_id)
        return self.created(shown, reverse("api-spend-one", args=[spend_id])) if is_new else self.one(shown)


class SpendOne(SpendView):
    @reads("Read spend", SpendShown, single=True)
    def get(self, request: Request, spend_id: str) -> Response:
        return self.one(self.shown(spend_id))
