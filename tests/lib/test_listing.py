"""What the address of a list asks for; what makes no sense in it is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from shop_ai.lib.amount_field import AmountField, written
from shop_ai.lib.listing import chosen_of, page_of, period_of, query_of, sort_of
from shop_ai.lib.period import Period

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "page"), [("", 1), ("3", 3), ("٣", 3), ("0", 1), ("-2", 1), ("²", 1), ("x", 1), ("9" * 30, 1)]
)
def test_a_page_is_a_number_from_one_on(text: str, page: int) -> None:
    assert page_of({"page": text}) == page


def test_rows_are_sorted_by_known_columns_only() -> None:
    columns = {"placed", "total"}
    assert sort_of({"sort": "total"}, columns, "-placed") == "total"
    assert sort_of({"sort": "-total"}, columns, "-placed") == "-total"
    assert sort_of({"sort": "--total"}, columns, "-placed") == "-placed"
    assert sort_of({"sort": "password"}, columns, "-placed") == "-placed"
    assert (chosen_of({"stage": "x"}, "stage", columns), chosen_of({"stage": "total"}, "stage", columns)) == (
        "",
        "total",
    )


def test_a_list_without_a_period_shows_all_time() -> None:
    assert period_of({}, TODAY) == (None, "")
    assert period_of({"preset": "yesterday"}, TODAY) == (
        Period(date(2026, 11, 21), date(2026, 11, 21)),
        "yesterday",
    )
    own = {"from": "2026-01-02", "to": "2026-01-03"}
    assert period_of(own, TODAY) == (Period(date(2026, 1, 2), date(2026, 1, 3)), "")
    for bad in (
        {"from": "2026-01-03", "to": "2026-01-02"},
        {"from": "2026-01-02"},
        {"from": "0001-01-01", "to": "2026-01-01"},
    ):
        assert period_of(bad, TODAY) == (None, "")


def test_an_address_keeps_named_values_and_drops_empty_ones() -> None:
    assert query_of({"a": "1", "b": "", "c": "3"}, ["a", "b"], find="x y", page="") == "a=1&find=x+y"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 500,50", "1500.50"),
        ("6.500", "6500.00"),
        ("6.50", "6.50"),
        ("١٥٠٠ دج", "1500.00"),
        ("0", "0.00"),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str | None) -> None:
    assert AmountField(required=False).clean(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize("text", ["-5", "beaucoup", "1e9", "9999999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        AmountField(required=False).clean(text)


def test_an_amount_is_written_without_empty_decimals() -> None:
    assert [written(Decimal(text)) for text in ("6500.00", "19.5", "0", "1E+3")] == [
        "6500",
        "19.50",
        "0",
        "1000",
    ]
