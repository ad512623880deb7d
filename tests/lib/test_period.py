"""Periods: presets, comparisons and keys, with dates worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.period import (
    PRESETS,
    Period,
    last_complete_day,
    local_day,
    month_key,
    period_of_key,
    week_key,
)

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("today", date(2026, 3, 14), date(2026, 3, 14)),
        ("yesterday", date(2026, 3, 13), date(2026, 3, 13)),
        ("last_7_days", date(2026, 3, 7), date(2026, 3, 13)),
        ("last_30_days", date(2026, 2, 12), date(2026, 3, 13)),
        ("last_90_days", date(2025, 12, 14), date(2026, 3, 13)),
        ("this_month", date(2026, 3, 1), date(2026, 3, 14)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("this_year", date(2026, 1, 1), date(2026, 3, 14)),
        ("last_12_months", date(2025, 3, 1), date(2026, 2, 28)),
    ],
)
def test_a_preset_names_whole_days(name: str, start: date, end: date) -> None:
    assert Period.preset(name, TODAY) == Period(start, end)


def test_every_preset_works_on_the_last_day_of_february() -> None:
    for name in PRESETS:
        assert Period.preset(name, date(2028, 2, 29)).length >= 1


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(KeyError):
        Period.preset("fortnight", TODAY)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(TODAY, date(2026, 3, 13))


def test_both_ends_are_in_the_period() -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 3))
    assert (period.length, list(period.days())) == (3, [date(2026, 3, day) for day in (1, 2, 3)])
    assert date(2026, 3, 3) in period
    assert date(2026, 3, 4) not in period


def test_the_previous_period_ends_the_day_before() -> None:
    assert Period(date(2026, 3, 1), date(2026, 3, 10)).previous == Period(
        date(2026, 2, 19), date(2026, 2, 28)
    )


@pytest.mark.parametrize("days", [1, 6, 7, 8, 30, 365])
def test_the_matched_period_has_the_same_weekdays_and_does_not_overlap(days: int) -> None:
    period = Period(date(2026, 3, 5), date(2026, 3, 5)).shifted(0)
    period = Period(period.start, date.fromordinal(period.start.toordinal() + days - 1))
    matched = period.matched
    assert (matched.length, matched.start.weekday()) == (period.length, period.start.weekday())
    assert 0 <= (period.start - matched.end).days - 1 < 7


def test_weeks_are_iso_weeks() -> None:
    assert [week_key(day) for day in (date(2011, 1, 1), date(2011, 1, 3), date(2020, 12, 31))] == [
        "2010-W52",
        "2011-W01",
        "2020-W53",
    ]


def test_months_have_two_digits() -> None:
    assert month_key(date(2011, 8, 9)) == "2011-08"


def test_a_day_is_the_shops_own_day() -> None:
    just_before_midnight_utc = datetime(2026, 3, 13, 23, 30, tzinfo=UTC)
    assert local_day(just_before_midnight_utc, ZoneInfo("Africa/Algiers")) == date(2026, 3, 14)
    assert last_complete_day(just_before_midnight_utc, ZoneInfo("Africa/Algiers")) == date(2026, 3, 13)
    assert last_complete_day(just_before_midnight_utc, ZoneInfo("America/New_York")) == date(2026, 3, 12)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_key_names_the_days_that_have_it(day: date) -> None:
    for key_of in (week_key, month_key, date.isoformat):
        period = period_of_key(key_of(day))
        assert day in period
        assert {key_of(one) for one in period.days()} == {key_of(day)}
        assert (
            key_of(period.start - timedelta(days=1)) != key_of(day) != key_of(period.end + timedelta(days=1))
        )


def test_a_period_within_another_is_what_both_share() -> None:
    assert Period(date(2026, 1, 1), date(2026, 1, 9)).within(
        Period(date(2026, 1, 5), date(2026, 2, 1))
    ) == Period(date(2026, 1, 5), date(2026, 1, 9))
