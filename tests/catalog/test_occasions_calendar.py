"""The calendar: what the file says, other years by the same rules, and the moon within a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.occasions.calendar import (
    CalendarDay,
    calendar_between,
    calendar_year,
    countries,
    last_friday,
    written,
)
from catalog.occasions.hijri import hijri_day, hijri_year


def the(year: int, key: str) -> CalendarDay:
    (found,) = [day for day in calendar_year("DZ", year) if day.key == key]
    return found


def test_the_file_covers_three_years_of_every_occasion() -> None:
    keys: dict[int, set[str]] = {2026: set(), 2027: set(), 2028: set()}
    for day in written("DZ"):
        keys[day.starts_on.year].add(day.key)
    assert keys[2026] == keys[2027] == keys[2028]
    assert {"ramadan", "eid_fitr", "eid_adha", "mawlid", "muharram", "ashura", "yennayer"} <= keys[2026]
    assert {"rentree", "summer", "black_friday", "new_year", "independence"} <= keys[2026]
    assert all(all(day.names) for day in written("DZ"))


def test_every_lunar_day_of_the_file_lies_within_a_day_of_the_tabular_calendar() -> None:
    lunar = [day for day in written("DZ") if day.hijri]
    assert len(lunar) == 18
    for day in lunar:
        assert day.hijri
        year = hijri_year(day.starts_on, *day.hijri)
        assert abs(day.starts_on - hijri_day(year, *day.hijri)) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1, 1, 1), date(622, 7, 19)),  # 16 July of the Julian calendar
        ((1446, 9, 1), date(2025, 3, 1)),
        ((1447, 9, 1), date(2026, 2, 18)),
        ((1445, 12, 10), date(2024, 6, 17)),
    ],
)
def test_known_days_of_the_tabular_calendar(hijri: tuple[int, int, int], gregorian: date) -> None:
    assert hijri_day(*hijri) == gregorian


@given(st.integers(1300, 1600), st.sampled_from([(1, 1), (1, 10), (3, 12), (9, 1), (10, 1), (12, 10)]))
def test_a_hijri_year_is_354_or_355_days_and_is_found_again(year: int, day: tuple[int, int]) -> None:
    assert (hijri_day(year + 1, *day) - hijri_day(year, *day)).days in {354, 355}
    assert hijri_year(hijri_day(year, *day), *day) == year


def test_years_beyond_the_file_follow_its_rules() -> None:
    assert the(2025, "ramadan").starts_on == date(2025, 3, 1)
    assert the(2025, "ramadan").id == "ramadan-1446"
    assert the(2024, "eid_adha").starts_on == date(2024, 6, 17)
    assert the(2031, "independence").starts_on == date(2031, 7, 5)
    assert the(2030, "black_friday").starts_on == date(2030, 11, 29)


def test_two_ramadans_begin_in_2030_and_the_ids_tell_them_apart() -> None:
    found = [day.id for day in calendar_year("DZ", 2030) if day.key == "ramadan"]
    assert found == ["ramadan-1451", "ramadan-1452"]


@pytest.mark.parametrize("year", range(2020, 2040))
def test_no_hijri_year_is_missing_or_double(year: int) -> None:
    days = [day for one in range(year, year + 5) for day in calendar_year("DZ", one) if day.key == "ramadan"]
    numbers = [int(day.id.split("-")[1]) for day in days]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_black_friday_is_the_last_friday_of_november() -> None:
    assert [last_friday(year, 11).day for year in (2026, 2027, 2028)] == [27, 26, 24]


def test_what_began_before_the_first_day_and_is_still_on_is_found() -> None:
    found = [day.id for day in calendar_between("DZ", date(2026, 3, 1), date(2026, 3, 1))]
    assert found == ["ramadan-1447"]


def test_a_country_without_a_file_has_no_calendar() -> None:
    assert countries() == ["DZ"]
    assert calendar_between("FR", date(2026, 1, 1), date(2026, 12, 31)) == []
    assert calendar_between("../x", date(2026, 1, 1), date(2026, 12, 31)) == []
