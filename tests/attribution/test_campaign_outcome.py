"""Chances of campaigns: the base rate first, a regression only where it has proven better, and results as defined before."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from attribution.campaign_outcome.automations import CAMPAIGN_OUTCOME
from attribution.campaign_outcome.compute import (
    Campaign,
    Past,
    base_rate,
    chance_of,
    features,
    learn,
    skill_of,
)
from attribution.campaign_outcome.jobs import say_campaign_chance
from attribution.campaign_outcome.models import CampaignPlan
from attribution.campaign_outcome.replay import replays
from attribution.campaign_outcome.services import (
    RIPE_DAYS,
    TooLate,
    create_plan,
    measure_due,
    withdraw_plan,
)
from catalog.outbox.models import OutboxJob
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_delivery
from tests.shops import a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch


def _past(n: int, seed: int, *, is_telling: bool) -> list[Past]:
    """Half of all succeed; where telling, those with a discount nearly always do."""
    drawn, found = np.random.default_rng(seed), []
    for _number in range(n):
        discount = float(drawn.choice([0.0, 0.2]))
        chance = (0.92 if discount else 0.08) if is_telling else 0.5
        campaign = Campaign(
            "advert",
            discount=discount,
            weekday=int(drawn.integers(7)),
            audience_size=int(drawn.integers(9000)),
        )
        found.append(Past(campaign, bool(drawn.random() < chance)))
    return found


def test_without_past_campaigns_the_rate_is_a_half_with_a_wide_range() -> None:
    found = base_rate([], "advert")
    assert found.value == pytest.approx(0.5)
    assert (found.n, found.of) == (0, 0)
    assert found.low < 0.25
    assert found.high > 0.75


def test_the_rate_of_a_type_leans_to_that_of_all() -> None:
    past = [Past(Campaign("advert"), False)] * 16 + [Past(Campaign("message"), True)] * 4
    overall = (4 + 2) / (20 + 4)
    assert base_rate(past, "message").value == pytest.approx((4 * overall + 4) / (4 + 4))
    assert base_rate(past, "influencer").value == pytest.approx(overall)


def test_the_regression_solves_its_equations() -> None:
    past = _past(40, 3, is_telling=True)
    rows, outcomes = (
        features([one.campaign for one in past]),
        np.array([float(one.is_success) for one in past]),
    )
    model = learn(rows, outcomes)
    scaled = (rows - model.mean) / model.scale
    slope = 0.3 * scaled.T @ (model.predict(rows) - outcomes) + model.weights[1:]
    assert np.abs(slope).max() < 1e-8


def test_one_sided_outcomes_do_not_break_the_regression() -> None:
    rows = features([Campaign("advert", weekday=day % 7) for day in range(20)])
    assert learn(rows, np.ones(20)).predict(rows).min() > 0.5


def test_under_thirty_campaigns_only_the_base_rate_is_said() -> None:
    found = chance_of(_past(29, 1, is_telling=True), Campaign("advert", discount=0.2), seed=1)
    assert (found.by, found.skill) == ("base", None)
    assert found.value == found.base.value


def test_the_regression_speaks_where_it_beats_the_base_rate_and_the_rate_stands_beside() -> None:
    past = _past(60, 2, is_telling=True)
    found = chance_of(past, Campaign("advert", discount=0.2), seed=1)
    assert found.skill is not None
    assert found.skill.low > 0
    assert found.by == "model"
    assert found.value > 0.7
    assert 0.3 < found.base.value < 0.7


def test_noise_does_not_make_it_speak() -> None:
    """Of twenty shops whose campaigns are coin tosses, at most a tenth's range of the skill may lie above zero."""
    spoken = 0
    for seed in range(20):
        skill = skill_of(_past(45, 100 + seed, is_telling=False), seed)
        assert skill is not None
        spoken += skill.is_better
    assert spoken <= 2


@pytest.fixture
def shop(db: None) -> ShopContext:
    return a_shop()


def _values(first: date, **more: Any) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "name": "Rentrée",
        "campaign": "rentree",
        "type": "advert",
        "starts_on": first,
        "ends_on": first + timedelta(days=6),
        "cost": Decimal(1000),
    }
    return defaults | more


def _today(shop: ShopContext) -> date:
    return local_day(timezone.now(), shop.zone)


def _over(shop: ShopContext, first: date, **more: Any) -> CampaignPlan:
    """A plan that was written down in time and whose campaign is over."""
    with shop_scope(shop.id):
        plan: CampaignPlan = CampaignPlan.objects.create(shop_id=shop.id, **_values(first, **more))
    return plan


def test_success_is_defined_before_the_start_or_not_at_all(shop: ShopContext) -> None:
    with pytest.raises(TooLate):
        create_plan(shop, _values(_today(shop)), by="test")
    plan = create_plan(shop, _values(_today(shop) + timedelta(days=1)), by="test")
    with shop_scope(shop.id):
        assert OutboxJob.objects.filter(kind="campaign_chance", unique_key=plan.uid.hex).exists()
    assert withdraw_plan(shop, plan.uid)
    assert not withdraw_plan(shop, plan.uid)
    begun = _over(shop, _today(shop))
    with pytest.raises(TooLate):
        withdraw_plan(shop, begun.uid)


def test_the_worker_says_the_chance_and_the_ledger_replays_it(shop: ShopContext) -> None:
    first = _today(shop) + timedelta(days=3)
    _over(shop, first - timedelta(days=90), is_success=True)
    plan = create_plan(shop, _values(first, discount=0.1, audience="new"), by="test")
    say_campaign_chance(shop.id, {"plan": plan.uid.hex})
    with shop_scope(shop.id):
        plan.refresh_from_db()
        decision = Decision.objects.get(automation=CAMPAIGN_OUTCOME.code)
    assert plan.chance["by"] == "base"
    assert plan.chance["base"]["n"] == 1
    assert replays(decision.candidates, decision.output)
    decision.candidates[0][1] = False
    assert not replays(decision.candidates, decision.output)


def test_a_result_is_margin_less_cost_against_the_goal_once_parcels_have_arrived(shop: ShopContext) -> None:
    first = date(2026, 3, 2)
    with shop_scope(shop.id):
        for day in (0, 3, 6):
            a_delivery(shop.id, first + timedelta(days=day), campaign="rentree", amount=3000)
        a_delivery(shop.id, first + timedelta(days=3), campaign="other", amount=9000)
        a_delivery(shop.id, first + timedelta(days=9), campaign="rentree", amount=9000)
        a_delivery(
            shop.id,
            first,
            campaign="rentree",
            amount=9000,
            parcel_state="refused",
            delivered_on=None,
            delivered_at=None,
        )
    reached = _over(shop, first)
    missed = _over(shop, first, name="Plus", goal=Decimal(100_000))
    assert measure_due(shop.id, first + timedelta(days=6 + RIPE_DAYS - 1)) == 0
    assert measure_due(shop.id, first + timedelta(days=6 + RIPE_DAYS)) == 2
    with shop_scope(shop.id):
        reached.refresh_from_db()
        missed.refresh_from_db()
    assert reached.result["orders"] == 3
    assert Decimal(reached.result["left"]) == Decimal(reached.result["margin"]) - 1000
    assert reached.result["is_margin_assumed"]
    assert (reached.is_success, missed.is_success) == (True, False)
    assert measure_due(shop.id, first + timedelta(days=60)) == 0


def test_switched_off_nothing_is_said_or_counted(shop: ShopContext) -> None:
    plan = create_plan(shop, _values(_today(shop) + timedelta(days=2)), by="test")
    with shop_scope(shop.id):
        set_switch(CAMPAIGN_OUTCOME.code, is_on=False, by="test")
    say_campaign_chance(shop.id, {"plan": plan.uid.hex})
    _over(shop, date(2026, 1, 5), name="Old")
    assert measure_due(shop.id, date(2026, 6, 1)) == 0
    with shop_scope(shop.id):
        assert not CampaignPlan.objects.exclude(chance={}).exists()


def test_the_chance_is_plain_numbers() -> None:
    found = asdict(chance_of(_past(5, 1, is_telling=False), Campaign("advert"), seed=1))
    assert {type(value) for value in found["base"].values()} == {float, int}
