"""``/api/v1/scores/…``: the scores prepared at night."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from signals.scores.selectors import content_scores, product_scores
from signals.scores.shapes import (
    ContentScorePage,
    ContentScoreParams,
    ContentScoreShown,
    ProductScorePage,
    ProductScoreParams,
    ProductScoreShown,
)


class ProductScores(ShopAPIView):
    scope_read = "scores:read"

    @reads("List product scores", ProductScorePage, params=ProductScoreParams)
    def get(self, request: Request) -> Response:
        params = self.params(ProductScoreParams)
        context = {"currency": self.shop.currency}
        return self.page(
            product_scores(self.shop.id, q=params["q"], advice=params["advice"]),
            params,
            lambda rows: list(ProductScoreShown(rows, many=True, context=context).data),
        )


class ContentScores(ShopAPIView):
    scope_read = "scores:read"

    @reads("List content scores", ContentScorePage, params=ContentScoreParams)
    def get(self, request: Request) -> Response:
        params = self.params(ContentScoreParams)
        rows = content_scores(
            self.shop.id, channel=params["channel"], kind=params["kind"], state=params["state"]
        )
        return self.page(rows, params, lambda found: list(ContentScoreShown(found, many=True).data))
