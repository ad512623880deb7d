"""``/api/v1/series``: what is to be posted, and saying that it was."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from catalog.series.models import SeriesPost
from catalog.series.selectors import posts_of, results, series_by_uid, series_rows
from catalog.series.services import NoSeries, mark_done, skip_post
from catalog.series.shapes import (
    DoneBody,
    PostShown,
    SeriesPage,
    SeriesParams,
    SeriesShown,
    SkipBody,
    WholeSeries,
)


class SeriesView(ShopAPIView):
    scope_read, scope_write = "playlists:read", "playlists:write"

    def posts(self, rows: list[SeriesPost]) -> list[dict[str, Any]]:
        context = {"zone": self.shop.zone, "results": results(self.shop.id, rows)}
        return [dict(row) for row in PostShown(rows, many=True, context=context).data]


class SeriesList(SeriesView):
    @reads("List series", SeriesPage, params=SeriesParams)
    def get(self, request: Request) -> Response:
        params = self.params(SeriesParams)
        return self.page(
            series_rows(self.shop.id), params, lambda rows: list(SeriesShown(rows, many=True).data)
        )


class SeriesOne(SeriesView):
    @reads(
        "Read a series", WholeSeries, single=True, description="With its posts in the order of their days."
    )
    def get(self, request: Request, series_id: str) -> Response:
        found = series_by_uid(self.shop.id, uid_of("srs", series_id))
        if found is None:
            raise Http404
        return self.one(SeriesShown(found).data | {"posts": self.posts(posts_of(self.shop.id, found.pk))})


class PostDone(SeriesView):
    @writes(
        "Mark a post as done",
        DoneBody,
        {200: PostShown},
        of_one=True,
        description="With a link, its content piece is found or made. Sending it again adds nothing.",
    )
    def put(self, request: Request, post_id: str) -> Response:
        try:
            post = mark_done(self.shop, uid_of("pst", post_id), **self.body(DoneBody))
        except NoSeries as refused:
            raise Http404 from refused
        return self.one(self.posts([post])[0])


class PostSkipped(SeriesView):
    @writes("Mark a post as skipped", SkipBody, {200: PostShown}, of_one=True)
    def put(self, request: Request, post_id: str) -> Response:
        try:
            post = skip_post(self.shop, uid_of("pst", post_id), **self.body(SkipBody))
        except NoSeries as refused:
            raise Http404 from refused
        return self.one(self.posts([post])[0])
