from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from shop_ai.lib.money import (
    currency_pattern,
    currency_places,
    format_interval,
    format_money,
    format_number,
    format_share,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", f"6{NBSP}500{NBSP}DA"),
        ("ar", f"6{NBSP}500{NBSP}دج"),
        ("en", f"6,500{NBSP}DA"),
        ("ar-dz", f"6{NBSP}500{NBSP}دج"),
    ],
)
def test_dinars_are_written_as_the_language_does(language: str, written: str) -> None:
    assert format_money(Decimal("6500.00"), "DZD", language) == written


def test_centimes_show_only_when_there_are_some() -> None:
    assert format_money(Decimal("1234567.5"), "DZD", "fr") == f"1{NBSP}234{NBSP}567,50{NBSP}DA"
    assert format_money(Decimal("99.999"), "DZD", "fr") == f"100{NBSP}DA"


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("1234.5", "GBP", "en", "£1,234.50"),
        ("1234.5", "GBP", "fr", f"1{NBSP}234,50{NBSP}£"),
        ("1234.5", "EUR", "ar", f"1{NBSP}234,50{NBSP}€"),
        ("-3", "GBP", "en", "\u2212£3.00"),
        ("1.2345", "TND", "fr", f"1,235{NBSP}DT"),
        ("1200", "JPY", "en", "¥1,200"),
        ("7", "CHF", "en", f"7.00{NBSP}CHF"),
    ],
)
def test_other_currencies_have_their_own_sign_place_and_decimals(
    amount: str, currency: str, language: str, written: str
) -> None:
    assert format_money(Decimal(amount), currency, language) == written


@pytest.mark.parametrize(("value", "written"), [(0.5, "1"), (2.5, "3"), (-2.5, "\u22123"), (999.5, "1,000")])
def test_halves_go_away_from_zero(value: float, written: str) -> None:
    assert format_number(value, language="en") == written


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert format_number(-0.004, 2, "en") == "0.00"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_digits_are_western_in_every_language(language: str) -> None:
    written = format_money(Decimal("1234567890"), "DZD", language)
    assert {c for c in written if c.isdigit()} == set("0123456789")


def test_a_minus_sign_stays_at_the_left_of_its_number_in_arabic() -> None:
    assert format_number(-5, language="ar") == "\u200e\u22125"


def test_shares_are_percent_with_the_sign_of_the_language() -> None:
    assert format_share(Decimal("0.125"), language="fr") == f"12,5{NBSP}%"
    assert format_share(Decimal("0.125"), language="en") == "12.5%"
    assert format_share(Decimal("0.125"), 0, language="ar") == "13\u200e%\u200e"


def test_an_interval_is_a_sentence() -> None:
    with override("en"):
        assert format_interval("1 DA", "2 DA") == "between 1 DA and 2 DA"


def test_the_charts_pattern_writes_what_the_server_writes() -> None:
    for currency, language in (("DZD", "fr"), ("GBP", "en"), ("GBP", "fr"), ("TND", "ar")):
        number = format_number(Decimal(42), currency_places(currency), language)
        assert currency_pattern(currency, language).replace("{}", number) == format_money(
            42, currency, language
        )
