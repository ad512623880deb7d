"""``/api/v1/content``."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.content.models import ContentPiece, MetricSource
from catalog.content.selectors import history_of, latest_metrics, piece_by_uid, pieces, whole
from catalog.content.services import change_piece, create_piece, hold_piece, put_metrics
from catalog.content.shapes import (
    ContentBody,
    ContentPage,
    ContentParams,
    ContentShown,
    HistoryShown,
    MetricsBody,
)
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from shop_ai.lib.refusals import FieldError, Invalid


class ContentView(ShopAPIView):
    scope_read, scope_write = "content:read", "content:write"

    def piece(self, content_id: str) -> ContentPiece:
        found = piece_by_uid(self.shop.id, uid_of("cnt", content_id))
        if found is None:
            raise Http404
        return found

    def shown(self, piece: ContentPiece) -> dict[str, Any]:
        return self.all_shown([piece])[0]

    def all_shown(self, rows: list[ContentPiece]) -> list[dict[str, Any]]:
        metrics = latest_metrics(self.shop.id, [row.pk for row in rows])
        return list(ContentShown(rows, many=True, context={"metrics": metrics}).data)


class ContentList(ContentView):
    @reads("List content", ContentPage, params=ContentParams)
    def get(self, request: Request) -> Response:
        params = self.params(ContentParams)
        asked = {name: params[name] for name in ("channel", "kind", "q")}
        return self.page(whole(pieces(self.shop.id, archived=None, **asked)), params, self.all_shown)

    @writes("Create content", ContentBody, {201: ContentShown})
    def post(self, request: Request) -> Response:
        piece = create_piece(self.shop.id, self.body(ContentBody))  # type: ignore[arg-type]  # a checked body
        content_id = public_id("cnt", piece.uid)
        return self.created(self.shown(self.piece(content_id)), reverse("api-content-one", args=[content_id]))


class ContentOne(ContentView):
    @reads("Read content", ContentShown, single=True)
    def get(self, request: Request, content_id: str) -> Response:
        return self.one(self.shown(self.piece(content_id)))

    @writes("Change content", ContentBody, {200: ContentShown}, of_one=True, versioned=True)
    def patch(self, request: Request, content_id: str) -> Response:
        uid = uid_of("cnt", content_id)
        hold_piece(self.shop.id, uid)
        self.require_version(self.shown(self.piece(content_id)))
        change_piece(self.shop.id, uid, self.body(ContentBody, partial=True))  # type: ignore[arg-type]  # a checked body
        return self.one(self.shown(self.piece(content_id)))


class ContentMetrics(ContentView):
    @reads("Read the metrics of content", HistoryShown, of_one=True)
    def get(self, request: Request, content_id: str) -> Response:
        history = history_of(self.shop.id, self.piece(content_id).pk)
        return Response(HistoryShown({"data": history}).data)

    @writes(
        "Put the metrics of content",
        MetricsBody,
        {200: ContentShown},
        of_one=True,
        description="Values as they stood on a day. A metric that the platform does not give is left out: it is "
        "not zero. Sending the same values again changes nothing.",
    )
    def put(self, request: Request, content_id: str) -> Response:
        values = self.body(MetricsBody)
        today = timezone.now().astimezone(self.shop.zone).date()
        day = values.get("measured_on", today)
        if day > today:
            raise Invalid(FieldError("#/measured_on", "in_future", _("This day is still to come.")))
        piece = self.piece(content_id)
        put_metrics(self.shop.id, piece.uid, day=day, values=values["metrics"], source=MetricSource.API)
        return self.one(self.shown(self.piece(content_id)))
