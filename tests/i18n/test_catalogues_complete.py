"""Every text has its translation, with the placeholders of the original."""

from __future__ import annotations

import gettext as gnu
from collections import Counter

import pytest

from tests.i18n.catalogues import LANGUAGES, catalogue, keys, marks, translations

PLURAL_RULES = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
FORMS = {"fr": 2, "ar": 6}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_fuzzy_or_left_over(language: str) -> None:
    entries = catalogue(language)
    assert len(entries) > 900
    faults = [
        entry.msgid for entry in entries if entry.fuzzy or entry.obsolete or not all(translations(entry))
    ]
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_states_the_plural_rule_and_no_date(language: str) -> None:
    header = catalogue(language).metadata
    assert header["Plural-Forms"] == PLURAL_RULES[language]
    assert header["Language"] == language
    assert "POT-Creation-Date" not in header


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_its_forms(language: str) -> None:
    plurals = [entry for entry in catalogue(language) if entry.msgid_plural]
    assert len(plurals) > 15
    assert {len(entry.msgstr_plural) for entry in plurals} == {FORMS[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_original(language: str) -> None:
    faults = [
        f"{entry.msgid!r} -> {form!r}"
        for entry in catalogue(language)
        for number, form in enumerate(translations(entry))
        if not _keeps_marks(
            marks(entry.msgid_plural or entry.msgid), marks(form), number, bool(entry.msgid_plural)
        )
    ]
    assert faults == []


def _keeps_marks(wanted: Counter[str], found: Counter[str], number: int, is_plural: bool) -> bool:
    """A plural form for exactly none, one or two may say the number in words, and nothing else may go."""
    if found == wanted:
        return True
    names_its_number = is_plural and number < 3
    return names_its_number and not found - wanted and (wanted - found).total() == 1


def test_both_languages_have_the_same_texts() -> None:
    assert keys("fr") == keys("ar")


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3)],
)
def test_the_arabic_rule_picks_the_form_for_a_number(count: int, form: int) -> None:
    rule = catalogue("ar").metadata["Plural-Forms"].split("plural=", 2)[-1].rstrip(";")
    assert gnu.c2py(rule)(count) == form
