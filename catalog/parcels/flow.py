"""What a parcel's movements make of its order: from placed to delivered, refused, returned, and to money. Pure.

The courier was at the door: what it says counts more than what was typed before, unless the order took its last step
after the courier's. A parcel that comes back before its cash was handed over was never sold: it is refused, and a
delivery that was announced for it is withdrawn. After the cash came, it is a return, and its delivery stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from catalog.orders.transitions import SHIPPED, Course
from catalog.parcels.course import BACK, Stand

PREPARING: Final = frozenset({"pending", "ready"})
GIVEN_BACK: Final = frozenset({"partially_refunded", "refunded"})


def followed(course: Course, stand: Stand, *, is_remitted: bool, has_cash: bool) -> Course:
    """The order's course after the parcel's stand; unchanged when the order moved on later than the courier spoke."""
    wanted = _parcel_state(stand, is_remitted)
    if wanted is None or stand.at is None:
        return course
    if wanted != course.parcel_state and _was_typed_since(course, stand):
        return course
    return _dated(course, stand, wanted, is_remitted=is_remitted, has_cash=has_cash)


def _parcel_state(stand: Stand, is_remitted: bool) -> str | None:
    """The order's word for where the parcel is; None when the courier has said nothing that is understood."""
    if not stand.state:
        return None
    if stand.state == "delivered":
        return "delivered"
    if stand.state in BACK:
        return "returned" if is_remitted else "refused"
    if stand.state == "cancelled":
        return "none" if stand.shipped_at is None else "refused"
    if stand.state in PREPARING or stand.shipped_at is None:
        return "preparing"
    return "in_transit"


def _was_typed_since(course: Course, stand: Stand) -> bool:
    """Whether the order took its last dated step after the courier's last word, and not because of the courier."""
    times = [moment for moment in (course.shipped_at, course.delivered_at, course.closed_at) if moment]
    last = max(times, default=None)
    return last is not None and stand.at is not None and last > stand.at and last not in stand.moments


def _dated(course: Course, stand: Stand, wanted: str, *, is_remitted: bool, has_cash: bool) -> Course:
    """The course in its new state. No time lies before the order was placed: couriers' clocks and sheets differ."""
    is_shipped = wanted in SHIPPED
    arrived = stand.delivered_at if wanted in ("delivered", "returned") else None
    if wanted == "returned":
        arrived = arrived or course.delivered_at or stand.failed_at or stand.at
    shipped = _not_before(course.placed_at, stand.shipped_at or course.shipped_at or arrived or stand.at)
    arrived = _not_before(shipped, arrived) if arrived else None
    closed = (stand.failed_at or stand.at) if wanted in ("refused", "returned") else None
    return replace(
        course,
        parcel_state=wanted,
        order_state="confirmed" if is_shipped and course.order_state == "placed" else course.order_state,
        money_state=_money(course, wanted, is_remitted=is_remitted, has_cash=has_cash),
        confirmed_at=course.confirmed_at or (shipped if is_shipped else None),
        shipped_at=shipped if is_shipped else None,
        delivered_at=arrived,
        closed_at=_not_before(arrived or shipped, closed) if closed else _kept_close(course),
    )


def _kept_close(course: Course) -> datetime | None:
    return course.closed_at if course.order_state == "cancelled" else None


def _not_before(floor: datetime | None, moment: datetime | None) -> datetime | None:
    return max(floor, moment) if floor and moment else moment or floor


def _money(course: Course, wanted: str, *, is_remitted: bool, has_cash: bool) -> str:
    if course.money_state in GIVEN_BACK:
        return course.money_state
    if is_remitted:
        return "paid_out"
    if wanted == "delivered":
        return "collected" if has_cash and course.money_state == "unpaid" else course.money_state
    # What only the courier was said to hold is not there when the parcel comes back.
    return "unpaid" if course.money_state == "collected" else course.money_state
