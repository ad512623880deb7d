"""Guided texts and completeness: answers become sentences in three languages, and nothing odd breaks the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from transparency.public_page.completeness import completeness
from transparency.public_page.condition_guides import GUIDES
from transparency.public_page.guides import Guide, composed
from transparency.public_page.profile import (
    LANGUAGES,
    TEXTS,
    away_of,
    contact_of,
    hours_of,
    in_charge_of,
    legal_of,
    said_of,
    texts_of,
)
from transparency.public_page.writing import with_text, with_values, with_whole


def english(code: str, **answers: Any) -> str:
    return composed(GUIDES[code], answers, "DZD")["en"]


def test_every_text_has_a_guide() -> None:
    assert set(GUIDES) == set(TEXTS)


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.code)
def test_every_choice_makes_a_text_in_every_language(guide: Guide) -> None:
    for question in guide.questions:
        values: list[Any] = [value for value, _words in question.options] or [
            question.least,
            question.most,
            True,
            False,
        ]
        for value in values:
            made = composed(guide, {question.code: value}, "DZD")
            assert set(made) == set(LANGUAGES)
            assert all(text and "%(" not in text for text in made.values()), question.code


def test_the_usual_answers_stand_where_nothing_was_answered() -> None:
    assert composed(GUIDES["returns"], {}, "DZD") == composed(
        GUIDES["returns"], GUIDES["returns"].usual, "DZD"
    )


def test_answers_change_the_sentences() -> None:
    assert "within 7 days" in english("returns")
    assert "within 1 day of" in english("returns", days=1)
    assert "change of mind" in english("returns", accepts=False)
    assert "4 working days" in english("returns", accepts=False)
    assert "4 working days" not in english("returns", law=False)
    assert "Delivery is free from 5,000 DA" in english("delivery", free_from=5000).replace("\u00a0", " ")


def test_no_withdrawal_of_fourteen_days_is_promised_by_default() -> None:
    assert "14" not in "".join(english(code) for code in TEXTS)


def test_a_text_is_read_in_the_readers_language_or_in_the_shops() -> None:
    profile = with_text({}, "returns", {"fr": "Sept jours", "ar": ""}, {"days": 7}, "fr")
    assert profile["rules"] == {"returns": "Sept jours"}
    assert said_of(profile, "returns", "fr", "fr").text == "Sept jours"
    assert said_of(profile, "returns", "ar", "fr").language == "fr"
    assert said_of(profile, "guarantee", "ar", "fr").text == ""


def test_a_rule_of_before_is_a_text_in_the_shops_language() -> None:
    assert texts_of({"rules": {"returns": "Sept jours"}}, "returns", "fr") == {"fr": "Sept jours"}


def test_an_emptied_text_leaves_nothing_behind() -> None:
    profile = with_text({}, "returns", {"fr": "Sept jours"}, {"days": 7}, "fr")
    assert with_text(profile, "returns", {"fr": " "}, {"days": 7}, "fr") == {
        "rules": {},
        "rules_texts": {},
        "rules_answers": {},
    }


def test_one_part_is_changed_and_the_rest_left() -> None:
    profile = {"contact": {"name": "Amina", "phone": "+213550000001"}, "legal": {"name": "X"}}
    changed = with_values(profile, "contact", {"phone": "", "email": "a@b.example"})
    assert changed == {"contact": {"name": "Amina", "email": "a@b.example"}, "legal": {"name": "X"}}
    assert with_whole(profile, "legal", {}) == {"contact": profile["contact"]}


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {
            "contact": "x",
            "hours": 3,
            "rules": [],
            "away": "x",
            "legal": None,
            "in_charge": 1,
            "rules_texts": {"returns": 1},
        },
    ],
)
def test_an_odd_profile_is_an_empty_one(odd: dict[str, Any]) -> None:
    profile = {**odd, "away": []} if isinstance(odd.get("away"), str) else odd
    assert not contact_of(profile).is_known
    assert hours_of(profile) == {}
    assert away_of(profile) == []
    assert texts_of(profile, "returns", "fr") == {}
    assert in_charge_of(profile, "measurement") == ""
    assert not any(legal_of(profile).values())
    assert completeness(profile, "fr").score == 0


def test_somebody_is_in_charge_of_everything_or_of_one_thing() -> None:
    profile = {"contact": {"name": "Amina"}, "in_charge": {"*": "Karim", "measurement": "Lina"}}
    assert in_charge_of(profile, "measurement") == "Lina"
    assert in_charge_of(profile, "best_sellers") == "Karim"
    assert in_charge_of({"contact": {"name": "Amina"}}, "measurement") == "Amina"


def test_the_score_is_the_share_of_what_is_written_by_weight() -> None:
    empty = completeness({}, "fr")
    whole = sum(item.weight for item in empty.items)
    named = completeness({"contact": {"name": "Amina"}}, "fr")
    assert (empty.done, named.done) == (0, 1)
    assert named.score == 2 * 100 // whole
    assert named.missing[0].weight == 2


def test_a_page_with_everything_is_complete() -> None:
    profile: dict[str, Any] = {
        "contact": {"name": "A", "phone": "+213550000001", "email": "a@b.example", "delay_minutes": 120},
        "hours": {"sun": ["09:00", "18:00"]},
        "in_charge": {"*": "A"},
        "legal": {"name": "A", "address": "Oran", "register": "1", "tax_number": "2", "cnrc": "registered"},
    }
    for code in TEXTS:
        profile = with_text(profile, code, composed(GUIDES[code], {}, "DZD"), {}, "fr")
    found = completeness(profile, "fr")
    assert found.missing == ()
    assert found.score == 100


def test_labels_are_told_in_the_readers_language() -> None:
    with translation.override("en"):
        assert str(completeness({}, "fr").items[0].label) == "Who answers"
