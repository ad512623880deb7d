"""Search terms brought together: the same word in other letters is one term, two models of a phone are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.trends.terms import consonants, fold, merged, numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robe  Soirée", "robe soiree"),
        ("روبة", "روبه"),
        ("مصطفى", "مصطفي"),
        ("أحمر", "احمر"),
        ("ڨندورة", "قندوره"),
        ("waaaaw", "waaw"),
        ("l'huile d'argan", "l’huile d‘argan"),
        ("robe-rouge", "robe rouge"),
        ("تـــكـــشيطة", "تكشيطه"),
        ("٣٨", "38"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("arabizi", "arabic"),
    [("9amis", "قميص"), ("7anout", "حانوت"), ("9aftan", "قفطان"), ("7ijab", "حجاب"), ("5imar", "خمار")],
)
def test_arabizi_meets_its_word_in_arabic_letters(arabizi: str, arabic: str) -> None:
    assert consonants(fold(arabizi)) == consonants(fold(arabic))
    assert merged({arabizi: 2, arabic: 5}) == {arabizi: arabic, arabic: arabic}


def test_plain_latin_words_have_no_consonant_key_since_they_may_be_french() -> None:
    assert consonants("hijab") == consonants("robe") == consonants("galaxy a35") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("galaxy a15", "galaxy a16"),
        ("galaxy a35", "galaxy a53"),
        ("iphone 12", "iphone 13"),
        ("taille 38", "taille 40"),
    ],
)
def test_two_numbers_are_two_things_however_near(one: str, other: str) -> None:
    assert len(set(merged({one: 5, other: 4}).values())) == 2


def test_numbers_are_words_with_digits_that_are_no_arabizi() -> None:
    assert numbers("galaxy a35 3abaya 38") == ("a35", "38")


def test_a_typing_error_joins_the_frequent_spelling() -> None:
    found = merged({"djellaba": 40, "djelaba": 3, "djellabas": 5, "caftan": 9})
    assert found == {
        "djellaba": "djellaba",
        "djelaba": "djellaba",
        "djellabas": "djellaba",
        "caftan": "caftan",
    }


def test_different_words_stay_apart() -> None:
    words = ["robe", "robot", "rose", "sac", "sacoche", "حذاء", "حجاب"]
    assert len(set(merged(dict.fromkeys(words, 1)).values())) == len(words)


def test_a_term_without_letters_or_digits_is_no_term() -> None:
    assert merged({"???": 4, "": 2, "robe": 1}) == {"robe": "robe"}


@given(st.dictionaries(st.text(max_size=14), st.integers(1, 50), max_size=25))
def test_every_term_has_one_leader_that_leads_itself(totals: dict[str, int]) -> None:
    found = merged(totals)
    assert set(found) <= set(totals)
    assert all(found[leader] == leader for leader in found.values())
    assert merged(dict(reversed(totals.items()))) == found
