"""Answers for one visitor are made from what the process remembers: they are what the database would say, at every moment."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.keys.models import PublicKey
from catalog.keys.services import ensure_public_key
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.models import Dismissal, ServedList
from signals.recommend.remembered import Remembered
from signals.recommend.replay import replays_served
from signals.recommend.services import prepare
from signals.widget import api
from signals.widget import personal as quick
from signals.widget.asking import Asked
from signals.widget.door import with_ready_answers
from signals.widget.lists import find
from signals.widget.models import PreparedAnswer
from signals.widget.personal import Known, Shops
from signals.widget.ready import Asks
from tests.shops import a_product
from tests.signals.recommend_shop import TITLES, TODAY, a_pairing_shop
from tests.signals.test_widget_promises import World
from tests.signals.test_widget_ready import CHANGES, _dearer, _manual, _sell_out, _switch, skus, the
from transparency.ledger.holds import hold, release

pytestmark = pytest.mark.django_db
CART = "lang=en&slot=cart&cart=CUP&seen=SCARF&limit=12"
VISITOR = "visitor-0123456789"


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    api.forget_answers()
    yield
    api.forget_answers()


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop()


def ask(shop: ShopContext, query: str = CART) -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/w/{ensure_public_key(shop.id)}/recommendations?{query}").json()
    return found


def statements(shop: ShopContext, query: str = CART) -> int:
    """How many statements an answer takes through the door."""
    environ = RequestFactory().get(
        f"/w/{ensure_public_key(shop.id)}/recommendations?{query}", headers={"accept-encoding": "gzip"}
    )
    said: list[Any] = []
    with CaptureQueriesContext(connection) as found:
        (body,) = with_ready_answers(lambda _environ, _start: [])(
            environ.environ, lambda *one: said.append(one)
        )
    assert dict(said[0][1])["Cache-Control"] == "private, no-store"
    assert json.loads(gzip.decompress(body))["items"]
    return len(found)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_followed_by_the_next_answer(shop: ShopContext, change: Callable[[], None]) -> None:
    before = ask(shop)
    assert "SAUCER" in skus(before)
    with shop_scope(shop.id):
        change()
    after = ask(shop)
    assert after["items"] != before["items"]
    assert "SAUCER" not in skus(after) or change in {_dearer, _switch}
    assert bool(after["items"]) is (change is not _manual)


def test_a_new_night_and_another_currency_are_followed(shop: ShopContext) -> None:
    before = ask(shop)
    prepare(shop.id, TODAY)
    assert ask(shop)["items"][0]["recommendation_id"] != before["items"][0]["recommendation_id"]
    with shop_scope(shop.id):
        Shop.objects.filter(pk=shop.id).update(currency="EUR")
    assert ask(shop)["items"][0]["price_text"] != before["items"][0]["price_text"]


def test_a_new_product_counts_from_the_next_answer_on(shop: ShopContext) -> None:
    assert "SAUCER" in skus(ask(shop, "slot=cart&cart=NEWCOMER,SCARF&limit=12"))
    with shop_scope(shop.id):
        a_product(shop.id, "NEWCOMER", category=the("CUP").category)
        known = quick._shops.get(ensure_public_key(shop.id))
        assert known is not None
        asked = known.products._asked(quick._query(Asked("", slot="cart", cart=("NEWCOMER",))))
        assert [one.product_id for one in asked] == [the("NEWCOMER").pk]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_says_what_the_database_says(seed: int) -> None:
    world = World(seed)
    rng, shop = world.rng, world.shop

    def some(most: int) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(rng.choice([*TITLES, "NOBODYS", "LAMP-S"]) for _ in range(rng.randrange(most)))
        )

    for _ in range(25):
        for _change in range(rng.randrange(3)):
            world.change()
        question = Asked(
            key=world.key,
            slot=rng.choice(["product", "cart", "after_order", "home", "landing"]),
            sku=rng.choice(["", *TITLES]),
            limit=rng.randrange(1, 13),
            cart=some(3),
            seen=some(5),
            budget=rng.choice([None, None, Decimal(3000)]),
            visitor=rng.choice(["", VISITOR]),
        )
        with shop_scope(shop.id):
            if rng.random() < 0.2:
                Dismissal.objects.get_or_create(visitor=VISITOR, product=the(rng.choice(list(TITLES))))
        at = timezone.now()
        quick.personal(question)
        known = quick._shops.get(world.key)
        assert known is not None
        with shop_scope(shop.id):
            dismissed = list(
                Dismissal.objects.filter(visitor=question.visitor).values_list("product", flat=True)
            )
        answer, made = known.products.answer(quick._query(question), at, dismissed=dismissed)
        told = find(shop, question, at)
        assert answer.items == told.items
        assert (answer.is_personal, answer.computed_at) == (told.is_personal, told.computed_at)
        if made is not None:
            with shop_scope(shop.id):
                assert ServedList.objects.filter(uid=made.uid).count() == 1


def test_a_hold_and_what_was_dismissed_count_at_once(shop: ShopContext) -> None:
    query = f"{CART}&visitor={VISITOR}"
    assert {"SAUCER", "GLOVES"} <= set(skus(ask(shop, query)))
    with shop_scope(shop.id):
        Dismissal.objects.create(visitor=VISITOR, product=the("SAUCER"))
    after = ask(shop, query)
    assert "SAUCER" not in skus(after)
    assert after["personalised"]
    case = uuid4()
    with shop_scope(shop.id):
        hold([f"visitor:{VISITOR}"], case=case)
    assert not ask(shop, query)["personalised"]
    assert ask(shop, CART)["personalised"]
    with shop_scope(shop.id):
        release(case, by="user:1")
    assert ask(shop, query)["personalised"]


def test_an_answer_takes_one_statement_and_two_for_a_visitor_who_is_known(shop: ShopContext) -> None:
    ask(shop)
    assert statements(shop, "slot=cart&cart=CUP,LAMP&seen=SOAP") == 1
    assert statements(shop, "slot=product&sku=CUP&seen=TOWEL") == 1
    assert statements(shop, f"slot=cart&cart=CUP,SOAP&visitor={VISITOR}") == 2


def test_each_list_is_in_the_record_once_and_replays(shop: ShopContext) -> None:
    answers = [ask(shop, query) for query in (CART, "slot=product&sku=LAMP&seen=SOAP", CART)]
    names = {item["recommendation_id"].split("-")[0] for answer in answers for item in answer["items"]}
    with shop_scope(shop.id):
        kept = {one.uid.hex: one for one in ServedList.objects.all()}
    assert kept.keys() == names
    assert len(kept) == 2
    assert all(replays_served(one.uid, one.content) for one in kept.values())
    assert answers[0]["items"] == answers[2]["items"]


def test_what_changes_while_a_list_is_made_is_neither_stored_nor_sent(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(shop)
    made = Remembered.answer
    changed: list[bool] = []

    def slowly(self: Remembered, *given: Any, **more: Any) -> Any:
        answer = made(self, *given, **more)
        if not changed:
            changed.append(True)
            with shop_scope(shop.id):
                _sell_out()
        return answer

    monkeypatch.setattr(Remembered, "answer", slowly)
    query = "slot=cart&cart=CUP,LAMP"
    assert "SAUCER" not in skus(ask(shop, query))
    with shop_scope(shop.id):
        saucer = the("SAUCER").pk
        newest = ServedList.objects.order_by("-pk").values_list("content", flat=True)
        assert len(newest) == 2
        assert saucer not in [row[0] for row in newest[0]["output"]]


def test_a_shop_that_never_rests_gets_what_the_database_says(
    shop: ShopContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick, "_is_right", lambda *_given, **_more: False)
    assert "SAUCER" in skus(ask(shop))


def test_a_key_that_was_taken_back_opens_nothing(shop: ShopContext) -> None:
    key = ensure_public_key(shop.id)
    ask(shop)
    with shop_scope(shop.id):
        PublicKey.objects.filter(key=key).update(is_active=False)
    assert Client().get(f"/w/{key}/recommendations?{CART}").status_code == 404
    assert Client().get(f"/w/pk_unknown/recommendations?{CART}&visitor={VISITOR}").status_code == 404


def test_a_shop_is_answered_from_its_own(shop: ShopContext) -> None:
    other = a_pairing_shop(currency="EUR")
    with shop_scope(other.id):
        Product.objects.filter(sku="SAUCER").update(stock=0)
    for _ in range(2):
        assert "SAUCER" in skus(ask(shop))
        assert "SAUCER" not in skus(ask(other))


def test_the_memory_is_bounded_by_its_products(shop: ShopContext) -> None:
    other = a_pairing_shop()
    one, two = (Known.read(found.id, 0) for found in (shop, other))
    shops = Shops(most=one.products.weight + two.products.weight - 1)
    shops._held = {"one": one, "two": two}
    shops.tidy("two")
    assert (shops.get("one"), shops.get("two")) == (None, two)
    shops.most = 1
    shops.tidy("two")
    assert shops.get("two") is None


def test_first_asks_of_a_day_are_noted_together(shop: ShopContext, monkeypatch: pytest.MonkeyPatch) -> None:
    other = a_pairing_shop()
    yesterday = timezone.now().date() - timedelta(days=1)
    for one in (shop, other):
        for query in ("slot=home", "slot=landing"):
            ask(one, query)
        with shop_scope(one.id):
            PreparedAnswer.objects.update(asked_on=yesterday)
    asks = Asks()

    def noted() -> list[int]:
        found = []
        for one in (shop, other):
            with shop_scope(one.id):
                found.append(PreparedAnswer.objects.filter(asked_on__gt=yesterday).count())
        return found

    with shop_scope(shop.id):
        home, landing = (
            PreparedAnswer.objects.exclude(address="frame")
            .order_by("address")
            .values_list("address", flat=True)
        )
    asks.note(shop.id, home)
    assert noted() == [1, 0]
    asks.note(shop.id, landing)
    asks.note(other.id, home)
    assert noted() == [1, 0]
    monkeypatch.setattr("signals.widget.ready.NOTED_EVERY", 0.0)
    asks.note(other.id, landing)
    assert noted() == [2, 2]
