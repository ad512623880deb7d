"""Couriers' words, a parcel's course and what it makes of the order: pure rules."""

from __future__ import annotations

import csv
import itertools
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import catalog.parcels
from catalog.orders.transitions import Course
from catalog.parcels.course import Heard, stand_of
from catalog.parcels.flow import followed
from catalog.parcels.states import courier_of_tracking, courier_slug, meaning

TABLE = Path(catalog.parcels.__file__).with_name("data") / "courier_status_map.csv"
NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def heard(*states: str) -> list[Heard]:
    """One event a day."""
    return [Heard(NOON + at * DAY, state, state) for at, state in enumerate(states)]


def an_order(**fields: object) -> Course:
    defaults: dict[str, object] = {"order_state": "placed", "parcel_state": "none", "money_state": "unpaid"}
    return Course(**{**defaults, "placed_at": NOON - DAY, **fields})  # type: ignore[arg-type]


def after(course: Course, *states: str, is_remitted: bool = False, has_cash: bool = True) -> Course:
    return followed(course, stand_of(heard(*states)), is_remitted=is_remitted, has_cash=has_cash)


def test_every_word_of_the_table_means_what_the_table_says() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 90
    for row in rows:
        assert meaning(row["provider"], row["raw"].replace("*", "client absent"), {}) == row["canonical"]


@pytest.mark.parametrize("raw", ["LIVRÉ", " livre ", "Livré\u00a0", "Livre\u0301"])
def test_words_are_compared_without_accents_case_and_spaces(raw: str) -> None:
    assert meaning("yalidine", raw, {}) == "delivered"


def test_guepex_and_yalitec_speak_yalidines_language_and_zr_that_of_procolis() -> None:
    assert meaning("guepex", "Echèc livraison", {}) == "returning"
    assert meaning("yalitec", "Sorti en livraison", {}) == "out_for_delivery"
    assert meaning("zr", "Livrée [ Encaisser ]", {}) == "delivered"


def test_a_word_that_nobody_explained_has_no_meaning_until_the_shop_gives_it_one() -> None:
    assert meaning("yalidine", "En quarantaine", {}) is None
    assert meaning("yalidine", "En Quarantaine", {("yalidine", "en quarantaine"): "on_hold"}) == "on_hold"
    assert meaning("maystro", "Livré", {}) is None  # Maystro sends numbers: a word of others proves nothing


def test_couriers_without_a_table_are_read_by_the_words_of_sheets() -> None:
    assert meaning("kazi-tour", "Livré", {}) == "delivered"
    assert meaning("kazi-tour", "تم التوصيل", {}) == "delivered"
    assert meaning("kazi-tour", "Retour", {}) == "returning"
    assert meaning("kazi-tour", "41", {}) is None


def test_couriers_are_known_by_name_and_by_number() -> None:
    assert courier_slug("Yalidine Express") == "yalidine"
    assert courier_slug("ZR-Express") == "zr"
    assert courier_slug("Kazi Tour") == "kazi-tour"
    assert courier_of_tracking("yal-000AAA") == "yalidine"
    assert courier_of_tracking("ECO-1") == ""


def test_the_order_in_which_events_are_heard_changes_nothing() -> None:
    events = heard("pending", "in_transit", "attempt_failed", "returning", "returned")
    expected = stand_of(events)
    assert {stand_of(shuffled) for shuffled in itertools.permutations(events)} == {expected}
    assert (expected.state, expected.attempts, expected.failed_at) == ("returned", 1, NOON + 3 * DAY)


def test_an_unknown_word_and_one_of_money_keep_the_state() -> None:
    events = [*heard("in_transit"), Heard(NOON + DAY, "??", ""), Heard(NOON + 2 * DAY, "versement", "ignore")]
    assert (stand_of(events).state, stand_of(events).at) == ("in_transit", NOON)
    assert stand_of([Heard(NOON, "??", "")]).state == ""


def test_a_refusal_is_dated_by_the_first_step_back() -> None:
    stand = stand_of(heard("out_for_delivery", "returning", "returning", "returned"))
    assert (stand.failed_at, stand.returned_at) == (NOON + DAY, NOON + 3 * DAY)


def test_a_way_back_that_ended_in_a_delivery_is_no_refusal() -> None:
    stand = stand_of(heard("out_for_delivery", "returning", "out_for_delivery", "delivered"))
    assert (stand.state, stand.failed_at, stand.delivered_at) == ("delivered", None, NOON + 3 * DAY)


def test_two_words_of_one_moment_count_as_the_later_stage() -> None:
    events = [Heard(NOON, "a", "delivered"), Heard(NOON, "b", "pending")]
    assert stand_of(events).state == stand_of(events[::-1]).state == "delivered"


def test_the_way_of_a_parcel_is_the_way_of_its_order() -> None:
    order = an_order()
    assert after(order, "pending").parcel_state == "preparing"
    sent = after(order, "pending", "picked_up")
    assert (sent.parcel_state, sent.order_state, sent.shipped_at) == ("in_transit", "confirmed", NOON + DAY)
    done = after(sent, "pending", "picked_up", "delivered")
    assert (done.parcel_state, done.money_state, done.delivered_at) == (
        "delivered",
        "collected",
        NOON + 2 * DAY,
    )
    paid = after(done, "pending", "picked_up", "delivered", is_remitted=True)
    assert (paid.parcel_state, paid.money_state) == ("delivered", "paid_out")


def test_a_parcel_that_comes_back_before_its_cash_withdraws_the_delivery() -> None:
    done = after(an_order(), "picked_up", "delivered")
    back = after(done, "picked_up", "delivered", "returning")
    assert (back.parcel_state, back.money_state, back.delivered_at) == ("refused", "unpaid", None)
    assert back.closed_at == NOON + 2 * DAY


def test_a_parcel_that_comes_back_after_its_cash_is_a_return_of_something_sold() -> None:
    paid = after(an_order(), "picked_up", "delivered", is_remitted=True)
    back = after(paid, "picked_up", "delivered", "returning", is_remitted=True)
    assert (back.parcel_state, back.money_state, back.delivered_at) == ("returned", "paid_out", NOON + DAY)


def test_a_parcel_paid_beforehand_is_not_collected_at_the_door() -> None:
    done = after(an_order(money_state="paid_out"), "delivered", has_cash=False)
    assert done.money_state == "paid_out"


def test_a_refund_is_never_forgotten() -> None:
    assert after(an_order(money_state="refunded"), "picked_up", "returned").money_state == "refunded"


def test_a_parcel_cancelled_before_it_left_was_not_shipped() -> None:
    assert after(an_order(parcel_state="preparing"), "pending", "cancelled").parcel_state == "none"
    assert after(an_order(), "picked_up", "cancelled").parcel_state == "refused"


def test_the_courier_does_not_undo_what_was_typed_after_its_last_word() -> None:
    typed = an_order(parcel_state="delivered", delivered_at=NOON + 5 * DAY, money_state="collected")
    assert after(typed, "picked_up", "in_transit") == typed
    late = an_order(parcel_state="delivered", delivered_at=NOON - DAY, money_state="collected")
    assert after(late, "picked_up", "returning").parcel_state == "refused"


def test_a_held_parcel_that_never_left_is_not_shipped() -> None:
    assert after(an_order(), "pending", "on_hold").parcel_state == "preparing"


@pytest.mark.parametrize("seed", range(20))
def test_dates_stand_in_order_whatever_the_courier_says(seed: int) -> None:
    chance = random.Random(seed)
    states = [
        "pending",
        "ready",
        "picked_up",
        "in_transit",
        "delivered",
        "returning",
        "returned",
        "lost",
        "cancelled",
    ]
    events = [
        Heard(NOON + timedelta(hours=chance.randint(-72, 200)), state, state)
        for state in chance.choices(states, k=chance.randint(1, 8))
    ]
    course = followed(an_order(), stand_of(events), is_remitted=chance.random() < 0.3, has_cash=True)
    times = [course.placed_at, course.shipped_at, course.delivered_at, course.closed_at]
    known = [moment for moment in times if moment is not None]
    assert known == sorted(known)
    assert followed(course, stand_of(events), is_remitted=False, has_cash=True).parcel_state
