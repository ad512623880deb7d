"""Reading texts in French, Arabic, Darija and Arabizi: the hand-made traps, spellings, negations, and any script at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from transparency.rules.compute import Facts, Found, Written, check
from transparency.rules.folding import tokens
from transparency.rules.patterns import parse
from transparency.rules.rulebook import darija_words, default_rules
from transparency.rules.traps import FACTS, found_in, read_traps, score

TRAPS = read_traps(Path(__file__).parent / "data" / "traps.tsv")
FORMS = ("fr", "ar", "darija", "arabizi")


def read(text: str, facts: Facts = FACTS) -> list[Found]:
    return check([Written("caption", text)], facts, default_rules())


def rules_in(text: str) -> set[str]:
    return {found.rule for found in read(text)}


def test_there_are_two_hundred_traps_in_four_forms_with_lines_that_break_nothing() -> None:
    assert len(TRAPS) >= 200
    for form in FORMS:
        of = [trap for trap in TRAPS if trap.form == form]
        assert len(of) >= 40
        assert sum(not trap.rules for trap in of) >= 13


@pytest.mark.parametrize("form", FORMS)
def test_recall_and_precision_hold_in_each_form(form: str) -> None:
    counted = score(trap for trap in TRAPS if trap.form == form)
    assert counted.recall >= 0.85
    assert counted.precision >= 0.95


def test_recall_and_precision_hold_over_all_forms() -> None:
    counted = score(TRAPS)
    assert counted.recall >= 0.90
    assert counted.precision >= 0.97


def test_nothing_is_found_in_lines_that_break_nothing() -> None:
    assert [trap.text for trap in TRAPS if not trap.rules and found_in(trap)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Il guérit l'acné",
        "IL GUE\u0301RIT L'ACNÉ",
        "il guéééérit l'acné",
        "il g u é r i t l'acné",
        "il g.u.é.r.i.t l'acné",
        "il gu\u200bér\u200dit l'acné",
        "il ｇｕéｒｉｔ l'acné",
        "il guеrit l'acné",  # a Cyrillic e
        "il gu3rit l'acné",
        "هذا يعالج",
        "هذا يُعَالِجُ",
        "هذا يعـــالج",
        "هذا يعااالج",
        "\u202bهذا يعالج\u202c",
        "had lhaja y3alej",
        "had lhaja yi3alij",
        "HAD LHAJA Y3ALEJ!!!",
    ],
)
def test_a_claim_is_found_however_it_is_spelled(text: str) -> None:
    assert rules_in(text) == {"health_cure"}


@pytest.mark.parametrize(
    "text",
    [
        "Ce n'est pas un médicament naturel, il ne guérit pas",
        "Il ne guérit jamais rien",
        "sans guérir",
        "لا يعالج",
        "ليس علاجا",
        "ما يداويش",
        "machi 3ilaj khouya",
    ],
)
def test_a_claim_that_is_denied_is_none(text: str) -> None:
    assert "health_cure" not in rules_in(text)


def test_a_denial_of_something_else_does_not_excuse() -> None:
    assert rules_in("Pas cher, il guérit tout") == {"health_cure"}
    assert rules_in("Ne ratez rien. Il guérit tout") == {"health_cure"}


@pytest.mark.parametrize(
    ("text", "number"),
    [("plus que 2", 2), ("plus que deux", 2), ("باقي ٣ قطع", 3), ("بقاو غير زوج", 2), ("b9aw ghir 4", 4)],
)
def test_a_count_is_read_in_digits_and_words(text: str, number: int) -> None:
    (found,) = read(text)
    assert (found.rule, found.values["said"], found.values["stock"]) == ("stock_count", number, 40)


@pytest.mark.parametrize(
    ("stocks", "severity"), [((2,), None), ((40, 1), None), ((), "warn"), ((None,), "warn"), ((0,), "block")]
)
def test_a_count_is_held_against_the_stock(stocks: tuple[int | None, ...], severity: str | None) -> None:
    found = read("Plus que 2 !", Facts("content", "2026-11-22", stocks=stocks))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_the_words_are_given_as_they_were_written() -> None:
    text = "Notre crème, 😀 GuÉ\u200brIT  l’acné"
    (found,) = read(text)
    assert found.words == text[found.start : found.end] == "GuÉ\u200brIT"


def test_a_number_in_a_measure_is_no_arabizi() -> None:
    assert all(not token.bones for token in tokens("cable 3m 20w omega3 mp3 10x15 5kg", darija_words()))
    assert any(token.bones for token in tokens("ta3 l7out", darija_words()))


def test_a_term_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        parse(" … * ")


def _any_text(chance: random.Random) -> str:
    """Signs of any script, with marks, joiners, controls, lone surrogates and pieces of real words."""
    ranges = [
        (1, 0x250),
        (0x300, 0x370),
        (0x590, 0x780),
        (0x0E00, 0x0E80),
        (0x2000, 0x2070),
        (0x3040, 0x9FFF),
    ]
    ranges += [(0xD800, 0xDFFF), (0xFB50, 0xFFFF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0xE0000, 0xE007F)]
    parts = []
    for _ in range(chance.randrange(25)):
        low, high = chance.choice(ranges)
        parts.append(chr(chance.randint(low, high)))
        if chance.random() < 0.2:
            parts.append(chance.choice(["guérit", "باقي", "y3alej", "#", "%", "-", "ـ", "plus que 2"]))
    return "".join(parts)


def test_no_script_and_no_sequence_of_signs_makes_it_fail() -> None:
    chance = random.Random(20261122)
    for _ in range(600):
        text = _any_text(chance)
        for found in read(text):
            assert found.words == text[found.start : found.end][:200]


@pytest.mark.parametrize(
    "text", ["", " ", "\u0640" * 50, "\u0301" * 50, "ﷺ", "🇩🇿", "a" * 30_000, "- " * 5000]
)
def test_odd_texts_are_read_as_well(text: str) -> None:
    assert isinstance(read(text), list)
