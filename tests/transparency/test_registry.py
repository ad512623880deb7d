"""Whatever the software does by itself says what it is, why, from what, who answers, and stops when it is told to."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest

from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop
from transparency.centre.replays import REPLAYS
from transparency.decisions.telling import TELLERS
from transparency.ledger.automations import Automation, all_automations
from transparency.ledger.parameters import constants_of
from transparency.ledger.reasons import REASONS
from transparency.ledger.switches import EVERYTHING, is_on, set_switch
from transparency.public_page.profile import in_charge_of

ROOT: Final = Path(__file__).resolve().parents[2]
EVERY: Final = {one.code: one for one in all_automations()}
every_automation = pytest.mark.parametrize("one", EVERY.values(), ids=EVERY.keys())


@every_automation
def test_it_says_what_it_is_for_what_it_looks_at_and_what_counts(one: Automation) -> None:
    assert all(map(str, (one.title, one.purpose, one.when_off, one.kept_for)))
    assert one.data_used
    assert all(map(str, one.data_used))
    assert one.criteria
    assert all(str(criterion.name) and criterion.weight for criterion in one.criteria)


@every_automation
def test_its_rules_are_modules_whose_constants_the_ledger_can_keep(one: Automation) -> None:
    assert one.rules
    assert set(constants_of(one.rules)) == set(one.rules)


@every_automation
def test_its_decisions_have_reasons_in_words(one: Automation) -> None:
    if one.decided_in:
        assert EVERY[one.decided_in].reasons
    elif not one.no_replay:
        assert one.reasons
    assert [code for code in one.reasons if code not in REASONS] == []


@every_automation
def test_it_can_be_decided_again_or_says_why_not(one: Automation) -> None:
    assert bool(one.no_replay) != ((one.decided_in or one.code) in REPLAYS)


@every_automation
def test_its_decisions_are_told_in_plain_words(one: Automation) -> None:
    assert one.decided_in in TELLERS or one.code in TELLERS or one.no_replay


@every_automation
def test_somebody_answers_for_it(one: Automation) -> None:
    profile = {"contact": {"name": "Amina"}, "in_charge": {one.code: "Karim"}}
    assert in_charge_of(profile, one.code) == "Karim"
    assert in_charge_of({"contact": {"name": "Amina"}}, one.code) == "Amina"


@pytest.mark.django_db
def test_each_has_a_switch_of_its_own_and_obeys_the_one_for_all() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for code in EVERY:
            set_switch(code, is_on=False, by="user:1")
            assert [other for other in EVERY if not is_on(other)] == [code]
            set_switch(code, is_on=True, by="user:1")
        set_switch(EVERYTHING, is_on=False, by="user:1")
        assert not any(map(is_on, EVERY))


@every_automation
def test_some_test_turns_it_off_and_counts_what_it_still_does(one: Automation) -> None:
    assert any(_turns_off(file, one.code) for file in sorted((ROOT / "tests").rglob("test_*.py"))), (
        "write one"
    )


def _turns_off(file: Path, code: str) -> bool:
    """Whether a test of the file turns this automation off, by its code, by its constant, or by parameter."""
    text = file.read_text()
    named = (f'"{code}"', f"{code.upper()}.code")
    if (
        file.name == Path(__file__).name
        or "is_on=False" not in text
        or not any(name in text for name in named)
    ):
        return False
    return any(
        "is_on=False" in test and (f"'{code}'" in test or f"{code.upper()}.code" in test)
        for test in _tests(file)
    )


@lru_cache(maxsize=64)
def _tests(file: Path) -> list[str]:
    """The source of each test of a file, its parameters with it."""
    body = ast.parse(file.read_text()).body
    return [
        ast.unparse(one) for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    ]


def test_two_reasons_never_read_the_same() -> None:
    words = [str(text) for text in REASONS.values()]
    assert sorted({text for text in words if words.count(text) > 1}) == []
