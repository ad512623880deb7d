"""The normal form of words and headers."""

from hypothesis import given
from hypothesis import strategies as st

from shop_ai.lib.text import fold_digits, letters_only, normalise, tidy


def test_accents_case_quotes_and_spaces_are_levelled() -> None:
    assert normalise("\ufeff  N° de Te\u0301léphone\u00a0 ") == "n° de telephone"
    assert normalise("Prix d’achat") == "prix d'achat"
    assert normalise("QTÉ") == "qte"


def test_arabic_hamza_vowels_and_tatweel_are_levelled() -> None:
    assert normalise("أفـريل") == normalise("افريل")
    assert normalise("مَدفوع") == "مدفوع"


def test_arabic_and_persian_digits_become_western() -> None:
    assert fold_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳") == "0123456789 0123"


def test_tidy_keeps_what_people_see() -> None:
    assert tidy("  Robe\u00a0 kabyle \u200f brodée ") == "Robe kabyle brodée"


def test_letters_only_ignores_hyphens_and_spaces() -> None:
    assert letters_only("Tizi-Ouzou") == letters_only("TIZI  OUZOU") == "tiziouzou"


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
