"""``/api/v1/recommendations``: the rows prepared at night."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from signals.recommend.selectors import recommended
from signals.recommend.shapes import RecommendationList, RecommendationParams


class Recommendations(ShopAPIView):
    scope_read = "recommendations:read"

    @reads("Read recommendations", RecommendationList, params=RecommendationParams)
    def get(self, request: Request) -> Response:
        params = self.params(RecommendationParams)
        items = recommended(self.shop.id, sku=params["sku"], limit=params["limit"])
        found = {
            "slot": params["slot"],
            "computed_at": items[0].computed_at if items else None,
            "data": items,
        }
        return self.one(RecommendationList(found, context={"currency": self.shop.currency}).data)
