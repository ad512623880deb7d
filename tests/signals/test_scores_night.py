"""The night's scores: counted from prepared sums and orders, replaced whole, explained in the ledger, replayed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySignal
from signals.scores.inputs import read_inputs
from signals.scores.models import ProductScore, ScoreRun
from signals.scores.replay import replays_products
from signals.scores.services import score_shop_products
from signals.scores.settings import settings_of
from tests.factories import NOON, make_order, make_product, make_shop
from transparency.centre.replays import replay
from transparency.ledger.models import Decision

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 20)


def seen(shop: ShopContext, product: Product, shown: int, views: int, day: date = TODAY) -> None:
    """Impressions and views of a product on a day."""
    with shop_scope(shop.id):
        for kind, count in (("impression", shown), ("view", views)):
            DailySignal.objects.create(
                shop_id=shop.id, day=day, type=kind, product_ref=product.pk, channel="web", count=count
            )


def score_of(shop: ShopContext, product: Product) -> ProductScore:
    with shop_scope(shop.id):
        return ProductScore.objects.get(product=product)


def counts_of(shop: ShopContext, product: Product) -> tuple[str, Any]:
    inputs = read_inputs(shop, TODAY, settings_of(shop.id))
    return inputs.frame.basis, next(one for one in inputs.products if one.product_id == product.pk)


@pytest.fixture
def shop() -> ShopContext:
    return make_shop()


def test_counts_are_weighted_by_age_and_variants_count_as_their_product(shop: ShopContext) -> None:
    parent = make_product(shop)
    variant = make_product(shop, parent=parent)
    seen(shop, parent, 100, 40)
    seen(shop, variant, 100, 40, TODAY - timedelta(days=28))
    make_order(shop, lines=[(variant, 3, 2500), (parent, 1, 2500)], at=NOON + timedelta(days=18))
    basis, facts = counts_of(shop, parent)
    assert basis == "exposures"
    assert facts.n == 200
    assert facts.counts[0] == (60.0, 150.0)
    assert facts.counts[1] == (1.0, 60.0)
    assert (facts.price, facts.margin) == (2500.0, 750.0)
    with shop_scope(shop.id):
        score_shop_products(shop.id, TODAY)
        assert list(ProductScore.objects.values_list("product_id", flat=True)) == [parent.pk]


def test_a_run_is_one_decision_that_replays_to_the_last_digit(shop: ShopContext) -> None:
    for views in (300, 100, 50):
        product = make_product(shop)
        seen(shop, product, views * 10, views)
        for _ in range(3):
            make_order(shop, lines=[(product, 1, 2500)])
    assert score_shop_products(shop.id, TODAY) == 3
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation="product_scores")
        assert ScoreRun.objects.get().decision_uid == decision.uid
        assert replay(decision) is True
        changed = [decision.candidates[0], *reversed(decision.candidates[1:])]
        assert not replays_products(changed, decision.output)
