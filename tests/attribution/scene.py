"""Plain makers of orders and refunds for the tests of the figures."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from catalog.customers.models import Customer
from catalog.orders.models import Order, Refund

ALGIERS = ZoneInfo("Africa/Algiers")
_number = itertools.count(1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ALGIERS)


def a_customer(shop_id: int) -> Customer:
    customer: Customer = Customer.objects.create(shop_id=shop_id)
    return customer


def an_order(shop_id: int, placed: date, *, amount: Decimal | int = 1000, **fields: Any) -> Order:
    """An order of the shop in scope, placed and no more unless fields say so."""
    defaults: dict[str, Any] = {
        "source": "test",
        "external_id": f"order-{next(_number)}",
        "currency": "DZD",
        "placed_at": noon(placed),
        "placed_on": placed,
        "products_amount": amount,
        "total_amount": amount,
    }
    order: Order = Order.objects.create(shop_id=shop_id, **{**defaults, **fields})
    return order


def a_delivery(shop_id: int, day: date, *, amount: Decimal | int = 1000, **fields: Any) -> Order:
    """An order placed, shipped and delivered on one day."""
    delivered = {
        "order_state": "confirmed",
        "parcel_state": "delivered",
        "confirmed_on": day,
        "shipped_on": day,
        "delivered_on": day,
        "delivered_at": noon(day),
    }
    return an_order(shop_id, day, amount=amount, **{**delivered, **fields})


def a_refund(shop_id: int, day: date, amount: Decimal | int, **fields: Any) -> Refund:
    defaults: dict[str, Any] = {
        "source": "test",
        "external_id": f"refund-{next(_number)}",
        "currency": "DZD",
        "refunded_at": noon(day),
        "refunded_on": day,
        "amount": amount,
        "products_amount": amount,
    }
    refund: Refund = Refund.objects.create(shop_id=shop_id, **{**defaults, **fields})
    return refund


def prepared_rows(shop_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """All prepared tables without their own ids, in order."""
    tables = {}
    for table, order in (
        ("dailykpi", "day, channel"),
        ("dailykpiby", "dimension, day, key"),
        ("dailyacquisition", "day, channel, campaign, playlist, wilaya"),
        ("customerrepurchase", "customer_id"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT to_jsonb(t) - 'id' FROM attribution_{table} t WHERE shop_id = %s ORDER BY {order}",
                [shop_id],
            )
            tables[table] = cursor.fetchall()
    return tables
