"""The budget at night: what is read, that immature weeks do not count, its decision, its switch; and the what-if."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from attribution.budget.automations import BUDGET_ADVICE
from attribution.budget.inputs import RIPE_WEEKS, read_inputs
from attribution.budget.models import BudgetAdvice, BudgetLine
from attribution.budget.replay import replays
from attribution.budget.services import advise_shop
from attribution.budget.what_if import what_if
from attribution.credit.models import CreditShare
from attribution.credit.rules import DEFAULT_PERIOD, DEFAULT_WINDOW, QUESTION
from catalog.shops.context import ShopContext
from catalog.spend.models import SpendDay, SpendEntry
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_delivery
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

FIRST = date(2026, 1, 5)  # a Monday
WEEKS = 14
AS_OF = FIRST + timedelta(days=7 * WEEKS)  # the Monday after
WEEKLY = {"facebook": (4000, 1), "instagram": (4000, 6)}


def _spend(shop_id: int, channel: str, day: date, amount: int, currency: str = "DZD") -> None:
    entry = SpendEntry.objects.create(
        shop_id=shop_id,
        source="hand",
        external_id=f"{channel}-{day}",
        starts_on=day,
        ends_on=day,
        currency=currency,
        amount=amount,
    )
    known = currency == "DZD"
    SpendDay.objects.create(
        shop_id=shop_id, entry=entry, day=day, channel=channel, currency=currency, amount=amount,
        rate=1 if known else None, shop_amount=amount if known else None, source="hand", external_id=entry.external_id,
    )  # fmt: skip


@pytest.fixture
def shop(db: None) -> ShopContext:
    """Facebook brings one order a week, Instagram six, for the same money."""
    shop, drawn = a_shop(), np.random.default_rng(3)
    with shop_scope(shop.id):
        for week in range(WEEKS):
            for channel, (amount, orders) in WEEKLY.items():
                _spend(shop.id, channel, FIRST + timedelta(days=7 * week), amount)
                for number in range(int(drawn.poisson(orders))):
                    day = FIRST + timedelta(days=7 * week + number % 7)
                    a_delivery(shop.id, day, channel=channel, amount=20_000)
    return shop


def _advice(shop: ShopContext) -> tuple[BudgetAdvice, dict[str, BudgetLine]]:
    with shop_scope(shop.id):
        return BudgetAdvice.objects.get(), {line.channel: line for line in BudgetLine.objects.all()}


def test_a_night_moves_money_towards_the_better_channel_within_a_fifth(shop: ShopContext) -> None:
    assert advise_shop(shop.id, AS_OF) == {"written": 1, "channels": 2}
    advice, lines = _advice(shop)
    assert (advice.week, advice.total, advice.is_wait, advice.reason_code) == (
        AS_OF,
        Decimal(8000),
        False,
        "budget_moved",
    )
    assert (lines["instagram"].action, lines["instagram"].advised) == ("raise", Decimal(4800))
    assert (lines["facebook"].action, lines["facebook"].advised) == ("lower", Decimal(3200))
    assert len(lines["instagram"].weekly) == WEEKS - RIPE_WEEKS
    assert advice.facts["basis"] == "order"
    assert advice.facts["assumed"] == ["facebook", "instagram"]


def test_weeks_whose_parcels_may_be_on_their_way_do_not_count(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        found = read_inputs(shop.id, "DZD", AS_OF)
        assert found is not None
        before = found.channels
        for _number in range(50):
            a_delivery(shop.id, AS_OF - timedelta(days=3), channel="facebook", amount=20_000)
        again = read_inputs(shop.id, "DZD", AS_OF)
    assert again is not None
    assert [one.orders for one in again.channels] == [one.orders for one in before]


def test_what_customers_answered_corrects_the_channels_of_orders(shop: ShopContext) -> None:
    """By the question both channels bring the same: nothing should move any more."""
    with shop_scope(shop.id):
        for channel in WEEKLY:
            CreditShare.objects.create(
                shop_id=shop.id, days=DEFAULT_PERIOD, window=DEFAULT_WINDOW, rule=QUESTION, channel=channel,
                orders=40, amount=1, share=0.5, n=80,
            )  # fmt: skip
    advise_shop(shop.id, AS_OF)
    advice, lines = _advice(shop)
    assert advice.facts["basis"] == "question"
    assert lines["facebook"].orders == pytest.approx(lines["instagram"].orders, rel=0.25)
    assert advice.is_wait


def test_spend_without_a_rate_is_left_out_and_said(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        _spend(shop.id, "tiktok", FIRST + timedelta(days=8), 12, "USD")
        _spend(shop.id, "facebook", FIRST + timedelta(days=9), 12, "USD")
    advise_shop(shop.id, AS_OF)
    advice, lines = _advice(shop)
    assert advice.facts["unconverted"] == 2
    assert "tiktok" not in lines


def test_a_night_without_news_writes_nothing_and_the_switch_holds(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        set_switch(BUDGET_ADVICE.code, is_on=False, by="test")
    assert advise_shop(shop.id, AS_OF)["written"] == 0
    with shop_scope(shop.id):
        set_switch(BUDGET_ADVICE.code, is_on=True, by="test")
    assert advise_shop(shop.id, AS_OF)["written"] == 1
    assert advise_shop(shop.id, AS_OF)["written"] == 0
    assert advise_shop(a_shop().id, AS_OF)["written"] == 0


def test_the_decision_replays_to_the_same_moves(shop: ShopContext) -> None:
    advise_shop(shop.id, AS_OF)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation=BUDGET_ADVICE.code)
    assert replays(decision.candidates, decision.output)
    decision.candidates[0]["orders"] = [9.0] * (WEEKS - RIPE_WEEKS)
    assert not replays(decision.candidates, decision.output)


def test_what_if_follows_the_root_and_warns_beyond_what_was_tried(shop: ShopContext) -> None:
    advise_shop(shop.id, AS_OF)
    _found, by_channel = _advice(shop)
    lines = list(by_channel.values())
    now = what_if(lines, {})
    more = what_if(lines, {"instagram": Decimal(16_000)})
    place = [line.channel for line in lines].index("instagram")
    assert more.guesses[place].orders == pytest.approx(2 * now.guesses[place].orders)
    assert [guess.is_far for guess in more.guesses] == [line.channel == "instagram" for line in lines]
    assert more.amount == Decimal(20_000)
    assert now.low < now.orders < now.high
