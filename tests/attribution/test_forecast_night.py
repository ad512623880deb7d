"""The forecast at night: what is read, when it is made again, its switch, its decision and the replay."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from attribution.forecast.automations import FORECAST
from attribution.forecast.models import ForecastLine, ForecastRun, Scope
from attribution.forecast.replay import replays
from attribution.forecast.services import forecast_shop
from attribution.kpis.services import recompute_days
from catalog.orders.models import Order, OrderLine
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import a_delivery
from tests.shops import a_product, a_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

FIRST = date(2026, 1, 5)  # a Monday
WEEKS = 16
AS_OF = FIRST + timedelta(days=7 * WEEKS + 1)  # a Tuesday


def _deliver(shop_id: int, weeks: int = WEEKS) -> None:
    """About six orders a week of one product, half of them by Instagram."""
    product, drawn = a_product(shop_id, "ROBE"), np.random.default_rng(8)
    for week in range(weeks):
        for number in range(int(drawn.poisson(6))):
            day = FIRST + timedelta(days=7 * week + number % 7)
            order = a_delivery(shop_id, day, channel="instagram" if number % 2 else "")
            _line(order, product.pk)


def _line(order: Order, product_id: int) -> None:
    OrderLine.objects.create(
        shop_id=order.shop_id,
        order=order,
        position=1,
        product_id=product_id,
        quantity=1,
        unit_price=Decimal(1000),
        amount=1000,
    )


@pytest.fixture
def shop(db: None) -> ShopContext:
    shop = a_shop()
    with shop_scope(shop.id):
        _deliver(shop.id)
    recompute_days(shop.id)
    return shop


def _lines(shop: ShopContext, scope: Scope, measure: str = "orders") -> list[ForecastLine]:
    with shop_scope(shop.id):
        return list(ForecastLine.objects.filter(scope=scope, measure=measure))


def test_a_night_forecasts_the_running_week_and_the_three_after_it(shop: ShopContext) -> None:
    assert forecast_shop(shop.id, AS_OF) == {"written": 1, "series": 8}
    with shop_scope(shop.id):
        run = ForecastRun.objects.get()
    assert (run.week, run.as_of, run.state, run.weeks_known) == (
        FIRST + timedelta(weeks=WEEKS),
        AS_OF,
        "ready",
        WEEKS,
    )
    (line,) = _lines(shop, Scope.SHOP)
    assert len(line.weeks) == 4
    assert len(line.history) == WEEKS
    assert 3 < line.weeks[0]["mean"] < 9
    assert line.weeks[0]["low"] <= line.weeks[0]["mean"] <= line.weeks[0]["high"]
    assert {one.key for one in _lines(shop, Scope.CHANNEL)} == {"", "instagram"}
    assert [one.label for one in _lines(shop, Scope.PRODUCT)] == ["Produit ROBE"]


def test_revenue_is_forecast_in_the_shops_money(shop: ShopContext) -> None:
    forecast_shop(shop.id, AS_OF)
    (orders,), (money,) = _lines(shop, Scope.SHOP), _lines(shop, Scope.SHOP, "revenue")
    assert money.history == [1000 * count for count in orders.history]
    assert money.weeks[0]["mean"] == pytest.approx(1000 * orders.weeks[0]["mean"], rel=0.35)


def test_a_night_without_news_writes_nothing(shop: ShopContext) -> None:
    forecast_shop(shop.id, AS_OF)
    assert forecast_shop(shop.id, AS_OF) == {"written": 0, "series": 0}
    assert forecast_shop(shop.id, AS_OF + timedelta(days=1)) == {"written": 0, "series": 0}


def test_a_late_order_makes_the_weeks_forecast_anew_and_a_new_week_adds_a_run(shop: ShopContext) -> None:
    forecast_shop(shop.id, AS_OF)
    with shop_scope(shop.id):
        a_delivery(shop.id, AS_OF - timedelta(days=3))
    recompute_days(shop.id)
    assert forecast_shop(shop.id, AS_OF)["written"] == 1
    assert forecast_shop(shop.id, AS_OF + timedelta(days=7))["written"] == 1
    with shop_scope(shop.id):
        assert ForecastRun.objects.count() == 2
        # Of the earlier one the shop's own line stays, to be held against what came.
        older = ForecastLine.objects.filter(run__week=FIRST + timedelta(weeks=WEEKS))
        assert set(older.values_list("scope", flat=True)) == {"shop"}


def test_under_six_weeks_nothing_is_forecast_and_the_weeks_are_counted(db: None) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        _deliver(shop.id, 5)
    recompute_days(shop.id)
    assert forecast_shop(shop.id, FIRST + timedelta(days=34)) == {"written": 1, "series": 0}
    with shop_scope(shop.id):
        run = ForecastRun.objects.get()
        assert (run.state, run.weeks_known, run.decision_uid) == ("short", 5, None)


def test_nothing_is_forecast_before_the_first_delivery_or_when_switched_off(shop: ShopContext) -> None:
    assert forecast_shop(a_shop().id, AS_OF) == {"written": 0, "series": 0}
    with shop_scope(shop.id):
        set_switch(FORECAST.code, is_on=False, by="test")
    assert forecast_shop(shop.id, AS_OF) == {"written": 0, "series": 0}
    assert _lines(shop, Scope.SHOP) == []


def test_the_decision_replays_to_the_same_weeks(shop: ShopContext) -> None:
    forecast_shop(shop.id, AS_OF)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation=FORECAST.code)
    assert decision.reason_code in {"forecast_model", "forecast_mean"}
    assert replays(decision.candidates, decision.output)
    decision.candidates[0]["daily"][3] += 30
    assert not replays(decision.candidates, decision.output)


def test_a_refused_parcel_leaves_the_forecast_the_same_night(shop: ShopContext) -> None:
    forecast_shop(shop.id, AS_OF)
    with shop_scope(shop.id):
        order = Order.objects.filter(delivered_on__gte=AS_OF - timedelta(days=9)).first()
        assert order is not None
        order.parcel_state = "refused"
        order.save()
    recompute_days(shop.id)
    before = _lines(shop, Scope.SHOP)[0].history
    forecast_shop(shop.id, AS_OF)
    assert sum(_lines(shop, Scope.SHOP)[0].history) == sum(before) - 1
