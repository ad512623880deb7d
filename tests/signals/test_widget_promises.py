"""Whatever changes in whatever order, nothing is served that may not be shown at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.keys.services import ensure_public_key
from catalog.products.models import Category, PackPart, Product, ProductHold
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.automations import BOUGHT_TOGETHER, EXPLORATION
from signals.recommend.models import ExcludedCategory, MerchantChoice
from signals.recommend.serving import Query, recommend_many
from signals.widget import api
from signals.widget import ready as quick
from signals.widget.renewing import fold_changes, renew_answers
from tests.shops import a_product, a_shop
from tests.signals.recommend_shop import TITLES, buy, furnish_with_pairs
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def watchful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each ask looks whether something changed, as one does that comes a second after the last."""
    monkeypatch.setattr(quick, "FRESH", 0.0)
    api.forget_answers()
    yield
    api.forget_answers()


class World:
    """A shop that changes at random, and a plain account of what may be shown in it: loops over rows, no SQL of ours.

    What is taken away comes back more often than not, so that most of some fifty products can be shown at any moment.
    """

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.shop: ShopContext = a_shop()
        with shop_scope(self.shop.id):
            shelf = Category.objects.create(shop_id=self.shop.id, name="Autres")
            for n in range(40):
                a_product(self.shop.id, f"MORE-{n}", title=f"Article {n}", category=shelf, stock=20)
        furnish_with_pairs(self.shop, explores=True)
        self.key = ensure_public_key(self.shop.id)
        self.just_bought = 0  # items that were shown to somebody who has just bought them
        self.bought: dict[Customer, set[str]] = {}
        for days in range(1, 40):
            sku = self.rng.choice([*TITLES, f"MORE-{days}"])
            (customer,) = buy(self.shop, [(sku,)], at=timezone.now() - timedelta(days=days))
            self.bought[customer] = {sku}
        with shop_scope(self.shop.id):
            pack = Product.objects.get(sku="TEAPOT")
            PackPart.objects.create(pack=pack, part=Product.objects.get(sku="PLATE"), quantity=2)
            lamp = Product.objects.get(sku="LAMP")
            lamp.stock = None
            lamp.save()
            for size in ("S", "L"):
                Product.objects.create(sku=f"LAMP-{size}", title=size, stock=3, parent=lamp)

    def change(self) -> None:
        acts: list[Callable[[], None]] = [
            *(self._stock, self._stock, self._stock, self._price, self._hide, self._active),
            *(self._hold, self._category, self._switch, self._renew, self._fold, self._buy),
        ]
        with shop_scope(self.shop.id):
            self.rng.choice(acts)()

    def _product(self) -> Product:
        found: Product = self.rng.choice(list(Product.objects.order_by("pk")))
        return found

    def _is_to_come_back(self) -> bool:
        return self.rng.random() < 0.75

    def _stock(self) -> None:
        gone = Product.objects.filter(stock__lte=0)
        one = gone.order_by("pk").first() if self._is_to_come_back() else None
        left = self.rng.choice([1, 2, 9] if one else [0, 0, 1, -1])
        one = one or self._product()
        Product.objects.filter(pk=one.pk).update(stock=None if one.sku == "LAMP" else left)

    def _buy(self) -> None:
        customer, one = self.rng.choice(list(self.bought)), self._product()
        buy(self.shop, [(one.sku,)], at=timezone.now(), customer=customer)
        self.bought[customer].add(one.sku)

    def _price(self) -> None:
        Product.objects.filter(pk=self._product().pk).update(price=self.rng.randrange(100, 9000))

    def _active(self) -> None:
        if self._is_to_come_back():
            Product.objects.filter(is_active=False).update(is_active=True)
        else:
            Product.objects.filter(pk=self._product().pk).update(is_active=False)

    def _hide(self) -> None:
        one = self._product()
        if self._is_to_come_back():
            MerchantChoice.objects.all().delete()
        if one.parent_id is not None or MerchantChoice.objects.filter(product=one).exists():
            return
        MerchantChoice.objects.create(
            product=one, choice=self.rng.choice(["hide", "exclude", "pin", "boost"])
        )

    def _hold(self) -> None:
        one, open_holds = self._product(), ProductHold.objects.filter(lifted_at=None)
        if self._is_to_come_back():
            open_holds.update(lifted_at=timezone.now())
        elif not open_holds.filter(product=one).exists():
            ProductHold.objects.create(product=one, reason="Burns", placed_by="user:1")

    def _category(self) -> None:
        one = self.rng.choice(list(Category.objects.order_by("pk")))
        ExcludedCategory.objects.all().delete()
        if not self._is_to_come_back():
            ExcludedCategory.objects.create(category=one)

    def _switch(self) -> None:
        code = self.rng.choice([BOUGHT_TOGETHER.code, EXPLORATION.code])
        set_switch(code, is_on=self.rng.random() < 0.7, by="user:1")

    def _renew(self) -> None:
        renew_answers(self.shop.id, timezone.now())

    def _fold(self) -> None:
        fold_changes(self.shop.id)

    def showable(self) -> dict[str, str]:
        """SKU → price of what may be shown now."""
        with shop_scope(self.shop.id):
            rows = {one.pk: one for one in Product.objects.all()}
            parts = list(PackPart.objects.all())
            held = set(ProductHold.objects.filter(lifted_at=None).values_list("product_id", flat=True))
            hidden = set(
                MerchantChoice.objects.filter(choice__in=["hide", "exclude"]).values_list(
                    "product_id", flat=True
                )
            )
            excluded = set(ExcludedCategory.objects.values_list("category_id", flat=True))
        found = {}
        for one in rows.values():
            own = [part for part in parts if part.pack_id == one.pk]
            variants = [v.stock for v in rows.values() if v.parent_id == one.pk and v.is_active]
            counted = [v for v in variants if v is not None]
            if own:
                left: int | None = min(max(rows[p.part_id].stock or 0, 0) // p.quantity for p in own)
            else:
                left = one.stock if one.stock is not None else (sum(counted) if counted else None)
            is_held = one.pk in held or any(part.part_id in held for part in own)
            is_out = left is not None and left <= 0
            if one.is_active and not (is_held or is_out or one.pk in hidden or one.category_id in excluded):
                found[one.sku] = f"{one.price or 0:.2f}"
        return found

    def ask_for_customers(self) -> list[tuple[str, str]]:
        """(SKU, price) of lists for two dozen customers at once, as for a letter; checks what each bought lately."""
        people = self.rng.sample(list(self.bought), 24)
        answers = recommend_many(self.shop.id, [Query(customer=one.uid, limit=12) for one in people])
        for customer, answer in zip(people, answers, strict=True):
            assert answer.is_known
            self.just_bought += len({item.sku for item in answer.items} & self.bought[customer])
        return [(item.sku, f"{item.price or 0:.2f}") for answer in answers for item in answer.items]

    def ask(self) -> list[tuple[str, str]]:
        """(SKU, price) of one answer of the widget."""
        slot, sku = self.rng.choice(
            [("home", ""), ("landing", ""), ("cart", ""), *[("product", s) for s in TITLES]]
        )
        query = f"slot={slot}&sku={sku}&limit=12&lang={self.rng.choice(['fr', 'ar'])}"
        if self.rng.random() < 0.3:  # a visitor's own
            query += f"&cart={self.rng.choice(list(TITLES))}&seen={self.rng.choice(list(TITLES))}"
        items: list[dict[str, Any]] = Client().get(f"/w/{self.key}/recommendations?{query}").json()["items"]
        assert sku not in {item["sku"] for item in items}
        return [(item["sku"], f"{float(item['price'] or 0):.2f}") for item in items]


def _serve(least: int, seed: int) -> tuple[int, int]:
    """Serve that many items while the shop changes; returns how many were served, and how many were wrong."""
    world, served, wrong = World(seed), 0, 0
    while served < least:
        for _ in range(world.rng.randrange(3)):
            world.change()
        may = world.showable()
        asks = [world.ask] * world.rng.randrange(1, 8) + [world.ask_for_customers] * world.rng.randrange(2)
        for ask in asks:
            for sku, price in ask():
                served += 1
                wrong += may.get(sku) != price
    return served, wrong + world.just_bought


def test_nothing_wrong_is_served_while_a_shop_changes() -> None:
    served, wrong = _serve(2_000, seed=7)
    assert served >= 2_000
    assert wrong == 0


# Each change is committed: within one transaction the former states of every row would be read again and again.
@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_nothing_wrong_is_among_100_000_served_products() -> None:
    counts = [_serve(10_000, seed=seed) for seed in range(11, 21)]
    assert sum(served for served, _wrong in counts) >= 100_000
    assert sum(wrong for _served, wrong in counts) == 0
