"""Opening hours: two stretches a day, after midnight, holidays, Ramadan, days off."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.centre.hours import SpecialDays, opening, read_times
from transparency.public_page.calendar import closed_soon, days_ahead, hours_rows, opening_now, special_days

ALGIERS = ZoneInfo("Africa/Algiers")
WEEK = {day: ["09:00", "12:00", "14:00", "18:00"] for day in ("sat", "sun", "mon", "tue", "wed", "thu")}
# The first of November 2026 is a Sunday and a public holiday.
REVOLUTION = datetime(2026, 11, 1, 10, 0, tzinfo=ALGIERS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 22nd is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ALGIERS)


@pytest.mark.parametrize(
    ("now", "is_open", "then"),
    [(at(22, 11), True, time(12)), (at(22, 13), False, at(22, 14)), (at(26, 19), False, at(28, 9))],
)
def test_a_day_may_have_two_stretches(now: datetime, is_open: bool, then: Any) -> None:
    state = opening(WEEK, now)
    assert (state.is_open, state.closes_at or state.next_at) == (is_open, then)


def test_a_stretch_may_go_on_after_midnight() -> None:
    hours = {"sun": ["21:00", "02:00"]}
    assert opening(hours, at(23, 1, 59)).closes_at == time(2)
    assert opening(hours, at(23, 2)).next_at == at(29, 21)


def test_a_closed_day_says_why_and_leads_to_the_next_open_one() -> None:
    special = SpecialDays(closed={date(2026, 11, 22): "Inventaire"})
    state = opening(WEEK, at(22, 10), special)
    assert (state.is_open, state.why, state.next_at) == (False, "Inventaire", at(23, 9))


def test_a_closed_weekend_needs_no_reason() -> None:
    assert opening(WEEK, at(27, 10), SpecialDays(closed={date(2026, 11, 27): "x"})).why == ""


def test_a_day_may_have_times_of_its_own() -> None:
    special = SpecialDays(other={date(2026, 11, 22): ["20:00", "23:00"]})
    assert opening(WEEK, at(22, 10), special).next_at == at(22, 20)


def test_a_shop_that_is_away_for_longer_than_anybody_waits_has_no_next_time() -> None:
    away = {date.fromordinal(date(2026, 11, 22).toordinal() + n): "x" for n in range(120)}
    state = opening(WEEK, at(22, 10), SpecialDays(closed=away))
    assert state.is_known
    assert state.next_at is None


@pytest.mark.parametrize(
    "written", [None, [], ["09:00"], ["9", "18"], ["09:00", "10:00", "11:00"], "09:00", [1, 2]]
)
def test_times_that_cannot_be_read_are_no_times(written: Any) -> None:
    assert read_times(written) == []


def test_days_with_the_same_times_stand_together() -> None:
    rows = hours_rows(WEEK)
    assert [(row.days, row.times) for row in rows] == [
        ("Sunday to Thursday", ("09:00–12:00", "14:00–18:00")),
        ("Friday", ()),
        ("Saturday", ("09:00–12:00", "14:00–18:00")),
    ]
    assert hours_rows({}) == []


@pytest.mark.django_db
def test_public_holidays_close_the_shop_unless_it_says_otherwise() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        special = special_days(shop.id, {"hours": WEEK}, *days_ahead(REVOLUTION))
        open_then = special_days(shop.id, {"hours": WEEK, "on_holidays": True}, *days_ahead(REVOLUTION))
    state = opening_now({"hours": WEEK}, REVOLUTION, special)
    assert not state.is_open
    assert state.why
    assert state.next_at == at(2, 9)
    assert opening_now({"hours": WEEK}, REVOLUTION, open_then).is_open
    assert [one.day for one in closed_soon({"hours": WEEK}, special, date(2026, 10, 30))] == [
        REVOLUTION.date()
    ]


@pytest.mark.django_db
def test_ramadan_has_hours_of_its_own_and_days_off_close() -> None:
    shop = a_shop()
    profile = {
        "hours": WEEK,
        "hours_ramadan": {"tue": ["20:00", "01:00"]},
        "away": [{"from": "2027-02-16", "to": "2027-02-17", "why": "Voyage"}, {"from": "junk"}],
    }
    in_ramadan = datetime(2027, 2, 9, 10, 0, tzinfo=ALGIERS)
    with shop_scope(shop.id):
        special = special_days(shop.id, profile, *days_ahead(in_ramadan))
    assert opening_now(profile, in_ramadan, special).next_at == in_ramadan.replace(hour=20)
    assert special.closed[date(2027, 2, 16)] == "Voyage"


def test_hours_that_are_not_written_ask_nothing() -> None:
    assert special_days(0, {}, date(2026, 1, 1), date(2026, 2, 1)) == SpecialDays()
