"""``/api/v1/orders``, with their states and refunds."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.history.past import orders_at
from catalog.history.shapes import AsOfParams, moment_of
from catalog.orders.models import Order
from catalog.orders.refunds import record_refund
from catalog.orders.selectors import OrderFilter, order_by_uid, orders
from catalog.orders.services import change_order, create_order, hold_order
from catalog.orders.shapes import (
    OrderBody,
    OrderChange,
    OrderPage,
    OrderParams,
    OrderShown,
    RefundBody,
    RefundShown,
    new_order,
    new_refund,
    steps_and_fields,
)
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of
from catalog.shops.seals import current_seal

NOT_FILTERS: Final = frozenset({"limit", "cursor", "as_of"})
AS_OF: Final = (
    "With `as_of` the order as it was known here: its lines, amounts, states and refunds. `note`, `channel` and "
    "`campaign` are those of today."
)
AS_OF_LIST: Final = (
    f"{AS_OF} Filters look at the orders of today, so `as_of` does not go with `state`; orders that were removed "
    "since are not in the list."
)


class OrderView(ShopAPIView):
    scope_read, scope_write = "orders:read", "orders:write"

    def stored(self, uid: uuid.UUID) -> dict[str, Any]:
        return self.shown(order_by_uid(self.shop.id, uid))

    def as_asked(self, uid: uuid.UUID) -> dict[str, Any]:
        """The order, or as it was with ``?as_of=``."""
        at = moment_of(self.params(AsOfParams), self.shop.zone)
        order = order_by_uid(self.shop.id, uid)
        if order is not None and at is not None:
            order = next(iter(orders_at(self.shop.id, [order], at)), None)
        return self.shown(order)

    def shown(self, order: Order | None) -> dict[str, Any]:
        if order is None:
            raise Http404
        return dict(OrderShown(order, context={"seal": current_seal()}).data)


class OrderList(OrderView):
    @reads("List orders", OrderPage, params=OrderParams, description=AS_OF_LIST)
    def get(self, request: Request) -> Response:
        params = self.params(OrderParams)
        at = moment_of(params, self.shop.zone)
        rows = orders(
            self.shop.id,
            OrderFilter(**{name: value for name, value in params.items() if name not in NOT_FILTERS}),
        )
        return self.page(rows.filter(created_at__lte=at) if at else rows, params, self._shower(at))

    def _shower(self, at: datetime | None) -> Callable[[list[Order]], list[Any]]:
        context = {"seal": current_seal()}

        def show(rows: list[Order]) -> list[Any]:
            found = rows if at is None else orders_at(self.shop.id, rows, at)
            return list(OrderShown(found, many=True, context=context).data)

        return show

    @writes(
        "Create an order",
        OrderBody,
        {200: OrderShown, 201: OrderShown},
        description="An unknown SKU creates nothing. The same `external_id` with the same content answers 200 with "
        "the order that is there, with other content 409.",
    )
    def post(self, request: Request) -> Response:
        order, is_new = create_order(self.shop, new_order(self.body(OrderBody)))
        shown = self.stored(order.uid)
        location = reverse("api-order", args=[public_id("ord", order.uid)])
        return self.created(shown, location) if is_new else self.one(shown)


class OrderOne(OrderView):
    @reads("Read an order", OrderShown, params=AsOfParams, single=True, description=AS_OF)
    def get(self, request: Request, order_id: str) -> Response:
        return self.one(self.as_asked(uid_of("ord", order_id)))

    @writes(
        "Change an order",
        OrderChange,
        {200: OrderShown},
        of_one=True,
        versioned=True,
        description="Confirm, ship, deliver, refuse, return or cancel by naming the state it comes to. A step that "
        "is not possible answers 409 and says why; a step it came to already changes nothing.",
    )
    def patch(self, request: Request, order_id: str) -> Response:
        uid = uid_of("ord", order_id)
        hold_order(self.shop.id, uid)
        self.require_version(self.stored(uid))
        steps, fields = steps_and_fields(self.body(OrderChange))
        change_order(self.shop, uid, steps=steps, fields=fields)
        return self.one(self.stored(uid))


class OrderRefunds(OrderView):
    @writes("Record a refund", RefundBody, {200: RefundShown, 201: RefundShown}, of_one=True)
    def post(self, request: Request, order_id: str) -> Response:
        recorded = record_refund(self.shop, uid_of("ord", order_id), new_refund(self.body(RefundBody)))
        if recorded is None:
            raise Http404
        refund, is_new = recorded
        return Response(RefundShown(refund).data, status=201 if is_new else 200)
