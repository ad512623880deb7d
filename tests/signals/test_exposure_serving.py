"""The test place in the widget: one of ten at most, drawn by the prepared shares, and gone with the switch."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.keys.services import ensure_public_key
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.seeds import seed_of
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.drawing import drawn, draws, has_test
from signals.exposure.models import ExposurePlace, ExposureTest
from signals.exposure.rules import TICK_SECONDS, VERSION
from signals.exposure.services import look_now, run_tests
from signals.exposure.serving import with_tests
from signals.recommend.selectors import Served, recommended
from signals.recommend.services import prepare
from signals.widget import api as widget
from tests.queries import queries_of
from tests.signals.exposure_shop import NOW, TODAY, YESTERDAY, a_shop_with, people
from tests.signals.exposure_shop import test_of as the_test_of
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

OLD = tuple(f"OLD{n:02}" for n in range(12))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    widget.forget_answers()


@pytest.fixture
def shop(db: None) -> ShopContext:
    """Twelve old products, and two new ones in test."""
    shop = a_shop_with("NEW1", "NEW2", *OLD)
    with shop_scope(shop.id):
        Product.objects.filter(sku__startswith="OLD").update(created_at=NOW - timedelta(days=100))
        Product.objects.filter(sku__startswith="NEW").update(stock=5)
        ensure_public_key(shop.id)
    prepare(shop.id, TODAY)
    run_tests(shop.id, YESTERDAY)
    return shop


def answer(shop: ShopContext, tick: int, limit: int = 10, **asked: Any) -> list[Served]:
    at = NOW + tick * timedelta(seconds=TICK_SECONDS)
    with shop_scope(shop.id):
        old = [item for item in recommended(shop.id, limit=30) if item.sku.startswith("OLD")][:limit]
        return with_tests(shop.id, old, slot="home", sku="", limit=limit, at=at, **asked)


def in_test(shop: ShopContext, ticks: int, limit: int = 10) -> Counter[str]:
    answers = [answer(shop, tick, limit) for tick in range(ticks)]
    return Counter(item.sku for items in answers for item in items if item.reason_code == "new_in_test")


def test_draws_are_the_same_for_everybody_during_half_a_minute_and_differ_after() -> None:
    seed = seed_of(7, "exposure", TODAY, VERSION)
    assert seed == seed_of(7, "exposure", TODAY, VERSION) != seed_of(8, "exposure", TODAY, VERSION)
    first = draws(seed, "home", "", 3000.0)
    assert first == draws(seed, "home", "", 3029.9) != draws(seed, "home", "", 3030.0)
    assert first != draws(seed, "product", "", 3000.0)
    assert first != draws(seed, "home", "X", 3000.0)


def test_draws_are_even_and_independent() -> None:
    found = [draws(11, "home", "", 30.0 * tick) for tick in range(20_000)]
    for name in ("has_test", "test", "wide"):
        values = [getattr(one, name) for one in found]
        assert all(0 <= value < 1 for value in values)
        tenths = Counter(int(10 * value) for value in values)
        assert all(abs(count - 2000) < 4 * 2000**0.5 for count in tenths.values())
    both = sum(one.has_test < 0.5 and one.test < 0.5 for one in found)
    assert abs(both - 5000) < 4 * 5000**0.5


@pytest.mark.parametrize(("places", "share"), [(1, 0.1), (6, 0.6), (10, 1), (12, 1)])
def test_at_most_a_tenth_of_the_places_is_for_tests(places: int, share: float) -> None:
    draws = [number / 1000 for number in range(1000)]
    assert sum(has_test(draw, places) for draw in draws) == round(1000 * share)
    assert share / places <= 0.1


def test_a_product_that_cannot_be_shown_leaves_its_part_to_nobody(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        places = list(ExposurePlace.objects.filter(place="test").order_by("from_share"))
    assert [drawn(places, draw) for draw in (0.0, 0.499999, 0.5, 0.999999)] == [
        places[0],
        places[0],
        places[1],
        places[1],
    ]
    assert drawn(places[1:], 0.2) is None


def test_over_many_answers_each_test_is_shown_as_often_as_its_propensity(shop: ShopContext) -> None:
    people(shop, the_test_of(shop, "NEW1"), 45, 2)
    run_tests(shop.id, YESTERDAY)
    with shop_scope(shop.id):
        wanted = {
            place.product.sku: place.propensity
            for place in ExposurePlace.objects.filter(is_current=True).select_related("product")
        }
    shown = in_test(shop, 400)
    assert sum(shown.values()) == 400
    for sku, share in wanted.items():
        assert abs(shown[sku] / 400 - share) < 4 * (share * (1 - share) / 400) ** 0.5


@pytest.mark.parametrize("limit", [3, 6, 12])
def test_answers_keep_their_length_and_hold_at_most_one_test(shop: ShopContext, limit: int) -> None:
    answers = [answer(shop, tick, limit) for tick in range(100)]
    assert {len(items) for items in answers} == {limit}
    tests = [sum(item.reason_code == "new_in_test" for item in items) for items in answers]
    assert max(tests) == 1
    assert sum(tests) / (100 * limit) <= 0.1 + 0.05
    assert all(len({item.sku for item in items}) == limit for items in answers)


def test_a_test_carries_the_id_by_which_it_is_counted(shop: ShopContext) -> None:
    shown = next(item for item in answer(shop, 1) if item.reason_code == "new_in_test")
    assert shown.recommendation_id == the_test_of(shop, shown.sku).recommendation_id
    with shop_scope(shop.id):
        opening = Decision.objects.get(reason_code="tests_opened")
    assert shown.recommendation_id.startswith(f"{opening.uid.hex}-t")


def test_sold_out_hidden_and_stopped_products_are_gone_with_the_next_answer(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        Product.objects.filter(sku="NEW1").update(stock=0)
        ExposureTest.objects.filter(product__sku="NEW2").update(stage="stopped")
    assert in_test(shop, 50) == {}


def test_the_switch_and_manual_mode_end_tests_with_the_next_answer(shop: ShopContext) -> None:
    assert in_test(shop, 20)
    for switch in ("staged_exposure", "all"):
        with shop_scope(shop.id):
            set_switch(switch, is_on=False, by="user:1")
        assert in_test(shop, 20) == {}
        with shop_scope(shop.id):
            set_switch(switch, is_on=True, by="user:1")


def test_what_was_promoted_has_a_place_of_its_own_for_28_days(shop: ShopContext) -> None:
    people(shop, the_test_of(shop, "NEW1"), 50, 12)
    look_now(shop.id)
    wide = [item for item in answer(shop, 3) if item.reason_code == "liked_when_new"]
    assert [(item.sku, item.rank) for item in wide] == [("NEW1", 3)]
    assert "-w1" in wide[0].recommendation_id
    run_tests(shop.id, TODAY + timedelta(days=27))
    assert the_test_of(shop, "NEW1").reason_code == "test_place_over"
    assert not [item for item in answer(shop, 3) if item.reason_code == "liked_when_new"]


def test_an_empty_list_stays_empty(shop: ShopContext) -> None:
    assert with_tests(shop.id, [], slot="home", sku="", limit=6, at=NOW) == []


def test_the_widget_tells_the_reason_and_that_nothing_about_the_visitor_counts(shop: ShopContext) -> None:
    key = ensure_public_key(shop.id)
    body = Client().get(f"/w/{key}/recommendations?limit=12&lang=en").json()
    new = [item for item in body["items"] if item["reason_code"] == "new_in_test"]
    assert [item["reason"] for item in new] == [
        "New in the shop, shown to some visitors to see whether it pleases"
    ]
    assert new[0]["recommendation_id"] == the_test_of(shop, new[0]["sku"]).recommendation_id
    assert any("Chance alone decides" in text for text in body["why"]["body"])


def test_an_answer_with_tests_is_made_once_and_then_asked_for_in_one_statement(shop: ShopContext) -> None:
    address = f"/w/{ensure_public_key(shop.id)}/recommendations?limit=10&slot=product&sku=OLD01"
    made = queries_of(Client(), address)
    assert len([query for query in made if "FROM signals_exposureplace a" in query]) == 1
    assert len([query for query in made if query.startswith("WITH run AS")]) == 1
    assert len(made) <= 15
    again = [query for query in queries_of(Client(), address) if "signals_note_asks" not in query]
    assert again == ["SELECT * FROM signals_ready_answer(%(key)s, %(edition)s, %(version)s, %(address)s)"] * 2
    assert queries_of(Client(), address) == []  # within the second


def test_the_pages_of_the_tests_load_no_arithmetic() -> None:
    """Web processes stay small: what needs numpy runs in the worker."""
    loaded = (
        "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop_ai.settings'); django.setup();"
        "import signals.exposure.views, signals.exposure.api, signals.widget.api;"
        "print(sorted({'numpy', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
