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

# Of each automation the test that turns its switch and counts what it still does. A new automation needs a line here.
STOPPED_IN: Final = {
    "adviser_call": "transparency/test_cases.py",
    "best_sellers": "transparency/test_switches.py",
    "bought_together": "signals/test_recommend_switches.py",
    "budget_advice": "attribution/test_budget_night.py",
    "campaign_outcome": "attribution/test_campaign_outcome.py",
    "channel_credit": "attribution/test_credit_entries.py",
    "content_scores": "signals/test_scores_night.py",
    "conversation_rule": "catalog/test_conversations_imports.py",
    "customer_value": "attribution/test_customer_value.py",
    "exploration": "signals/test_recommend_switches.py",
    "fairness_audit": "transparency/test_audit_shop.py",
    "figure_alerts": "attribution/test_alerts_night.py",
    "forecast": "attribution/test_forecast_night.py",
    "measurement": "signals/test_ingest_door.py",
    "model_choice": "signals/test_backtest_night.py",
    "nightly_kpis": "attribution/test_nightly.py",
    "personal_recommendations": "signals/test_recommend_switches.py",
    "playlist_proposals": "signals/test_proposals_night.py",
    "product_scores": "signals/test_scores_night.py",
    "rules_check": "transparency/test_rules_check.py",
    "segment_offers": "signals/test_segments_pages.py",
    "staged_exposure": "signals/test_exposure_night.py",
    "trends": "signals/test_trends_nightly.py",
    "weekly_digest": "attribution/test_digest.py",
    "wilaya_tests": "attribution/test_wilaya_tests_pages.py",
}


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


def test_every_automation_has_a_test_that_counts_what_it_does_once_it_is_off() -> None:
    assert sorted(set(EVERY) - set(STOPPED_IN)) == [], "write one, and name its file above"
    assert [code for code, file in STOPPED_IN.items() if code in EVERY and not _turns_off(file, code)] == []


def _turns_off(file: str, code: str) -> bool:
    """Whether a test of the file turns this automation off, by its code, by its constant, or by parameter."""
    for function in _tests(file):
        text = ast.unparse(function)
        if "is_on=False" in text and (f"'{code}'" in text or f"{code.upper()}.code" in text):
            return True
    return any(
        f"'{code}'" in ast.unparse(function) and "turn(" in ast.unparse(function) for function in _tests(file)
    )


@lru_cache(maxsize=32)
def _tests(file: str) -> list[ast.FunctionDef]:
    body = ast.parse((ROOT / "tests" / file).read_text()).body
    return [one for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]


def test_two_reasons_never_read_the_same() -> None:
    words = [str(text) for text in REASONS.values()]
    assert sorted({text for text in words if words.count(text) > 1}) == []
