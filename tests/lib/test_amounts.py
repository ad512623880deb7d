"""Amount cells of hand-kept sheets."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.amounts import column_has_dotted_thousands, looks_like_centimes, parse_amount, to_cents

READABLE = {
    "1 234,50": "1234.50",
    "1\u00a0234,50": "1234.50",
    "1\u202f234,50 DA": "1234.50",
    "9.500,00": "9500.00",
    "1,234.50": "1234.50",
    "1,204": "1204",
    "9600 DA": "9600",
    "9600DZD": "9600",
    "1 200 دج": "1200",
    "6500,00 د.ج.\u200f": "6500.00",
    "٦٥٠٠": "6500",
    "٦٬٥٠٠٫٥٠": "6500.50",
    "(540)": "-540",
    "-540.00": "-540.00",
    "600-": "-600",
    "6500.-": "6500",
    "1.234.567": "1234567",
    "0,305": "0.305",
    "88.725806": "88.725806",
    "1'234.50": "1234.50",
}
UNREADABLE = [
    "",
    " ",
    "--",
    "abc",
    "12abc",
    "6500 + 600",
    "1.2.3",
    "1,2,3",
    "12-05",
    "gratuit",
    "1e3",
    "NaN",
    "Infinity",
]


@pytest.mark.parametrize(("text", "value"), READABLE.items())
def test_readable_amounts(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_an_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


def test_the_column_decides_what_a_lone_dot_means() -> None:
    assert parse_amount("4.500") == Decimal("4.500")
    assert parse_amount("4.500", dotted_thousands=True) == 4500
    assert parse_amount("0.305", dotted_thousands=True) == Decimal("0.305")


def test_dotted_thousands_need_every_dotted_value_to_have_three_digits() -> None:
    assert column_has_dotted_thousands(["4.500", "8900", "9.500,00", "12.000"])
    assert not column_has_dotted_thousands(["4.500", "8.5"])
    assert not column_has_dotted_thousands(["4500", "8900"])
    assert not column_has_dotted_thousands([])


def test_centimes_are_suspected_near_a_hundred_times_the_usual_price() -> None:
    assert looks_like_centimes(Decimal(650000), Decimal(6500))
    assert not looks_like_centimes(Decimal(13000), Decimal(6500))
    assert not looks_like_centimes(Decimal(6500), Decimal(0))


def test_halves_of_a_cent_round_away_from_zero_on_both_sides() -> None:
    assert to_cents(Decimal("0.005")) == Decimal("0.01")
    assert to_cents(Decimal("-0.005")) == Decimal("-0.01")


@given(
    st.decimals(0, 10**9, places=2), st.sampled_from([("\u202f", ","), (" ", ","), (",", "."), (".", ",")])
)
def test_a_grouped_amount_with_two_decimals_reads_back(value: Decimal, signs: tuple[str, str]) -> None:
    group, point = signs
    written = f"{value:,.2f}".replace(",", "G").replace(".", point).replace("G", group)
    assert parse_amount(written) == value


@given(st.text(max_size=30))
def test_no_cell_breaks_the_parser_and_every_answer_is_finite(text: str) -> None:
    found = parse_amount(text)
    assert found is None or found.is_finite()
