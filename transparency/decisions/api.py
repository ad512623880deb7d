"""``/api/v1/decisions``: the decision log, searched, and one decision in full."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from transparency.centre.replays import replay
from transparency.centre.selectors import decision_of
from transparency.decisions.searching import Wanted, found
from transparency.decisions.shapes import DecisionLine, DecisionPage, DecisionParams, DecisionShown
from transparency.decisions.telling import told


class DecisionList(ShopAPIView):
    scope_read = "decisions:read"

    @reads("List decisions", DecisionPage, params=DecisionParams)
    def get(self, request: Request) -> Response:
        params = self.params(DecisionParams)
        wanted = Wanted(
            automation=params["automation"],
            reason=params["reason"],
            about=params["about"],
            first=params["since"],
            last=params["until"],
        )
        rows = found(self.shop, wanted).defer("inputs", "candidates", "output", "mentions")
        return self.page(rows, params, lambda held: list(DecisionLine(held, many=True).data))


class DecisionOne(ShopAPIView):
    scope_read = "decisions:read"

    @reads("Read a decision", DecisionShown, single=True)
    def get(self, request: Request, decision_id: str) -> Response:
        row = decision_of(self.shop.id, uid_of("dec", decision_id))
        if row is None:
            raise Http404
        context = {"told": told(self.shop, row), "replayed": replay(row)}
        return self.one(DecisionShown(row, context=context).data)
