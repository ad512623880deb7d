"""The comparison at night: when it is made, what it chooses, and that it is kept with its decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from attribution.nightly.steps import STEPS
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.backtest.models import BacktestRow, BacktestRun, State
from signals.backtest.replay import replays
from signals.backtest.selectors import chosen_model, last_run
from signals.backtest.services import compare_models
from signals.recommend.models import RecommendationRun
from signals.recommend.rules import NEIGHBOURS
from signals.recommend.services import prepare
from signals.recommenders.prepared import WIDTH
from tests.signals.backtest_shops import LAST, pairs, shop_of_baskets
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
NOTHING = {"compared": 0, "switched": 0, "queries": 0}


@pytest.fixture
def shop() -> ShopContext:
    return shop_of_baskets(pairs(600), customers=200)


def decision_of(shop: ShopContext) -> Decision:
    with shop_scope(shop.id):
        found: Decision = Decision.objects.get(automation="model_choice", subject__startswith="model ")
        return found


def chain_holds(shop: ShopContext) -> bool:
    with shop_scope(shop.id):
        return verify_chain().broken_at is None


def test_a_shop_of_twenty_orders_shows_what_sells_in_the_category() -> None:
    shop = shop_of_baskets(pairs(20), customers=20)
    counts = compare_models(shop.id, LAST)
    assert (counts["compared"], counts["switched"]) == (1, 0)
    run = last_run(shop.id)
    assert run is not None
    assert (run.state, run.chosen, run.rows) == (State.FEW_BUYERS, "category_popularity", ())
    assert chosen_model(shop.id) == "category_popularity"


def test_a_hundred_buyers_with_little_to_ask_use_the_default() -> None:
    shop = shop_of_baskets(pairs(200), customers=150, days=300)
    compare_models(shop.id, LAST)
    run = last_run(shop.id)
    assert run is not None
    assert (run.state, run.queries < 100, run.chosen) == (State.FEW_QUERIES, True, "conf_x")


def test_a_shop_with_enough_orders_uses_what_wins_there(shop: ShopContext) -> None:
    counts = compare_models(shop.id, LAST)
    run = last_run(shop.id)
    assert run is not None
    assert (counts["compared"], run.state, run.form) == (1, State.JUDGED, "baskets")
    assert counts["queries"] == run.queries >= 100
    by_name = {row.model: row for row in run.rows}
    assert set(by_name) == {
        "popularity", "category_popularity", "conf_x", "cosine", "basket_knn", "ease_20", "ease_200", "llr",
    }  # fmt: skip
    best = run.rows[0]
    lead = by_name[best.model].difference
    assert run.chosen == (best.model if lead > best.standard_error else "conf_x")
    assert by_name["conf_x"].hit_rate > 1.5 * by_name["popularity"].hit_rate
    assert all(row.low <= row.hit_rate <= row.high for row in run.rows)


def test_the_choice_stands_in_the_ledger_and_replays(shop: ShopContext) -> None:
    compare_models(shop.id, LAST)
    decision = decision_of(shop)
    run = last_run(shop.id)
    assert run is not None
    assert decision.uid == run.decision_uid
    assert replay(decision) is True
    assert not replays(decision.candidates, decision.output | {"model": "popularity"})
    assert chain_holds(shop)


def test_it_is_not_made_again_before_a_week_or_a_tenth_more_orders(shop: ShopContext) -> None:
    compare_models(shop.id, LAST)
    assert compare_models(shop.id, LAST + timedelta(days=30)) == NOTHING  # the records end: nothing is new
    with shop_scope(shop.id):
        BacktestRun.objects.update(orders=530)
    assert compare_models(shop.id, LAST)["compared"] == 1
    with shop_scope(shop.id):
        BacktestRun.objects.update(as_of=LAST - timedelta(days=7))
    assert compare_models(shop.id, LAST)["compared"] == 1
    with shop_scope(shop.id):
        assert BacktestRun.objects.count() == 2


def test_two_nights_give_the_same_table(shop: ShopContext) -> None:
    compare_models(shop.id, LAST)
    first = last_run(shop.id)
    with shop_scope(shop.id):
        BacktestRun.objects.all().delete()
    compare_models(shop.id, LAST)
    second = last_run(shop.id)
    assert first is not None
    assert second is not None
    assert first.rows == second.rows


def test_switched_off_nothing_is_compared_and_the_default_is_used(shop: ShopContext) -> None:
    compare_models(shop.id, LAST)
    with shop_scope(shop.id):
        set_switch("model_choice", is_on=False, by="owner")
        BacktestRun.objects.update(as_of=LAST - timedelta(days=30), chosen="llr")
        before = BacktestRow.objects.count()
    assert compare_models(shop.id, LAST) == NOTHING
    assert chosen_model(shop.id) == "conf_x"
    with shop_scope(shop.id):
        assert BacktestRow.objects.count() == before


def test_a_shop_without_orders_is_left_alone() -> None:
    shop = shop_of_baskets([], customers=1)
    assert compare_models(shop.id, LAST) == NOTHING
    assert chosen_model(shop.id) == "conf_x"


def test_the_night_prepares_by_what_the_comparison_chose(shop: ShopContext) -> None:
    compare_models(shop.id, LAST)
    prepare(shop.id, LAST)
    with shop_scope(shop.id):
        prepared = RecommendationRun.objects.get(is_current=True)
    assert prepared.model_name == chosen_model(shop.id) != "category_popularity"


def test_the_neighbours_that_are_prepared_are_as_many_as_were_tried() -> None:
    assert NEIGHBOURS == WIDTH


def test_models_are_compared_before_the_lists_are_made() -> None:
    order = [step.name for step in STEPS]
    assert order.index("models") < order.index("recommendations")
