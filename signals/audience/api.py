"""``/api/v1/audience``."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from signals.audience.asked import audience_asked
from signals.audience.heat import heat_of
from signals.audience.panels import rank_panels
from signals.audience.selectors import audience, moments
from signals.audience.shapes import AudienceParams, AudienceShown, cell_dicts, rank_dict, taste_dict
from signals.audience.tastes import tastes


class AudienceRead(ShopAPIView):
    scope_read = "audience:read"

    @reads("Read the audience", AudienceShown, params=AudienceParams)
    def get(self, request: Request) -> Response:
        params = self.params(AudienceParams)
        asked = audience_asked(self.shop, {name: str(value) for name, value in params.items()})
        found = audience(self.shop, asked.period)
        heat = heat_of(moments(self.shop, asked.period, asked.heat), self.shop.country)
        liked = tastes(self.shop, asked.period, asked.group)
        shown = {
            "currency": self.shop.currency,
            "from": asked.period.start,
            "to": asked.period.end,
            "customers": found.total.customers,
            "orders": found.total.orders,
            "orders_without_customer": found.nameless,
            "groups": {
                panel.key: [rank_dict(rank, has_basket=panel.has_basket) for rank in panel.ranks]
                for panel in rank_panels(self.shop, asked, found)
            },
            "heat": asked.heat,
            "hours_a_cell": heat.span,
            "hours": cell_dicts(heat),
            "group": asked.group,
            "group_customers": liked.size,
            "tastes": [taste_dict(taste) for taste in liked.themes],
        }
        return self.one(AudienceShown(shown).data)
