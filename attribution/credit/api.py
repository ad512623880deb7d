"""``/api/v1/credit``."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from attribution.credit.rules import DEFAULT_WINDOW
from attribution.credit.selectors import last_run, report
from attribution.credit.shapes import CreditParams, CreditShown, report_dict
from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView


class CreditRead(ShopAPIView):
    scope_read = "credit:read"

    @reads("Read what channels are credited with", CreditShown, params=CreditParams, single=True)
    def get(self, request: Request) -> Response:
        params = self.params(CreditParams)
        run = last_run(self.shop.id)
        window = params.get("window") or (run.window if run else DEFAULT_WINDOW)
        found = report(self.shop.id, run, days=params["days"], window=window) if run else None
        document = {
            "shop": self.shop.slug,
            "currency": self.shop.currency,
            "days": params["days"],
            "window": window,
            **report_dict(found),
        }
        return self.one(CreditShown(document).data)
