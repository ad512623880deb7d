"""Served lists in the ledger: every one replays, none can be changed, and a night is the same twice."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.products.models import PackPart, Product, ProductHold
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.filters import SHOWABLE, STATE, Context, State, drop_reason, showable
from signals.recommend.models import (
    Dismissal,
    ExcludedCategory,
    MerchantChoice,
    PreparedProduct,
    RecommendedItem,
    ServedList,
    ServedSeal,
)
from signals.recommend.replay import replays_served
from signals.recommend.sealing import KEPT, forget_lists, seal_lists
from signals.recommend.services import prepare
from signals.recommend.serving import Query, recommend_for, recommend_many
from tests.shops import a_product, a_shop
from tests.signals.recommend_shop import TITLES, TODAY, a_pairing_shop, buy
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain

pytestmark = pytest.mark.django_db
SKUS = tuple(TITLES)


@pytest.fixture
def shop() -> ShopContext:
    return a_pairing_shop(explores=True)


def many_queries(count: int) -> list[Query]:
    """Different questions: baskets, pages, visits and orders of all kinds."""
    chance = random.Random(20261122)  # no secret
    found: dict[Query, None] = {}
    while len(found) < count:
        slot = chance.choice(["product", "cart", "home", "after_order"])
        query = Query(
            slot=slot,
            sku=chance.choice(["", *SKUS]) if slot == "product" else "",
            cart=tuple(chance.sample(SKUS, chance.randint(0, 4))) if slot != "product" else (),
            seen=tuple(chance.sample(SKUS, chance.randint(0, 4))),
            limit=chance.randint(1, 12),
        )
        found[query] = None
    return list(found)


def test_a_thousand_stored_decisions_replay_bit_for_bit(shop: ShopContext) -> None:
    asked = many_queries(1300)
    for slot in ("product", "cart", "home", "after_order"):
        recommend_many(shop.id, [query for query in asked if query.slot == slot])
    with shop_scope(shop.id):
        rows = list(ServedList.objects.values_list("uid", "content"))
        assert len(rows) >= 1000
        assert all(replays_served(uid, content) for uid, content in rows)
    assert seal_lists(shop.id, timezone.now()) == len(rows)
    with shop_scope(shop.id):
        assert replay(Decision.objects.get(subject="sealed")) is True
        assert verify_chain().holds


def test_nights_decisions_replay(shop: ShopContext) -> None:
    with shop_scope(shop.id):
        for automation in ("best_sellers", "exploration"):
            decision = Decision.objects.get(automation=automation)
            assert replay(decision) is True
            decision.output = {**decision.output, **_forged(decision.output)}
            assert replay(decision) is False


def _forged(output: dict[str, Any]) -> dict[str, Any]:
    if "lists" in output:
        lists = output["lists"]
        return {"lists": {**lists, "home": list(reversed(lists["home"]))}}
    return {"propensities": [share / 2 for share in output["propensities"]]}


def test_two_nights_of_the_same_day_are_equal(shop: ShopContext) -> None:
    def written() -> list[Any]:
        with shop_scope(shop.id):
            items = RecommendedItem.objects.order_by("slot", "key", "rank").values_list(
                "slot", "key", "rank", "product_id", "score", "reason_code", "from_share", "to_share"
            )
            near = PreparedProduct.objects.order_by("product_id").values_list(
                "product_id", "near", "bought", "alike", "buyers", "orders", "is_lasting"
            )
            return [*items, *near]

    before = written()
    prepare(shop.id, TODAY)
    assert written() == before


def test_a_served_list_cannot_be_changed_nor_deleted_before_its_time(shop: ShopContext) -> None:
    recommend_for(shop.id, slot="product", sku="CUP")
    with shop_scope(shop.id):
        for change in ("UPDATE signals_servedlist SET slot = 'home'", "DELETE FROM signals_servedlist"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(change)


def test_a_list_that_was_changed_behind_our_back_is_found(shop: ShopContext) -> None:
    recommend_for(shop.id, slot="product", sku="CUP")
    with shop_scope(shop.id):
        kept = ServedList.objects.get()
        content = {**kept.content, "output": list(reversed(kept.content["output"]))}
        assert not replays_served(kept.uid, content)


def test_lists_go_after_13_months_and_their_seal_stays(shop: ShopContext) -> None:
    long_ago = timezone.now() - KEPT - timedelta(days=2)
    recommend_many(shop.id, [Query(slot="product", sku="CUP")], at=long_ago)
    recommend_for(shop.id, slot="product", sku="SCARF")
    with shop_scope(shop.id):
        Dismissal.objects.create(visitor="v1", product=Product.objects.get(sku="LAMP"))
        Dismissal.objects.update(at=long_ago)
    seal_lists(shop.id, timezone.now())
    assert forget_lists(shop.id, timezone.now()) == 1
    with shop_scope(shop.id):
        assert ServedList.objects.count() == 1
        assert ServedSeal.objects.count() == 1
        assert not Dismissal.objects.exists()


def test_a_list_holds_no_customer_and_no_visitor(shop: ShopContext) -> None:
    (person,) = buy(shop, [("CUP",)], at=timezone.now())
    recommend_for(shop.id, customer=person.uid, visitor="visitor-of-the-test")
    with shop_scope(shop.id):
        text = str(ServedList.objects.get().content)
    assert person.uid.hex not in text.replace("-", "")
    assert "visitor-of-the-test" not in text


def test_lists_take_the_same_statements_for_2_products_and_for_2000() -> None:
    counts = []
    for size in (2, 2000):
        shop = a_shop()
        with shop_scope(shop.id):
            Product.objects.bulk_create(
                Product(shop_id=shop.id, sku=f"P{n}", title=f"Produit {n}", price=Decimal(n), stock=5)
                for n in range(size)
            )
        (person,) = buy(shop, [("P0", "P1")])
        prepare(shop.id, TODAY)
        for asked in (
            {},
            {"sku": "P0", "slot": "product"},
            {"cart": ("P0",), "seen": ("P1",)},
            {"customer": person.uid},
        ):
            with shop_scope(shop.id), CaptureQueriesContext(connection) as counted:
                recommend_for(shop.id, **asked)
            counts.append(len(counted))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 4


def test_a_hundred_customers_take_the_statements_of_one(shop: ShopContext) -> None:
    people = buy(shop, [("CUP",)] * 100, at=timezone.now() - timedelta(days=200))
    queries = [Query(customer=person.uid, explores=False) for person in people]
    with shop_scope(shop.id), CaptureQueriesContext(connection) as counted:
        answers = recommend_many(shop.id, queries)
    assert len(counted) == 4
    assert len(answers) == 100
    assert {tuple(item.sku for item in answer.items) for answer in answers} == {
        tuple(item.sku for item in answers[0].items)
    }


def test_the_rule_in_sql_is_the_rule_in_words(shop: ShopContext) -> None:
    """Every combination of what hides a product, once in the database and once in Python."""
    with shop_scope(shop.id):
        category = Product.objects.get(sku="LAMP").category
        ExcludedCategory.objects.create(category=category)
        kinds = itertools.product(
            [True, False],
            [True, False],
            [None, 0, 3],
            ["", "hide", "exclude", "pin"],
            [True, False],
            [True, False],
        )
        for n, (active, service, stock, choice, held, excluded) in enumerate(kinds):
            one = a_product(
                shop.id,
                f"X{n}",
                is_active=active,
                is_service=service,
                stock=stock,
                category=category if excluded else None,
            )
            pack = a_product(shop.id, f"K{n}", stock=None)
            PackPart.objects.create(pack=pack, part=one, quantity=2)
            a_product(shop.id, f"V{n}", parent=one, stock=stock)
            if choice:
                MerchantChoice.objects.create(product=one, choice=choice)
            if held:
                ProductHold.objects.create(product=one, reason="x")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {STATE}, {SHOWABLE} FROM catalog_product p WHERE p.shop_id = %s", [shop.id]
            )
            rows = cursor.fetchall()
    assert len(rows) == len(SKUS) + 3 * 192
    for row in rows:
        assert row[-1] == (drop_reason(State(*row[:10]), Context()) == "")
    allowed = {row[0] for row in rows if row[-1]}
    assert showable(shop.id, [row[0] for row in rows]) == allowed != set()


def test_what_serves_loads_no_arithmetic() -> None:
    loaded = (
        "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop_ai.settings'); django.setup();"
        "import signals.recommend.views, signals.recommend.api, signals.recommend.serving, signals.recommend.sealing;"
        "print(sorted({'numpy', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"
