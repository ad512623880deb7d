"""Each switch really stops its effect, counted over many answers of the widget's own door within five seconds."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.keys.services import ensure_public_key
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.models import RecommendedItem
from signals.recommend.services import prepare
from signals.recommend.serving import Query, recommend_many
from tests.signals.recommend_shop import TODAY, a_pairing_shop
from transparency.ledger.switches import EVERYTHING, set_switch

pytestmark = pytest.mark.django_db
LISTS = 15
MANY = 60


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop(explores=True)


def turn(shop: ShopContext, code: str, *, is_on: bool) -> None:
    with shop_scope(shop.id):
        set_switch(code, is_on=is_on, by="user:1")


def reasons(shop: ShopContext, lists: int = LISTS, **asked: object) -> Counter[str]:
    """How often each reason stands in the lists of so many half minutes."""
    found: Counter[str] = Counter()
    start = timezone.now()
    for tick in range(lists):
        at = start + timedelta(seconds=30 * tick)
        for item in recommend_many(shop.id, [Query(**asked)], at=at, is_kept=False)[0].items:  # type: ignore[arg-type]
            found[item.reason_code] += 1
    return found


def test_exploration_has_about_an_eighth_of_the_places_and_none_when_off(shop: ShopContext) -> None:
    found = reasons(shop, MANY, limit=4)
    share = found["exploring"] / (4 * MANY)
    assert 0.07 <= share <= 0.19
    turn(shop, "exploration", is_on=False)
    assert reasons(shop, limit=4)["exploring"] == 0


def test_no_product_is_explored_that_was_prepared_while_it_was_off(shop: ShopContext) -> None:
    turn(shop, "exploration", is_on=False)
    prepare(shop.id, TODAY)
    with shop_scope(shop.id):
        assert not RecommendedItem.objects.filter(slot="explore").exists()
    turn(shop, "exploration", is_on=True)
    assert reasons(shop, limit=4)["exploring"] == 0


@pytest.mark.parametrize(
    ("code", "asked", "stopped"),
    [
        ("bought_together", {"slot": "product", "sku": "CUP"}, "bought_together"),
        ("bought_together", {"slot": "cart", "cart": ("CUP",)}, "because_in_cart"),
        ("personal_recommendations", {"seen": ("CUP",)}, "because_you_viewed"),
    ],
)
def test_a_switch_stops_its_reason_in_every_list(
    shop: ShopContext, code: str, asked: dict[str, Any], stopped: str
) -> None:
    assert reasons(shop, **asked)[stopped] >= LISTS
    turn(shop, code, is_on=False)
    assert reasons(shop, **asked)[stopped] == 0
    turn(shop, code, is_on=True)
    turn(shop, EVERYTHING, is_on=False)
    assert sum(reasons(shop, **asked).values()) == 0


def test_the_widgets_answer_follows_within_five_seconds(shop: ShopContext) -> None:
    address = f"/w/{ensure_public_key(shop.id)}/recommendations?slot=product&sku=CUP"
    assert "bought_together" in str(Client().get(address).json()["items"])
    turn(shop, "bought_together", is_on=False)
    began = time.monotonic()
    while "bought_together" in str(Client().get(address).json()["items"]):
        assert time.monotonic() - began < 5
        time.sleep(0.2)
