"""The announced delay passes only while somebody is there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from transparency.cases.compute import Answered, Times, due_at, median_bounds, minutes_waited, service_of
from transparency.centre.hours import SpecialDays

ALGIERS = ZoneInfo("Africa/Algiers")
# Saturday to Thursday, nine to six: Friday is closed.
WEEK = {day: ["09:00", "18:00"] for day in ("sat", "sun", "mon", "tue", "wed", "thu")}
TIMES = Times(WEEK)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALGIERS)


@pytest.mark.parametrize(
    ("opened", "minutes", "due"),
    [
        ("2026-11-22 10:00", 120, "2026-11-22 12:00"),  # a Sunday
        ("2026-11-22 17:00", 120, "2026-11-23 10:00"),  # an hour today, an hour tomorrow
        ("2026-11-22 23:30", 120, "2026-11-23 11:00"),
        ("2026-11-22 05:00", 120, "2026-11-22 11:00"),
        ("2026-11-26 17:30", 120, "2026-11-28 10:30"),  # Thursday evening: Friday does not count
        ("2026-11-27 12:00", 60, "2026-11-28 10:00"),  # on the Friday itself
        ("2026-11-22 10:00", 2 * 9 * 60, "2026-11-24 10:00"),
    ],
)
def test_the_delay_counts_opening_hours_alone(opened: str, minutes: int, due: str) -> None:
    assert due_at(at(opened), minutes, TIMES) == at(due)


def test_holidays_do_not_count() -> None:
    closed = Times(WEEK, SpecialDays(closed={date(2026, 11, 1): "Fête de la Révolution"}))
    assert due_at(at("2026-10-31 17:30"), 60, closed) == at("2026-11-02 09:30")


def test_a_night_that_goes_on_after_midnight_counts_once() -> None:
    ramadan = Times({"sun": ["20:00", "02:00"], "mon": ["20:00", "02:00"]})
    assert due_at(at("2026-11-23 01:00"), 90, ramadan) == at("2026-11-23 20:30")
    assert minutes_waited(at("2026-11-22 19:00"), at("2026-11-23 03:00"), ramadan) == 360


def test_a_shop_without_hours_counts_as_an_office() -> None:
    assert due_at(at("2026-11-26 16:30"), 60, Times({})) == at("2026-11-29 09:30")


def test_a_shop_that_never_opens_owes_an_answer_all_the_same() -> None:
    away = Times(WEEK, SpecialDays(closed={date.fromordinal(n): "" for n in range(739000, 741000)}))
    assert due_at(at("2026-11-22 10:00"), 60, away) > at("2027-02-01 00:00")


@pytest.mark.parametrize("minutes", [1, 59, 60, 540, 541, 5000])
def test_waiting_for_the_delay_is_the_delay(minutes: int) -> None:
    opened = at("2026-11-25 11:17")
    due = due_at(opened, minutes, TIMES).astimezone(ALGIERS)
    assert minutes_waited(opened, due, TIMES) == minutes


def test_the_answer_is_in_utc() -> None:
    assert due_at(at("2026-11-22 10:00"), 5, TIMES).tzinfo is UTC


def test_a_late_case_without_an_answer_counts_against_the_shop() -> None:
    found = service_of(
        [Answered(10, True, "good"), Answered(30, True), Answered(500, False, "bad"), Answered(None, False)]
    )
    assert (found.judged, found.in_time, found.answered, found.middle) == (4, 2, 3, 30.0)
    assert (found.rated, found.satisfied) == (2, 1)


def test_the_bounds_of_a_median_are_order_statistics() -> None:
    assert median_bounds(range(1, 6)) == (None, None)  # 2 / 2**5 > .05
    assert median_bounds(range(1, 7)) == (1.0, 6.0)
    # 25 values: P(X <= 7) = .0216 <= .025 < P(X <= 8) = .0539, so the 8th and the 18th.
    assert median_bounds(range(1, 26)) == (8.0, 18.0)
    assert median_bounds(range(1, 1001)) == (469.0, 532.0)
