"""Taking a step with the memory that undoes it: what it changed, so that it can be put back while nobody went on.

States only move forward, because reality does; a slip of the finger is no reality. The memory is kept by the
page that took the step, for minutes; it holds states and times only.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalog.codes.settling import settle_codes
from catalog.orders.models import Order, Refund
from catalog.orders.refunds import NewRefund, record_refund
from catalog.orders.services import change_order, hold_order
from catalog.orders.transitions import Steps
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

FIELDS = (
    "order_state parcel_state money_state confirmed_at shipped_at delivered_at closed_at"
    " confirmed_on shipped_on delivered_on received_on delivery_date_known"
).split()

Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Change:
    """Fields of one order before and after, as JSON can hold them; ``refund`` is the refund that was recorded."""

    order: str
    before: dict[str, Value] = field(default_factory=dict)
    after: dict[str, Value] = field(default_factory=dict)
    refund: str = ""


def step(shop: ShopContext, uid: uuid.UUID, steps: Steps) -> Change | None:
    """Take steps, and what they changed; None when the shop has no such order. Raises as ``change_order`` does."""
    with shop_scope(shop.id):
        hold_order(shop.id, uid)
        before = Order.objects.filter(uid=uid).first()
        after = change_order(shop, uid, steps=steps)
        return _change(before, after) if before and after else None


def refund(shop: ShopContext, uid: uuid.UUID, new: NewRefund) -> Change | None:
    """Record a refund, and what it changed; None when the shop has no such order. Raises as ``record_refund`` does."""
    with shop_scope(shop.id):
        hold_order(shop.id, uid)
        before = Order.objects.filter(uid=uid).first()
        recorded = record_refund(shop, uid, new)
        if before is None or recorded is None:
            return None
        return _change(before, Order.objects.get(uid=uid), recorded[0].uid.hex)


def take_back(shop: ShopContext, change: Change) -> bool:
    """Put the order back; False, and nothing changes, when it has moved on since."""
    with shop_scope(shop.id):
        order = Order.objects.select_for_update(no_key=True).filter(uid=change.order).first()
        if order is None or any(
            _plain(getattr(order, name)) != value for name, value in change.after.items()
        ):
            return False
        if change.refund and not _forget_refund(order, change.refund):
            return False
        for name, value in change.before.items():
            kept_in: Any = Order._meta.get_field(name)
            setattr(order, name, kept_in.to_python(value))
        order.save(update_fields=[*change.before, "updated_at"])
        if order.code:
            settle_codes(shop)
        return True


def _forget_refund(order: Order, uid: str) -> bool:
    """Delete the refund if it is the order's last one."""
    last = Refund.objects.filter(order=order).order_by("-pk").first()
    if last is None or last.uid.hex != uid:
        return False
    last.delete()
    return True


def _change(before: Order, after: Order, refund_uid: str = "") -> Change:
    names = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    return Change(
        order=after.uid.hex,
        before={name: _plain(getattr(before, name)) for name in names},
        after={name: _plain(getattr(after, name)) for name in names},
        refund=refund_uid,
    )


def _plain(value: Any) -> Value:
    """A date or moment (which is a date too) as text; states and flags as they are."""
    return value.isoformat() if isinstance(value, date) else value
