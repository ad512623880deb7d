"""``/api/v1/kpis``."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from attribution.kpis.selectors import kpi_report
from attribution.kpis.serialise import report_dict
from attribution.kpis.shapes import KpiParams, KpisShown
from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from shop_ai.lib.period import Period


class Kpis(ShopAPIView):
    scope_read = "kpis:read"

    @reads("Read the key figures", KpisShown, params=KpiParams)
    def get(self, request: Request) -> Response:
        params = self.params(KpiParams)
        period = Period(params["from"], params["to"])
        report = kpi_report(self.shop.id, period=period, by=params["by"], as_of=params["as_of"])
        return self.one(report_dict(report))
