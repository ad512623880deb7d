"""The order itself in a dispute file: as placed, its course, as it stands; and what its products cost that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from catalog.history.compute import lowest, steps, value_at
from catalog.history.models import What
from catalog.history.past import orders_at
from catalog.history.records import values_of
from catalog.history.selectors import changes, price_spans
from catalog.orders.models import Order
from catalog.orders.selectors import whole

Row = dict[str, Any]
LOWEST_OVER: Final = timedelta(days=30)
AMOUNTS: Final = (
    "products_amount",
    "services_amount",
    "shipping_amount",
    "discount_amount",
    "total_amount",
)
FACTS: Final = (
    *("number", "source", "external_id", "placed_at", "currency", "code", "wilaya"),
    *("order_state", "parcel_state", "money_state"),
    *("confirmed_at", "shipped_at", "delivered_at", "closed_at", "received_on"),
    *AMOUNTS,
)
COURSE: Final = (*FACTS, "kind", "customer_id")


def plain(value: Any) -> Any:
    """A value as JSON says it: amounts as texts, times in ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def order_rows(order: Order, **more: Any) -> list[Row]:
    return [{name: plain(getattr(order, name)) for name in FACTS} | more]


def line_rows(order: Order) -> list[Row]:
    return [
        {
            "position": line.position,
            "sku": line.product.sku if line.product else "",
            "title": line.title,
            "quantity": line.quantity,
            "unit_price": str(line.unit_price),
            "discount": str(line.discount),
            "amount": str(line.amount),
        }
        for line in order.lines.all()
    ]


def as_first_known(shop_id: int, order: Order) -> Order:
    """The order as it was written here first; its states may have moved before that in another system."""
    return orders_at(shop_id, [order], order.created_at)[0]


def as_on(shop_id: int, order: Order, moment: datetime) -> Order:
    return orders_at(shop_id, [order], moment)[0]


def price_rows(shop_id: int, order: Order, moment: datetime) -> list[Row]:
    """Of each product of the order: its price in the shop when it was ordered, the lowest of 30 days before, and later.

    A price that was not known here yet is None.
    """
    products = {line.product_id: line.product for line in order.lines.all() if line.product_id}
    found = price_spans(shop_id, [pk for pk in products if pk is not None])
    placed = order.placed_at
    return [
        {
            "sku": product.sku if product else "",
            "title": product.title if product else "",
            "known_since": plain(found[pk][0].since),
            "price_when_ordered": plain(value_at(found[pk], placed)),
            "lowest_of_30_days": plain(lowest(found[pk], placed - LOWEST_OVER, placed)),
            "price_at_filing": plain(value_at(found[pk], moment)),
            "currency": order.currency,
        }
        for pk, product in products.items()
        if pk in found
    ]


def course_rows(shop_id: int, then: Order, moment: datetime) -> list[Row]:
    """Each change that the database kept until the moment, the oldest first; ``then`` is the order at that moment."""
    told = [change for change in changes(shop_id, What.ORDER, [then.pk])[then.pk] if change.at < moment]
    now = values_of(then)
    rows: list[Row] = []
    for step in reversed(steps(now, told)):
        rows += [
            {
                "at": plain(step.at),
                "what": name,
                "before": plain(pair[0]),
                "after": plain(pair[1]),
                "by": step.by,
            }
            for name, pair in step.pairs.items()
            if name in COURSE
        ]
        rows += _of_parts(step.at, step.by, step.parts)
        rows += [
            {"at": plain(step.at), "what": name, "before": "sealed", "after": "sealed", "by": step.by}
            for name in step.hidden
        ]
    return rows


def _of_parts(at: datetime, by: str, parts: Sequence[Any]) -> list[Row]:
    return [
        {
            "at": plain(at),
            "what": f"line_{change.act}",
            "before": _line_words(change.before),
            "after": None,
            "by": by,
        }
        for change in parts
    ]


def _line_words(before: Any) -> str:
    """A removed or changed line as it was: quantity × price, title."""
    said = [str(before[name]) for name in ("quantity", "unit_price", "amount", "title") if name in before]
    return " · ".join(said)


def found_order(shop_id: int, uid: Any) -> Order | None:
    """The order with its lines and refunds, inside the scope."""
    order: Order | None = whole(Order.objects.filter(uid=uid)).first()
    return order
