"""Date cells: day before month, three languages of months, Excel's serial numbers, offsets."""

# ruff: noqa: DTZ001 -- naive times are what these cells hold
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.dates import day_order, parse_moment, to_utc

FOURTEENTH_OF_MAY = ["14/05/2026", "14-05-26", "14.05.2026", "2026-05-14", "2026/05/14", "46156", "46156.0", "14 mai 2026",
                     "14-mai-26", "14 ماي 2026", "jeudi 14 mai 2026", "١٤/٠٥/٢٠٢٦", "14\u200f/05\u200f/2026", "14 May 2026"]  # fmt: skip
ALGERIAN_MONTHS = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
UNREADABLE = [
    "",
    "x",
    "31/02/2026",
    "05/13/2026",
    "14/05",
    "14/05/1900",
    "99999",
    "12",
    "2026-05-14 11:23:45 -2500",
    "25:00",
]


@pytest.mark.parametrize("text", FOURTEENTH_OF_MAY)
def test_one_day_in_many_writings(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 5, 14)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_a_date_is_none(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize("names", [ALGERIAN_MONTHS, FRENCH_MONTHS])
def test_all_twelve_months_by_name(names: list[str]) -> None:
    assert [parse_moment(f"1 {name} 2026") for name in names] == [
        datetime(2026, month, 1) for month in range(1, 13)
    ]


def test_times_are_read_with_the_date() -> None:
    assert parse_moment("2010-12-01 08:26:00") == datetime(2010, 12, 1, 8, 26)
    assert parse_moment("14/05/2026 à 10h30") == datetime(2026, 5, 14, 10, 30)
    assert parse_moment("14/05/2026 2:05 PM") == datetime(2026, 5, 14, 14, 5)
    assert parse_moment("46156.5") == datetime(2026, 5, 14, 12)


def test_an_offset_makes_the_moment_aware() -> None:
    read = parse_moment("2026-05-14 11:23:45 +0100")
    assert read is not None
    assert read.utcoffset() == timedelta(hours=1)
    assert to_utc(read, ZoneInfo("Europe/Paris")) == datetime(2026, 5, 14, 10, 23, 45, tzinfo=UTC)


def test_a_time_without_offset_is_local_to_the_shop() -> None:
    assert to_utc(datetime(2026, 5, 14), ZoneInfo("Africa/Algiers")) == datetime(2026, 5, 13, 23, tzinfo=UTC)
    assert to_utc(datetime(2011, 7, 1), ZoneInfo("Europe/London")) == datetime(2011, 6, 30, 23, tzinfo=UTC)


def test_month_first_only_when_the_column_proves_it() -> None:
    assert day_order(["05/01/2026", "05/13/2026"]) == "mdy"
    assert day_order(["05/01/2026", "13/05/2026"]) == "dmy"
    assert day_order(["13/05/2026", "05/13/2026"]) == "dmy"
    assert day_order([]) == "dmy"
    assert parse_moment("12/1/2010 8:26", "mdy") == datetime(2010, 12, 1, 8, 26)


@given(
    st.dates(date(1970, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]),
)
def test_every_day_reads_back_from_its_numbers(day: date, pattern: str) -> None:
    assert parse_moment(day.strftime(pattern)) == datetime(day.year, day.month, day.day)


@given(st.text(max_size=30))
def test_no_cell_breaks_the_parser(text: str) -> None:
    read = parse_moment(text)
    assert read is None or 1970 <= read.year <= 2100
