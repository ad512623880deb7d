"""``/api/v1/consents``: what visitors agreed to, and choices that the shop's own server collected."""

from __future__ import annotations

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import uid_of
from signals.consent.models import Purpose
from signals.consent.selectors import consents, standing
from signals.consent.services import Proof, decide
from signals.consent.shapes import (
    ConsentGiven,
    ConsentPage,
    ConsentParams,
    ConsentShown,
    ConsentStanding,
    WordingsShown,
)
from signals.consent.wordings import as_json, wordings


class Consent(ShopAPIView):
    scope_read = "consents:read"

    @reads("Retrieve a consent", ConsentShown, of_one=True)
    def get(self, _request: Request, consent_id: str) -> Response:
        found = consents().filter(uid=uid_of("con", consent_id)).first()
        if found is None:
            raise Http404
        return Response(ConsentShown(found).data)


class ConsentTexts(ShopAPIView):
    scope_read = "consents:read"

    @reads("List the words that people agree to", WordingsShown)
    def get(self, _request: Request) -> Response:
        return Response({"data": [as_json(one) for one in wordings(self.shop.id).values()], "next": None})


class Consents(ShopAPIView):
    scope_read = "consents:read"
    scope_write = "consents:write"

    @reads("List consents", ConsentPage, params=ConsentParams)
    def get(self, request: Request) -> Response:
        params = self.params(ConsentParams)
        found = consents(
            visitor=params.get("visitor", ""),
            purpose=params.get("purpose", ""),
            standing=params["standing"] == "true" if "standing" in params else None,
        )
        return self.page(found, params, lambda rows: list(ConsentShown(rows, many=True).data))

    @writes("Give or withdraw consents", ConsentGiven, {200: ConsentStanding})
    def post(self, request: Request) -> Response:
        given = self.body(ConsentGiven)
        choices = {Purpose(name): agrees for name, agrees in given["choices"].items()}
        proof = Proof(door="api", text_version=given["text_version"], language=given["language"])
        decide(self.shop.id, given["visitor"], choices, proof)
        return Response({"visitor": given["visitor"], "consents": standing(self.shop.id, given["visitor"])})
