"""``/api/v1/recommendations/model``: which model prepares the lists, and how all of them did."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from signals.backtest.selectors import chosen_model, last_run
from signals.backtest.shapes import ModelChoiceShown, shown
from signals.backtest.words import reason_of


class ModelChoice(ShopAPIView):
    scope_read = "recommendations:read"

    @reads("Read how recommendations are chosen", ModelChoiceShown)
    def get(self, request: Request) -> Response:
        run = last_run(self.shop.id)
        found = shown(chosen_model(self.shop.id), run, reason_of(run) if run else None)
        return self.one(ModelChoiceShown(found).data)
