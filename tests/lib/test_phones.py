"""Phone cells of real sheets, one rule a test."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.phones import national, parse, parse_all

CASES = list(csv.DictReader((Path(__file__).parents[1] / "data" / "phone_cases.csv").open(encoding="utf-8")))


def test_the_table_of_cases_is_whole() -> None:
    assert len(CASES) == 20


@pytest.mark.parametrize("case", CASES, ids=[case["input"] or "blank" for case in CASES])
def test_every_row_of_the_table_of_cases(case: dict[str, str]) -> None:
    assert (parse(case["input"], "DZ") or "") == case["e164"]


def test_two_numbers_in_one_cell_are_both_kept() -> None:
    assert parse_all("0550000001 / 0660000002") == ("+213550000001", "+213660000002")
    assert parse_all("0550 00 00 01 ou 0661 00 00 02") == ("+213550000001", "+213661000002")
    assert parse_all("0550000001 0660000002") == ("+213550000001", "+213660000002")
    assert parse_all("0550000001\n+213660000002") == ("+213550000001", "+213660000002")


def test_the_same_number_twice_is_one_number() -> None:
    assert parse_all("0550000001 / +213550000001") == ("+213550000001", None)


def test_an_unreadable_second_number_leaves_the_first() -> None:
    assert parse_all("0550000001 / 12") == ("+213550000001", None)


def test_words_beside_the_digits_do_not_hide_the_number() -> None:
    assert parse("tel: 0550000001") == "+213550000001"
    assert parse("0550000001 (Karim)") == "+213550000001"


def test_letters_among_the_digits_make_the_cell_unreadable() -> None:
    assert parse("0550a00001") is None


def test_the_shop_s_country_decides_for_national_numbers() -> None:
    assert parse("06 12 34 56 78", "FR") == "+33612345678"


def test_national_form_is_the_one_customers_write() -> None:
    assert national("+213550000001") == "0550 00 00 01"


@given(
    st.integers(500000, 599999),
    st.sampled_from(["0{}", "{}", "+213{}", "00213{}", "213{}", "'0{}", "{}.0", "+2130{}"]),
)
def test_every_writing_of_a_mobile_number_gives_the_same_e164(tail: int, writing: str) -> None:
    assert parse(writing.format(f"661{tail}")) == f"+213661{tail}"


@given(st.text(max_size=60))
def test_no_cell_breaks_the_parser_and_no_answer_is_something_else_than_e164(text: str) -> None:
    first, second = parse_all(text)
    assert all(number is None or (number[0] == "+" and number[1:].isdigit()) for number in (first, second))
    assert second is None or first is not None
