"""Which steps an order, its parcel and its money may take, and when each was taken. Pure.

Only what really happens is allowed: a parcel that left cannot be cancelled any more, it is refused or
delivered; what was delivered can come back. A step that implies an earlier one takes it as well.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import datetime

ORDER_STEPS: dict[str, frozenset[str]] = {
    "placed": frozenset({"confirmed", "cancelled"}),
    "confirmed": frozenset({"cancelled"}),
    "cancelled": frozenset(),
}
PARCEL_STEPS: dict[str, frozenset[str]] = {
    "none": frozenset({"preparing", "in_transit", "delivered"}),
    "preparing": frozenset({"none", "in_transit", "delivered"}),
    "in_transit": frozenset({"delivered", "refused"}),
    "delivered": frozenset({"returned"}),
    "refused": frozenset(),
    "returned": frozenset(),
}
MONEY_STEPS: dict[str, frozenset[str]] = {
    "unpaid": frozenset({"collected", "paid_out"}),
    "collected": frozenset({"paid_out"}),
    "paid_out": frozenset(),
    "partially_refunded": frozenset(),
    "refunded": frozenset(),
}
SHIPPED = frozenset({"in_transit", "delivered", "refused", "returned"})
DELIVERED = frozenset({"delivered", "returned"})
CLOSED = frozenset({"refused", "returned"})
IN_TIME = ("placed_at", "confirmed_at", "shipped_at", "delivered_at", "closed_at")


@dataclass(frozen=True, slots=True)
class Course:
    """Where an order stands and when it got there; times are UTC."""

    order_state: str
    parcel_state: str
    money_state: str
    placed_at: datetime
    confirmed_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps asked for; None leaves a state or a time as it is."""

    order_state: str | None = None
    parcel_state: str | None = None
    money_state: str | None = None
    confirmed_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None


class NotPossible(Exception):  # an answer, not a fault
    """A step that cannot be taken; ``code`` says why, ``before`` and ``after`` name the states."""

    def __init__(self, code: str, before: str, after: str) -> None:
        super().__init__(f"{code}: {before} -> {after}")
        self.code, self.before, self.after = code, before, after


class WrongTime(Exception):  # an answer, not a fault
    """A time that does not fit: ``field`` names it, ``code`` is ``not_reached`` or ``out_of_order``."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


def taken(course: Course, steps: Steps, now: datetime) -> Course:
    """The course after ``steps``; raises NotPossible or WrongTime and then nothing happened.

    A step to the state that already holds is no step, so asking twice is harmless; its time can be corrected.
    """
    moment = max(now, course.placed_at)
    after = _with_times(course, steps)
    after = _order(after, steps, moment)
    after = _parcel(after, steps, moment)
    after = _money(after, steps)
    _check_times(course, after, steps)
    return after


def _with_times(course: Course, steps: Steps) -> Course:
    given = {name: getattr(steps, name) for name in IN_TIME[1:] if getattr(steps, name) is not None}
    return replace(course, **given)


def _order(course: Course, steps: Steps, moment: datetime) -> Course:
    wanted = steps.order_state
    if wanted is None or wanted == course.order_state:
        return course
    if wanted not in ORDER_STEPS[course.order_state]:
        raise NotPossible("order_step", course.order_state, wanted)
    if wanted == "cancelled":
        if course.parcel_state in SHIPPED:
            raise NotPossible("already_shipped", course.parcel_state, wanted)
        return replace(course, order_state=wanted, parcel_state="none", closed_at=course.closed_at or moment)
    return replace(course, order_state=wanted, confirmed_at=course.confirmed_at or steps.shipped_at or moment)


def _parcel(course: Course, steps: Steps, moment: datetime) -> Course:
    wanted = steps.parcel_state
    if wanted is None or wanted == course.parcel_state:
        return course
    if course.order_state == "cancelled":
        raise NotPossible("cancelled", course.order_state, wanted)
    if wanted not in PARCEL_STEPS[course.parcel_state]:
        raise NotPossible("parcel_step", course.parcel_state, wanted)
    delivered = (course.delivered_at or moment) if wanted in DELIVERED else course.delivered_at
    shipped = (course.shipped_at or delivered or moment) if wanted in SHIPPED else course.shipped_at
    return replace(
        course,
        parcel_state=wanted,
        order_state="confirmed" if wanted in SHIPPED else course.order_state,
        confirmed_at=course.confirmed_at or (shipped if wanted in SHIPPED else None),
        shipped_at=shipped,
        delivered_at=delivered,
        closed_at=(course.closed_at or moment) if wanted in CLOSED else course.closed_at,
    )


def _money(course: Course, steps: Steps) -> Course:
    wanted = steps.money_state
    if wanted is None or wanted == course.money_state:
        return course
    if wanted in {"partially_refunded", "refunded"}:
        raise NotPossible("record_a_refund", course.money_state, wanted)
    if wanted not in MONEY_STEPS[course.money_state]:
        raise NotPossible("money_step", course.money_state, wanted)
    return replace(course, money_state=wanted)


def _reached(course: Course) -> dict[str, bool]:
    return {
        "confirmed_at": course.order_state == "confirmed",
        "shipped_at": course.parcel_state in SHIPPED,
        "delivered_at": course.parcel_state in DELIVERED,
        "closed_at": course.order_state == "cancelled" or course.parcel_state in CLOSED,
    }


def _check_times(before: Course, after: Course, steps: Steps) -> None:
    """Given times must belong to a state that was reached, and changed times must follow each other."""
    for name, is_reached in _reached(after).items():
        if getattr(steps, name) is not None and not is_reached:
            raise WrongTime(name, "not_reached")
    known = [name for name in IN_TIME if getattr(after, name) is not None]
    for pair in itertools.pairwise(known):
        changed = [name for name in reversed(pair) if getattr(before, name) != getattr(after, name)]
        if changed and getattr(after, pair[0]) > getattr(after, pair[1]):
            # Steps that are implied take the time of the one that was sent: that is the one to correct.
            sent = [name for name in (*changed, *IN_TIME[1:]) if getattr(steps, name, None) is not None]
            raise WrongTime((sent or changed)[0], "out_of_order")
