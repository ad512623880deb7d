"""Numbers of platforms: shortened, grouped, in Arabic digits; a blank is not a zero, and nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.content.compute import Known, fate_of
from catalog.content.numbers import LARGEST, is_given, parse_count, parse_seconds, parse_share

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
whole = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.2K", 1200),
        ("1,2 k", 1200),
        ("3.4M", 3_400_000),
        ("1,25 M", 1_250_000),
        ("2B", 2_000_000_000),
        ("8,904", 8904),
        ("8.904", 8904),
        ("8 904", 8904),
        ("8\u202f904", 8904),
        ("1,234,567", 1_234_567),
        ("12 ألف", 12_000),
        ("3 مليون", 3_000_000),
        ("٣٥٫٦K", 35_600),
        ("0", 0),
        ("640.0", 640),
    ],
)
def test_counts_as_platforms_write_them(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    "text", ["", "-", "beaucoup", "12.5", "-5", "1.2345K", "1e5", "K", "5 vues", "9" * 20]
)
def test_what_is_no_count_is_not_guessed(text: str) -> None:
    assert parse_count(text) is None


@given(whole, st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f"]))
def test_groups_of_thousands_change_nothing(number: int, sign: str) -> None:
    text = f"{number:,}".replace(",", sign)
    assert parse_count(text) == number
    assert parse_count(text.translate(ARABIC)) == number


@given(
    st.integers(0, 9999),
    st.sampled_from([("K", 10**3), ("k", 10**3), ("M", 10**6), (" mio", 10**6), ("B", 10**9)]),
)
def test_a_shortened_count_is_its_number_times_its_unit(tenths: int, unit: tuple[str, int]) -> None:
    word, size = unit
    for sign in ".,":
        assert parse_count(f"{tenths // 10}{sign}{tenths % 10}{word}") == Decimal(tenths) / 10 * size


@given(st.text(max_size=30))
def test_any_cell_gives_a_count_that_can_be_kept_or_nothing(text: str) -> None:
    for value in (parse_count(text), parse_seconds(text)):
        assert value is None or (0 <= value <= LARGEST and value == value.quantize(Decimal("0.001")))


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "N/A", "nan", "nd"])
def test_signs_that_say_nothing(text: str) -> None:
    assert not is_given(text)


def test_zero_is_said() -> None:
    assert is_given("0")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("27", 27),
        ("5.3s", "5.3"),
        ("1:02:03", 3723),
        ("0:27", 27),
        ("12h:5m:3s", 43503),
        ("2 min 5", 125),
        ("1 h", 3600),
    ],
)
def test_lengths_in_seconds(text: str, seconds: int | str) -> None:
    assert parse_seconds(text) == Decimal(seconds)


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_a_clock_and_its_words_say_the_same(hours: int, minutes: int, seconds: int) -> None:
    total = 3600 * hours + 60 * minutes + seconds
    assert parse_seconds(f"{hours}:{minutes:02}:{seconds:02}") == total
    assert parse_seconds(f"{hours}h {minutes}m {seconds}s") == total


@pytest.mark.parametrize("text", ["soon", "5 parsecs", "1:2:3:4", "-3"])
def test_what_is_no_length(text: str) -> None:
    assert parse_seconds(text) is None


@given(st.integers(0, 1000))
def test_a_share_stands_between_nothing_and_all(tenths: int) -> None:
    assert parse_share(f"{tenths // 10},{tenths % 10} %") == Decimal(tenths) / 1000


@pytest.mark.parametrize("text", ["101%", "12", "", "%"])
def test_what_is_no_share(text: str) -> None:
    assert parse_share(text) is None


# The history of a metric

DAY = date(2026, 9, 20)
histories = st.lists(
    st.tuples(st.integers(-9, 9), st.integers(0, 3)), max_size=6, unique_by=lambda pair: pair[0]
)


def _stored(pairs: list[tuple[int, int]]) -> list[Known]:
    return [Known(DAY + timedelta(days), Decimal(value), row + 1) for row, (days, value) in enumerate(pairs)]


@given(histories, st.integers(0, 3))
def test_a_value_that_was_taken_is_not_taken_again(pairs: list[tuple[int, int]], value: int) -> None:
    history = _stored(pairs)
    fate = fate_of(history, DAY, Decimal(value))
    kept = [known for known in history if known.row_id != fate.replaces]
    if fate.adds or fate.replaces:
        kept.append(Known(DAY, Decimal(value), 99))
    again = fate_of(kept, DAY, Decimal(value))
    assert (again.adds, again.replaces) == (False, 0)
    assert (
        max((known for known in kept if known.measured_on <= DAY), key=lambda known: known.measured_on).value
        == value
    )


def test_a_later_value_says_nothing_about_the_day() -> None:
    assert fate_of([Known(DAY + timedelta(1), Decimal(5), 1)], DAY, Decimal(5)).adds
