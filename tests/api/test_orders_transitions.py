"""Which steps an order may take: every pair of states, and the times that follow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.orders.models import MoneyState, OrderState, ParcelState
from catalog.orders.transitions import (
    DELIVERED,
    MONEY_STEPS,
    ORDER_STEPS,
    PARCEL_STEPS,
    SHIPPED,
    Course,
    NotPossible,
    Steps,
    WrongTime,
    taken,
)

PLACED = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOW = PLACED + timedelta(days=10)
NEW = Course("placed", "none", "unpaid", PLACED)


def test_every_state_of_the_records_has_its_steps() -> None:
    assert set(ORDER_STEPS) == set(OrderState.values)
    assert set(PARCEL_STEPS) == set(ParcelState.values)
    assert set(MONEY_STEPS) == set(MoneyState.values)


def test_shipping_confirms_and_delivering_ships() -> None:
    at = PLACED + timedelta(days=2)
    course = taken(NEW, Steps(parcel_state="delivered", delivered_at=at), NOW)
    assert (course.order_state, course.parcel_state) == ("confirmed", "delivered")
    assert course.confirmed_at == course.shipped_at == course.delivered_at == at


def test_cancelling_a_prepared_parcel_unpacks_it() -> None:
    prepared = taken(NEW, Steps(parcel_state="preparing"), NOW)
    course = taken(prepared, Steps(order_state="cancelled"), NOW)
    assert (course.parcel_state, course.closed_at) == ("none", NOW)


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ([Steps(order_state="cancelled"), Steps(order_state="confirmed")], "order_step"),
        ([Steps(order_state="cancelled"), Steps(parcel_state="in_transit")], "cancelled"),
        ([Steps(parcel_state="in_transit"), Steps(order_state="cancelled")], "already_shipped"),
        ([Steps(parcel_state="in_transit"), Steps(parcel_state="returned")], "parcel_step"),
        ([Steps(parcel_state="delivered"), Steps(parcel_state="refused")], "parcel_step"),
        ([Steps(money_state="paid_out"), Steps(money_state="unpaid")], "money_step"),
        ([Steps(money_state="refunded")], "record_a_refund"),
    ],
)
def test_steps_that_do_not_happen_are_refused_with_a_reason(way: list[Steps], code: str) -> None:
    course = NEW
    for steps in way[:-1]:
        course = taken(course, steps, NOW)
    with pytest.raises(NotPossible) as refused:
        taken(course, way[-1], NOW)
    assert refused.value.code == code


def test_a_time_of_a_state_that_was_not_reached_is_refused() -> None:
    with pytest.raises(WrongTime) as refused:
        taken(NEW, Steps(delivered_at=NOW), NOW)
    assert (refused.value.field, refused.value.code) == ("delivered_at", "not_reached")


def test_a_time_can_be_corrected() -> None:
    delivered = taken(NEW, Steps(parcel_state="delivered"), NOW)
    at = NOW + timedelta(hours=2)
    assert taken(delivered, Steps(delivered_at=at), NOW).delivered_at == at


def test_old_times_out_of_order_do_not_block_another_step() -> None:
    odd = Course("confirmed", "none", "unpaid", PLACED, confirmed_at=PLACED - timedelta(days=1))
    assert taken(odd, Steps(money_state="collected"), NOW).money_state == "collected"


states = st.builds(
    Steps,
    order_state=st.none() | st.sampled_from(OrderState.values),
    parcel_state=st.none() | st.sampled_from(ParcelState.values),
    money_state=st.none() | st.sampled_from(MoneyState.values),
)


@settings(deadline=None)
@given(st.lists(states, max_size=6))
def test_whatever_is_asked_the_course_stays_possible(way: list[Steps]) -> None:
    course = NEW
    for days, steps in enumerate(way):
        try:
            course = taken(course, steps, PLACED + timedelta(days=days))
        except NotPossible:
            continue
    known = [
        at for at in (course.placed_at, course.confirmed_at, course.shipped_at, course.delivered_at) if at
    ]
    assert known == sorted(known)
    assert (course.shipped_at is not None) == (course.parcel_state in SHIPPED)
    assert (course.delivered_at is not None) == (course.parcel_state in DELIVERED)
    assert not (course.order_state == "cancelled" and course.parcel_state in SHIPPED)
    assert course.parcel_state not in SHIPPED or course.order_state == "confirmed"
