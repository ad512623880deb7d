"""``/api/v1/trends``: the lists prepared at night."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from signals.trends.models import Measure
from signals.trends.panels import silence
from signals.trends.selectors import items_of, listed, raw_list, run_of
from signals.trends.shapes import TrendsParams, TrendsShown


class Trends(ShopAPIView):
    scope_read = "trends:read"

    @reads("Read trends", TrendsShown, params=TrendsParams)
    def get(self, request: Request) -> Response:
        params = self.params(TrendsParams)
        measure, shop_id = Measure(params["measure"]), self.shop.id
        run = run_of(shop_id, measure, params.get("week"))
        items = []
        if run is not None:
            items = (
                listed(shop_id, run)
                if params["found"]
                else items_of(shop_id, run, list(raw_list(shop_id, run)))
            )
        found = {
            "measure": measure.value,
            "week": run.week if run else None,
            "state": run.state if run else None,
            "reason": " ".join(silence(run)).strip() or None,
            "total": run.total if run else 0,
            "series": run.series if run else 0,
            "weeks_known": run.weeks_known if run else 0,
            "computed_at": run.computed_at if run else None,
            "data": items,
        }
        prefix = "prd" if measure in {Measure.PRODUCT_VIEWS, Measure.PRODUCT_ORDERS} else "cat"
        return self.one(TrendsShown(found, context={"prefix": prefix}).data)
