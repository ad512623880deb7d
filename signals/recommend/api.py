"""``/api/v1/recommendations``: lists for a slot, product, basket, visitor, customer or segment; what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.customers.models import Customer
from catalog.products.selectors import product_by_sku
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from shop_ai.lib.refusals import FieldError, Invalid
from signals.recommend.choices import choices_of, choose
from signals.recommend.explaining import explained
from signals.recommend.feedback import Told, UnknownProduct, UnknownRecommendation, take_feedback
from signals.recommend.filters import Wanted
from signals.recommend.serving import Answer, Query, recommend_many
from signals.recommend.shapes import (
    BatchAsked,
    BatchList,
    BatchPage,
    BatchParams,
    ChoiceAsked,
    ChoiceList,
    ChoiceShown,
    ExplainedShown,
    FeedbackGiven,
    FeedbackTaken,
    OfCustomer,
    RecommendationList,
    RecommendationParams,
)


def query_of(params: dict[str, Any]) -> Query:
    """What the parameters ask for."""
    return Query(
        slot=params["slot"],
        sku=params["sku"],
        cart=tuple(params["cart"]),
        seen=tuple(params["seen"]),
        limit=params["limit"],
        filters=Wanted(params["use"], params["theme"], params["gift"], params.get("budget")),
        customer=params.get("customer"),
        segment=params["segment"],
        visitor=params["visitor"],
        explores=params["explore"],
    )


class Recommendations(ShopAPIView):
    scope_read = "recommendations:read"

    @reads(
        "Read recommendations",
        RecommendationList,
        params=RecommendationParams,
        description="By slot, product, basket, visitor, customer or segment. The same question gives the same list.",
    )
    def get(self, request: Request) -> Response:
        params = self.params(RecommendationParams)
        answer = recommend_many(self.shop.id, [query_of(params)])[0]
        if not answer.is_known:
            raise Http404
        found = {
            "slot": answer.slot,
            "computed_at": answer.computed_at,
            "is_personal": answer.is_personal,
            "data": answer.items,
        }
        context = {"currency": self.shop.currency, "explain": params["explain"]}
        return self.one(RecommendationList(found, context=context).data)


class RecommendationOne(ShopAPIView):
    scope_read = "recommendations:read"

    @reads(
        "Explain a recommendation",
        ExplainedShown,
        of_one=True,
        description="Of a list that was made for a product, basket, visitor or customer (its ids hold `-p`): the parts, "
        "what was left out, and which place it would have without each product behind it.",
    )
    def get(self, request: Request, recommendation_id: str) -> Response:
        found = explained(self.shop.id, recommendation_id)
        if found is None:
            raise Http404
        return self.one(ExplainedShown(found).data)


class Batch(ShopAPIView):
    scope_read = "recommendations:read"
    scope_write = "recommendations:read"  # it writes nothing of the shop's

    @reads(
        "List recommendations of customers",
        BatchPage,
        params=BatchParams,
        description="For e-mail tools: every customer with a list, the newest customer first.",
    )
    def get(self, request: Request) -> Response:
        params = self.params(BatchParams)
        rows = Customer.objects.filter(erased_at=None)

        def show(found: list[Any]) -> list[Any]:
            lists = self._lists([row.uid for row in found], params["items"])
            return list(OfCustomer(lists, many=True, context=self._context(params)).data)

        return self.page(rows, params, show)

    @writes(
        "Ask for recommendations of customers",
        BatchAsked,
        {200: BatchList},
        description="At most 500 customers a call; one that the shop does not have comes back with `is_known` false.",
    )
    def post(self, request: Request) -> Response:
        asked = self.body(BatchAsked)
        lists = self._lists(asked["customers"], asked["limit"])
        at = next((one["computed_at"] for one in lists), None)
        return self.one(BatchList({"computed_at": at, "data": lists}, context=self._context(asked)).data)

    def _context(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"currency": self.shop.currency, "explain": params["explain"]}

    def _lists(self, customers: Sequence[UUID], limit: int) -> list[dict[str, Any]]:
        queries = [Query(customer=uid, limit=limit, explores=False) for uid in customers]
        answers = recommend_many(self.shop.id, queries)
        return [_of_customer(uid, answer) for uid, answer in zip(customers, answers, strict=True)]


def _of_customer(uid: UUID, answer: Answer) -> dict[str, Any]:
    return {
        "customer": uid,
        "is_known": answer.is_known,
        "is_personal": answer.is_personal,
        "computed_at": answer.computed_at,
        "items": answer.items if answer.is_known else [],
    }


class Feedback(ShopAPIView):
    scope_write = "recommendations:write"

    @writes(
        "Tell what became of a recommendation",
        FeedbackGiven,
        {202: FeedbackTaken},
        description="What a visitor dismissed is not shown again under the same visitor id.",
    )
    def post(self, request: Request) -> Response:
        given = self.body(FeedbackGiven)
        told = Told(given["recommendation_id"], given["action"], given["sku"], given["visitor"])
        try:
            counted = take_feedback(self.shop, told, timezone.now())
        except UnknownRecommendation as error:
            detail = _("This id was not given out by your shop.")
            raise Invalid(FieldError("#/recommendation_id", "unknown_recommendation", detail)) from error
        except UnknownProduct as error:
            raise Invalid(_unknown_sku()) from error
        return Response({"counted": counted}, status=202)


class Choices(ShopAPIView):
    scope_read = "recommendations:read"
    scope_write = "recommendations:write"

    @reads("List what the shop picked and hid", ChoiceList)
    def get(self, request: Request) -> Response:
        return self.one({"data": ChoiceShown(choices_of(self.shop.id), many=True).data, "next": None})

    @writes("Pick or hide a product", ChoiceAsked, {200: ChoiceList})
    def post(self, request: Request) -> Response:
        asked = self.body(ChoiceAsked)
        product = product_by_sku(self.shop.id, asked["sku"])
        by = f"key:{self.holder.key_id}"
        if product is None or not choose(self.shop, product.uid, asked["choice"], by=by):
            raise Invalid(_unknown_sku())
        return self.one({"data": ChoiceShown(choices_of(self.shop.id), many=True).data, "next": None})


def _unknown_sku() -> FieldError:
    return FieldError("#/sku", "unknown_sku", _("No product of yours has this SKU."))
