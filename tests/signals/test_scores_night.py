"""The night's scores: counted from prepared sums and orders, replaced whole, explained in the ledger, replayed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySignal
from signals.scores.content import score_shop_content
from signals.scores.inputs import read_inputs
from signals.scores.models import ContentScore, ProductCost, ProductScore, ProductScoreWeek, ScoreRun
from signals.scores.replay import replays_products
from signals.scores.services import score_shop_products
from signals.scores.settings import settings_of
from tests.factories import NOON, make_category, make_order, make_product, make_refund, make_shop
from tests.signals.score_shop import TODAY, a_story, post, publish, seen, sold
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db

REFUSED: dict[str, Any] = {"parcel_state": "refused", "delivered_on": None, "delivered_at": None}


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


def facts_of(shop: ShopContext, product: Product) -> Any:
    inputs = read_inputs(shop, TODAY, settings_of(shop.id))
    return next(one for one in inputs.products if one.product_id == product.pk)


def basis_of(shop: ShopContext) -> str:
    return read_inputs(shop, TODAY, settings_of(shop.id)).frame.basis


def rows(shop: ShopContext) -> list[dict[str, Any]]:
    with shop_scope(shop.id):
        return list(ProductScore.objects.order_by("product_id").values())


def test_counts_are_weighted_by_age_and_variants_count_as_their_product(shop: ShopContext) -> None:
    parent = make_product(shop)
    variant = make_product(shop, parent=parent)
    seen(shop, parent, 100, 40)
    seen(shop, variant, 100, 40, TODAY - timedelta(days=28))
    make_order(shop, lines=[(variant, 3, 2500), (parent, 1, 2500)], at=NOON + timedelta(days=18))
    facts = facts_of(shop, parent)
    assert facts.n == 200
    assert facts.counts[0] == (60.0, 150.0)
    assert facts.counts[1] == (1.0, 60.0)
    assert (facts.price, facts.margin) == (2500.0, 750.0)
    score_shop_products(shop.id, TODAY)
    assert [row["product_id"] for row in rows(shop)] == [parent.pk]


def test_a_delivery_counts_and_a_refusal_a_cancellation_and_a_return_count_against(shop: ShopContext) -> None:
    product, at = make_product(shop), NOON + timedelta(days=18)
    seen(shop, product, 100, 50)
    lines: list[tuple[Product, int, Decimal | int]] = [(product, 1, 2500)]
    make_order(shop, lines=lines, at=at)
    make_order(shop, lines=lines, at=at, **REFUSED)
    make_order(shop, lines=lines, at=at, delivered=False, order_state="cancelled")
    make_order(shop, lines=lines, at=at, delivered=False)  # nobody knows yet
    make_order(shop, lines=lines, at=at, parcel_state="returned")
    assert facts_of(shop, product).counts[1:] == ((5.0, 50.0), (2.0, 4.0), (1.0, 2.0))


def test_a_refund_is_a_return_of_its_order_and_one_without_order_counts_on_its_day(shop: ShopContext) -> None:
    product, at = make_product(shop), NOON + timedelta(days=8)
    seen(shop, product, 100, 50)
    orders = [make_order(shop, lines=[(product, 1, 2500)], at=at) for _ in range(4)]
    weight = 2 ** (-10 / 28)
    make_refund(shop, orders[0])
    assert facts_of(shop, product).counts[-1] == pytest.approx((weight, 4 * weight))
    loose = make_refund(shop, orders[1])
    with shop_scope(shop.id):
        type(loose).objects.filter(pk=loose.pk).update(order=None, refunded_on=TODAY)
    assert facts_of(shop, product).counts[-1] == pytest.approx((weight + 1, 4 * weight))


def test_services_adjustments_and_other_currencies_count_nowhere(shop: ShopContext) -> None:
    product, service = make_product(shop), make_product(shop, is_service=True)
    seen(shop, product, 100, 50)
    make_order(shop, lines=[(service, 1, 400)])
    make_order(shop, lines=[(product, 1, 2500)], currency="EUR")
    make_order(shop, lines=[(product, 1, 2500)], kind="adjustment")
    inputs = read_inputs(shop, TODAY, settings_of(shop.id))
    assert [one.product_id for one in inputs.products] == [product.pk]
    assert inputs.products[0].counts[1:] == ((0.0, 50.0), (0.0, 0.0), (0.0, 0.0))


def test_the_basis_is_what_the_shop_records(shop: ShopContext) -> None:
    product = make_product(shop)
    sold(shop, product, 3)
    assert basis_of(shop) == "orders"
    seen(shop, product, 0, 60)
    assert basis_of(shop) == "visits"
    seen(shop, product, 900, 0, TODAY - timedelta(days=1))
    assert basis_of(shop) == "exposures"


def test_without_visits_a_product_is_counted_from_its_first_sale_or_day(shop: ShopContext) -> None:
    old, young = make_product(shop), make_product(shop)
    sold(shop, old, 4, NOON)
    sold(shop, young, 1, NOON + timedelta(days=14))
    sold(shop, old, 2, NOON + timedelta(days=15))
    assert (facts_of(shop, old).n, facts_of(shop, young).n) == (7, 3)


def test_the_cost_of_a_piece_gives_the_real_margin(shop: ShopContext) -> None:
    product = make_product(shop)
    with shop_scope(shop.id):
        ProductCost.objects.create(product=product, cost=1000)
    assert facts_of(shop, product).margin == 1500
    with shop_scope(shop.id):
        ProductCost.objects.update(cost=9000)
    assert facts_of(shop, product).margin == 25


def test_records_that_ended_are_read_from_their_end(shop: ShopContext) -> None:
    product = make_product(shop)
    sold(shop, product, 2)
    inputs = read_inputs(shop, TODAY + timedelta(days=400), settings_of(shop.id))
    assert inputs.until == NOON.date()
    assert inputs.products[0].counts[0][0] == 2


def test_a_run_is_one_decision_that_replays_to_the_last_digit(shop: ShopContext) -> None:
    category = make_category(shop)
    for number, views in enumerate((300, 100, 50)):
        product = make_product(shop, category=category if number else None)
        seen(shop, product, views * 10, views, TODAY - timedelta(days=number))
        sold(shop, product, 3)
    assert score_shop_products(shop.id, TODAY) == 3
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation="product_scores")
        assert ScoreRun.objects.get().decision_uid == decision.uid
        assert replay(decision) is True
        changed = [decision.candidates[0], *reversed(decision.candidates[1:])]
        assert not replays_products(changed, decision.output)


def test_running_twice_gives_the_same_rows_under_the_same_ids(shop: ShopContext) -> None:
    for views in (300, 100):
        a_story(shop, f"P{views}", views, 4)
    score_shop_products(shop.id, TODAY)
    first = rows(shop)
    score_shop_products(shop.id, TODAY)
    assert rows(shop) == first
    with shop_scope(shop.id):
        assert Decision.objects.filter(automation="product_scores").count() == 2
        assert ProductScoreWeek.objects.count() == 2


def test_a_product_that_is_gone_loses_its_score(shop: ShopContext) -> None:
    stays, goes = a_story(shop, "A", 100, 1), a_story(shop, "B", 100, 1)
    score_shop_products(shop.id, TODAY)
    with shop_scope(shop.id):
        Product.objects.filter(pk=goes.pk).update(is_active=False)
    score_shop_products(shop.id, TODAY)
    assert [row["product_id"] for row in rows(shop)] == [stays.pk]


def test_a_point_a_week_is_kept_for_a_year(shop: ShopContext) -> None:
    product = a_story(shop, "A", 100, 1)
    with shop_scope(shop.id):
        ProductScoreWeek.objects.create(
            product=product, week=TODAY - timedelta(days=400), percentile=1, low=0, high=2, n=40
        )
    score_shop_products(shop.id, TODAY)
    with shop_scope(shop.id):
        assert [point.week for point in ProductScoreWeek.objects.all()] == [date(2026, 3, 16)]


def test_what_is_switched_off_does_not_run(shop: ShopContext) -> None:
    a_story(shop, "A", 100, 1)
    publish(shop, posts=1)
    with shop_scope(shop.id):
        set_switch("product_scores", is_on=False, by="user:1")
        set_switch("content_scores", is_on=False, by="user:1")
    assert (score_shop_products(shop.id, TODAY), score_shop_content(shop.id, TODAY)) == (0, 0)
    with shop_scope(shop.id):
        assert not ScoreRun.objects.exists()


def test_posts_are_rated_with_their_decision_and_replay(shop: ShopContext) -> None:
    publish(shop)
    assert score_shop_content(shop.id, TODAY) == 11
    with shop_scope(shop.id):
        scores = {score.title: score for score in ContentScore.objects.all()}
        assert replay(Decision.objects.get(automation="content_scores")) is True
    loved, ignored, hardly = (scores[title] for title in ("Reel aimé", "Reel ignoré", "Story à peine vue"))
    assert (loved.is_promoted, loved.reason_code) == (True, "post_above")
    assert ignored.reason_code == "post_below"
    assert (hardly.reason_code, hardly.key) == ("post_thin", None)
    assert loved.missing == ["rewatches", "completions"]
    assert loved.measured_on == TODAY
    assert loved.group_posts == 10


def test_a_piece_that_is_gone_loses_its_score_and_the_others_keep_their_ids(shop: ShopContext) -> None:
    pieces = publish(shop, posts=3)
    score_shop_content(shop.id, TODAY)
    with shop_scope(shop.id):
        before = dict(ContentScore.objects.values_list("content_ref", "pk"))
        pieces[0].delete()
    score_shop_content(shop.id, TODAY)
    with shop_scope(shop.id):
        after = dict(ContentScore.objects.values_list("content_ref", "pk"))
    assert after == {ref: pk for ref, pk in before.items() if ref in after}
    assert len(before) - len(after) == 1


def test_a_post_is_worth_its_clicks_times_what_its_product_brings_after_a_click(shop: ShopContext) -> None:
    from catalog.content.models import ContentProduct

    product, piece = a_story(shop, "A", 400, 10), post(shop, "Reel", 900, likes=3)
    with shop_scope(shop.id):
        ContentProduct.objects.create(shop_id=shop.id, content=piece, product=product)
        for kind, ref, count in (("view", 0, 200), ("view", product.pk, 50)):
            DailySignal.objects.create(
                shop_id=shop.id, day=TODAY, type=kind, product_ref=ref, content_ref=piece.pk, count=count
            )
    score_shop_products(shop.id, TODAY)
    score_shop_content(shop.id, TODAY)
    with shop_scope(shop.id):
        score, parts = ContentScore.objects.get(), ProductScore.objects.get().parts
    after = 1.0
    for part in parts:
        after *= part["factor"] if part["step"] != "click" else 1.0
    assert score.value is not None
    assert score.value_low < score.value < score.value_high
    assert 0.15 < score.value / (1000 * after) < 0.25
