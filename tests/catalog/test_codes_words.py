"""The words of codes: look-alikes are one, suggestions are readable, secret ones cannot be guessed. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from catalog.codes.compute import (
    FAILS_OF_SHOP,
    READABLE,
    SECRET_LENGTH,
    Asked,
    Terms,
    chance_of_as_many,
    discount_of,
    is_leak,
    is_word,
    normal_form,
    readable_codes,
    refusal,
    secret_code,
)

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RAMADAN20", "ramadan 2O"),
        ("RAMADAN20", "Ramadan-٢٠"),
        ("RAMADAN20", "ramadan۲۰"),
        ("SOLDE", "50L DE"),
        ("ÉTÉ", "ete"),
        ("LILI", "1I1i"),
        ("BIG8", "816 B"),
        ("Z2S5", "2ZSS"),
        ("هدية", "هديه"),
        ("أمل", "امل"),
    ],
)
def test_what_a_customer_could_confuse_is_one_code(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other) != ""


def test_different_words_stay_different() -> None:
    words = ("RAMADAN20", "RAMADAN30", "HAMMAM", "HAMMAMIG", "AID", "عيد", "رمضان", "KAT7MRX4C")
    assert len({normal_form(word) for word in words}) == len(words)


def test_readable_signs_have_no_look_alike_among_them() -> None:
    assert len({normal_form(sign) for sign in READABLE}) == len(READABLE)
    assert not set(READABLE) & set("O0QI1LZ2S5G6B8")
    assert all(normal_form(sign) == sign.lower() for sign in READABLE)


def test_a_secret_code_is_in_groups_and_never_the_same() -> None:
    made = {secret_code() for _turn in range(200)}
    assert len(made) == 200
    assert all(is_word(code) and [len(part) for part in code.split("-")] == [3, 3, 3] for code in made)


def test_thirty_days_of_guessing_at_the_allowed_rate_find_nothing() -> None:
    """Promise A4: expected hits of an attack on a shop with 10,000 secret codes stay under 0.01."""
    tries = FAILS_OF_SHOP * 24 * 30
    assert tries * 10_000 / len(READABLE) ** SECRET_LENGTH < 0.01


def test_suggestions_say_what_they_are_for_and_avoid_what_is_taken() -> None:
    assert readable_codes("le rituel du hammam", "instagram", "20", set())[:4] == [
        "RITUEL",
        "RITUEL20",
        "RITUELIG",
        "RITUELIG20",
    ]
    free = readable_codes("hammam", "tiktok", "", {normal_form("HAMMAM"), normal_form("hammamTK")})
    assert free[0] == "HAMMAMTK3"
    assert readable_codes("", "", "", set())[0] == "OFFRE"


@pytest.mark.parametrize("text", ["", "ab", "A" * 25, "SALE 🎁", "ПРОМО", "a/b c", "<b>x</b>"])
def test_what_cannot_be_typed_everywhere_is_no_code(text: str) -> None:
    assert not is_word(text)


@pytest.mark.parametrize("text", ["RAMADAN20", "AID-2026", "رمضان", "لمّة"])
def test_latin_and_arabic_words_are_codes(text: str) -> None:
    assert is_word(text)


@pytest.mark.parametrize(
    ("terms", "basket", "off"),
    [
        (Terms(kind="percent", discount=Decimal(20)), "1999.99", "400.00"),
        (Terms(kind="percent", discount=Decimal(20), most_discount=Decimal(300)), "2000", "300"),
        (Terms(kind="percent", discount=Decimal(20)), None, "0"),
        (Terms(kind="amount", discount=Decimal(500)), "300", "300"),
        (Terms(kind="amount", discount=Decimal(500)), None, "500"),
        (Terms(), "300", "0"),
    ],
)
def test_a_discount_is_never_more_than_its_bounds(terms: Terms, basket: str | None, off: str) -> None:
    assert discount_of(terms, Decimal(basket) if basket else None) == Decimal(off)


@pytest.mark.parametrize(
    ("terms", "asked", "reason"),
    [
        (Terms(), Asked(DAY), ""),
        (Terms(is_open=False), Asked(DAY), "not_open"),
        (Terms(starts_on=date(2026, 3, 3)), Asked(DAY), "not_begun"),
        (Terms(starts_on=DAY, ends_on=DAY), Asked(DAY), ""),
        (Terms(ends_on=date(2026, 3, 1)), Asked(DAY), "over"),
        (Terms(most_uses=10), Asked(DAY, uses=9), ""),
        (Terms(most_uses=10), Asked(DAY, uses=10), "used_up"),
        (Terms(most_per_customer=1), Asked(DAY, by_customer=1), "customer_limit"),
        (Terms(least_basket=Decimal(2000)), Asked(DAY, Decimal(1999)), "small_basket"),
        (Terms(least_basket=Decimal(2000)), Asked(DAY), "small_basket"),
        (
            Terms(kind="amount", discount=Decimal(500), most_given=Decimal(900)),
            Asked(DAY, given=Decimal(401)),
            "given_out",
        ),
        (
            Terms(kind="amount", discount=Decimal(500), most_given=Decimal(900)),
            Asked(DAY, given=Decimal(400)),
            "",
        ),
    ],
)
def test_each_limit_has_its_reason(terms: Terms, asked: Asked, reason: str) -> None:
    assert refusal(terms, asked) == reason


def test_only_another_place_where_codes_are_seen_is_a_leak() -> None:
    assert is_leak("instagram", "facebook")
    assert is_leak("influencer", "referral")
    for seen in ("instagram", "", "web", "shop", "phone", "whatsapp", "direct"):
        assert not is_leak("instagram", seen)
    assert not is_leak("", "facebook")
    assert not is_leak("instagram", "facebook", family=("facebook",))


def test_chance_of_as_many_is_the_poisson_tail() -> None:
    assert chance_of_as_many(0, 2.0) == 1.0
    assert chance_of_as_many(1, 2.0) == pytest.approx(0.8646647168)
    assert chance_of_as_many(5, 2.0) == pytest.approx(0.0526530173)
