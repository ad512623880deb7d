"""Reading orders."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from catalog.orders.models import Order, OrderLine, OrderState, Refund, RefundLine
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Days are the shop's local days, both ends included; ``state`` is one of the order or of the parcel."""

    placed_from: date | None = None
    placed_to: date | None = None
    state: str = ""
    channel: str | None = None
    customer: uuid.UUID | None = None
    number: str = ""
    external_id: str = ""


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same orders with customer, lines and refunds, in three more queries whatever their number."""
    lines = OrderLine.objects.select_related("product").order_by("position")
    given_back = RefundLine.objects.select_related("product").order_by("position")
    refunds = Refund.objects.order_by("refunded_at", "pk").prefetch_related(
        Prefetch("lines", queryset=given_back)
    )
    return rows.select_related("customer").prefetch_related(
        Prefetch("lines", queryset=lines), Prefetch("refunds", queryset=refunds)
    )


def orders(shop_id: int, wanted: OrderFilter | None = None) -> QuerySet[Order]:
    """Orders of the shop that fit the filter, with what a page about them needs."""
    wanted = wanted or OrderFilter()
    given = {
        "placed_on__gte": wanted.placed_from,
        "placed_on__lte": wanted.placed_to,
        "channel": wanted.channel,
        "customer__uid": wanted.customer,
        "number": wanted.number or None,
        "external_id": wanted.external_id or None,
    }
    if wanted.state:
        state = "order_state" if wanted.state in OrderState.values else "parcel_state"
        given[state] = wanted.state
    with shop_scope(shop_id):
        return whole(
            Order.objects.filter(**{name: value for name, value in given.items() if value is not None})
        )


def order_by_uid(shop_id: int, uid: uuid.UUID) -> Order | None:
    with shop_scope(shop_id):
        return whole(Order.objects.filter(uid=uid)).first()
