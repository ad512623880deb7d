"""Best-sellers: net orders, the owner's word first, nothing sold out, and a decision that replays."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.orders.models import Order, OrderLine, Refund, RefundLine
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.compute import Candidate, rank
from signals.recommend.models import MerchantChoice
from signals.recommend.replay import replays
from signals.recommend.selectors import recommended
from signals.recommend.services import prepare
from tests.shops import a_product, a_shop
from transparency.ledger.models import Decision

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Africa/Algiers"))

candidates = st.lists(
    st.builds(
        Candidate,
        product_id=st.integers(1, 10**6),
        orders=st.integers(0, 500),
        refunds=st.integers(0, 500),
        choice=st.sampled_from(["", "", "", "pin", "hide"]),
    ),
    unique_by=lambda c: c.product_id,
    max_size=80,
)


def _sell(shop_id: int, product: Product, times: int, quantity: int = 1) -> None:
    for n in range(times):
        order = Order.objects.create(
            shop_id=shop_id,
            source="test",
            external_id=f"{product.sku}-{n}",
            currency="DZD",
            order_state="confirmed",
            parcel_state="delivered",
            placed_at=NOON,
            placed_on=NOON.date(),
            delivered_at=NOON,
            delivered_on=NOON.date(),
        )
        OrderLine.objects.create(
            shop_id=shop_id,
            order=order,
            position=1,
            product=product,
            quantity=quantity,
            unit_price=10,
            amount=10 * quantity,
        )


def _give_back(shop_id: int, product: Product, times: int) -> None:
    for n in range(times):
        refund = Refund.objects.create(
            shop_id=shop_id,
            source="test",
            external_id=f"{product.sku}-{n}",
            currency="DZD",
            refunded_at=NOON,
            refunded_on=NOON.date(),
            amount=10,
        )
        RefundLine.objects.create(
            shop_id=shop_id, refund=refund, position=1, product=product, quantity=1, amount=10
        )


@given(candidates)
def test_pins_come_first_hidden_never_and_the_rest_by_net_orders(given_candidates: list[Candidate]) -> None:
    places = rank(given_candidates, limit=200)
    by_id = {c.product_id: c for c in given_candidates}
    kept = [by_id[place.product_id] for place in places]
    assert len(kept) == sum(c.choice != "hide" for c in given_candidates)
    keys = [(c.choice != "pin", -(c.orders - c.refunds), c.product_id) for c in kept]
    assert keys == sorted(keys)
    assert [place.rank for place in places] == list(range(1, len(places) + 1))


@given(candidates)
def test_ranking_does_not_depend_on_the_order_of_the_candidates(given_candidates: list[Candidate]) -> None:
    assert rank(given_candidates) == rank(list(reversed(given_candidates)))


@given(candidates)
def test_a_count_is_only_told_from_five_orders_on(given_candidates: list[Candidate]) -> None:
    for place in rank(given_candidates):
        assert (place.reason_code == "best_seller_counted") <= (place.net_orders >= 5)


@given(candidates)
def test_a_stored_list_replays(given_candidates: list[Candidate]) -> None:
    output = {"places": [asdict(place) for place in rank(given_candidates)]}
    assert replays([asdict(c) for c in given_candidates], output)


@pytest.mark.django_db
def test_orders_count_and_pieces_do_not_and_what_came_back_counts_against() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        bulk, loved, returned = (a_product(shop.id, sku) for sku in ("BULK", "LOVED", "BACK"))
        _sell(shop.id, bulk, times=1, quantity=74215)
        _sell(shop.id, loved, times=6)
        _sell(shop.id, returned, times=9)
        _give_back(shop.id, returned, times=8)
    prepare(shop.id, TODAY)
    served = recommended(shop.id)
    assert [item.sku for item in served] == ["LOVED", "BULK", "BACK"]
    assert [item.reason_code for item in served] == ["best_seller_counted", "best_seller", "best_seller"]
    assert served[0].reason_values == {"orders": 6, "days": 90}


@pytest.mark.django_db
def test_sold_out_inactive_service_and_hidden_products_are_never_served() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "OK", stock=3)
        a_product(shop.id, "UNCOUNTED", stock=None)
        a_product(shop.id, "SOLD-OUT", stock=0)
        a_product(shop.id, "OFF", is_active=False)
        a_product(shop.id, "POST", is_service=True)
        hidden = a_product(shop.id, "HIDDEN")
        MerchantChoice.objects.create(shop_id=shop.id, product=hidden, choice="hide")
    prepare(shop.id, TODAY)
    assert [item.sku for item in recommended(shop.id, limit=12)] == ["OK", "UNCOUNTED"]


@pytest.mark.django_db
def test_a_product_that_sells_out_after_the_night_disappears_at_once() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        product = a_product(shop.id, "LAST", stock=1)
    prepare(shop.id, TODAY)
    assert [item.sku for item in recommended(shop.id)] == ["LAST"]
    with shop_scope(shop.id):
        Product.objects.filter(pk=product.pk).update(stock=0)
    assert recommended(shop.id) == []


@pytest.mark.django_db
def test_the_product_on_the_page_is_not_recommended_on_it() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "A")
        a_product(shop.id, "B")
    prepare(shop.id, TODAY)
    assert [item.sku for item in recommended(shop.id, sku="A")] == ["B"]


@pytest.mark.django_db
def test_the_decision_in_the_ledger_replays_and_names_every_served_place() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for n in range(5):
            _sell(shop.id, a_product(shop.id, f"P{n}"), times=n + 1)
    prepare(shop.id, TODAY)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation="best_sellers")
    assert replays(decision.candidates, decision.output)
    assert {item.recommendation_id for item in recommended(shop.id)} == {
        f"{decision.uid.hex}-{rank}" for rank in range(1, 6)
    }
