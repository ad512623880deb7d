"""One switch per automation and one for all, and each really stops what it names."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.keys.services import ensure_public_key
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.selectors import recommended
from signals.recommend.services import prepare
from tests.shops import a_product, a_shop
from transparency.ledger.automations import Automation, UnknownAutomation, all_automations, register
from transparency.ledger.models import Decision
from transparency.ledger.switches import EVERYTHING, is_on, set_switch, states

TODAY = date(2026, 11, 22)


def test_two_automations_cannot_share_a_code() -> None:
    taken = all_automations()[0]
    other = Automation(code=taken.code, title="other", purpose="", data_used=(), criteria=(), when_off="")
    with pytest.raises(ValueError, match=taken.code):
        register(other)


def test_every_automation_says_purpose_data_criteria_and_what_happens_without_it() -> None:
    for automation in all_automations():
        assert str(automation.title)
        assert str(automation.purpose)
        assert automation.data_used
        assert automation.criteria
        assert str(automation.when_off)


@pytest.mark.django_db
def test_an_automation_runs_until_it_is_switched_off() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        assert is_on("best_sellers")
        set_switch("best_sellers", is_on=False, by="user:1")
        assert not is_on("best_sellers")
        assert is_on("measurement")
        set_switch("best_sellers", is_on=True, by="user:1")
        assert is_on("best_sellers")


@pytest.mark.django_db
def test_manual_mode_stops_all_and_gives_back_each_switch_as_it_was() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        set_switch("measurement", is_on=False, by="user:1")
        set_switch(EVERYTHING, is_on=False, by="user:1")
        assert not any(is_on(automation.code) for automation in all_automations())
        set_switch(EVERYTHING, is_on=True, by="user:1")
        assert is_on("best_sellers")
        assert not is_on("measurement")
        assert states()["measurement"] is False


@pytest.mark.django_db
def test_an_unknown_automation_is_refused() -> None:
    shop = a_shop()
    with shop_scope(shop.id), pytest.raises(UnknownAutomation):
        set_switch("no_such_thing", is_on=False, by="user:1")


@pytest.mark.django_db
def test_every_turn_of_a_switch_is_in_the_ledger() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        set_switch("best_sellers", is_on=False, by="user:7")
        row = Decision.objects.get()
    assert (row.automation, row.output, row.actor) == ("best_sellers", {"is_on": False}, "user:7")
    assert row.reason_code == "switched_off"


@pytest.mark.django_db
def test_a_switch_that_stands_so_already_leaves_no_line() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        turned = [
            set_switch("best_sellers", is_on=on, by="user:7") for on in (True, False, False, True, True)
        ]
        rows = Decision.objects.order_by("sequence").values_list("reason_code", flat=True)
        assert (turned, list(rows)) == (
            [False, True, False, True, False],
            ["switched_off", "switched_on"],
        )


@pytest.mark.django_db
def test_switched_off_recommendations_are_served_no_more_and_made_no_more() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "A")
        ensure_public_key(shop.id)
    assert prepare(shop.id, TODAY) == 1
    assert len(recommended(shop.id)) == 1
    with shop_scope(shop.id):
        set_switch("best_sellers", is_on=False, by="user:1")
    assert recommended(shop.id) == []
    assert prepare(shop.id, TODAY) == 0
    with shop_scope(shop.id):
        set_switch("best_sellers", is_on=True, by="user:1")
        set_switch(EVERYTHING, is_on=False, by="user:1")
    assert recommended(shop.id) == []
