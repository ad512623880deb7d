"""Whatever imports, undos and people do, each order can be shown as it was at any moment in between."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from catalog.history.models import RecordChange
from catalog.history.past import orders_at, products_at
from catalog.history.selectors import price_spans
from catalog.imports.models import ImportBatch
from catalog.imports.services import undo_import
from catalog.orders.models import Order
from catalog.orders.selectors import orders
from catalog.orders.services import change_order
from catalog.orders.transitions import Steps
from catalog.products.models import Product
from catalog.products.selectors import products
from catalog.products.services import change_product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import retail, sheet
from tests.catalog.test_imports_undo import bring
from tests.shops import a_shop

pytestmark = pytest.mark.django_db(transaction=True)

AMINA = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;en cours"
KARIM = "15/05/2026;Karim;0550000002;Oran;Foulard;2;1500;400;3400;en cours"
LINE = "536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom"
OTHER_LINE = "536365,71053,LANTERN,2,12/1/2010 8:26,3.39,17850,United Kingdom"
NOT_KEPT = {"updated_at", "personal", "channel", "campaign", "created_import_id"}


def image(found: list[Order]) -> list[Any]:
    """Everything of the orders and their lines that the history keeps."""
    return [
        (
            {
                field.attname: getattr(order, field.attname)
                for field in order._meta.concrete_fields
                if field.attname not in NOT_KEPT
            },
            [
                (
                    line.pk,
                    line.position,
                    line.product_id,
                    line.title,
                    line.quantity,
                    line.unit_price,
                    line.amount,
                )
                for line in order.lines.all()
            ],
        )
        for order in sorted(found, key=lambda one: one.pk)
    ]


def now_of(shop: ShopContext) -> list[Order]:
    with shop_scope(shop.id):
        return list(orders(shop.id))


def moment() -> datetime:
    """A moment strictly between what came before and what comes after."""
    time.sleep(0.002)
    at = timezone.now()
    time.sleep(0.002)
    return at


def test_every_state_between_imports_undos_and_steps_is_found_again() -> None:
    shop = a_shop()
    seen: list[tuple[datetime, list[Any]]] = []

    def look() -> None:
        seen.append((moment(), image(now_of(shop))))

    bring(shop, sheet(KARIM))
    bring(shop, retail(LINE, OTHER_LINE))
    look()
    more = bring(shop, retail(LINE.replace(",6,", ",9,"), OTHER_LINE))
    look()
    with shop_scope(shop.id):
        karim = Order.objects.get(wilaya="oran")
    bring(shop, retail(OTHER_LINE))
    look()
    undo_import(shop.id, last_batch(shop))
    look()
    undo_import(shop.id, more.pk)
    look()
    change_order(shop, karim.uid, steps=Steps(parcel_state="delivered", money_state="collected"))
    look()
    assert len({str(state) for _at, state in seen}) >= 4
    present = now_of(shop)
    for at, state in seen:
        assert image(orders_at(shop.id, present, at)) == state


def last_batch(shop: ShopContext) -> int:
    with shop_scope(shop.id):
        return int(ImportBatch.objects.order_by("-pk").values_list("pk", flat=True)[0])


def test_a_first_import_writes_no_history_and_a_second_of_the_same_file_neither() -> None:
    shop = a_shop()
    for _time in range(2):
        bring(shop, sheet(AMINA, KARIM))
        with shop_scope(shop.id):
            assert not RecordChange.objects.exists()


def test_an_import_signs_what_it_changes() -> None:
    shop = a_shop()
    bring(shop, sheet(AMINA))
    batch = bring(shop, sheet(AMINA.replace("en cours", "Livré")))
    with shop_scope(shop.id):
        assert set(RecordChange.objects.values_list("by", flat=True)) == {f"import:{batch.pk}"}


def test_prices_of_a_product_are_found_again_between_changes() -> None:
    shop = a_shop()
    bring(shop, sheet(AMINA))
    with shop_scope(shop.id):
        product = Product.objects.get()
    seen = [(moment(), product.price)]
    for price in ("5900.00", "6200.00", "6200.00", "4900.00"):
        change_product(shop.id, product.uid, {"price": price})  # type: ignore[typeddict-item]
        with shop_scope(shop.id):
            seen.append((moment(), Product.objects.get().price))
    with shop_scope(shop.id):
        rows = list(products(shop.id))
    for at, price in seen:
        assert [row.price for row in products_at(shop.id, rows, at)] == [price]
    spans = price_spans(shop.id)[product.pk]
    assert [str(span.value) for span in spans] == ["6500.00", "5900.00", "6200.00", "4900.00"]
