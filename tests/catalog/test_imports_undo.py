"""Undo puts back exactly what was there, or refuses and says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from catalog.customers.models import CustomerIdentity
from catalog.imports.models import ImportBatch, ImportBefore, ImportState
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.orders.models import Order
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import retail, sample, sheet
from tests.factories import make_order, make_product
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"
TABLES = "order orderline refund refundline customer customeridentity product importbefore".split()


def bring(shop: ShopContext, content: bytes) -> ImportBatch:
    batch = create_import(shop, content=content, file_name="orders.csv")
    run_import(shop, batch.pk)
    return batch


def everything(shop: ShopContext) -> dict[str, Any]:
    """All rows of the tables that an import writes, as JSON."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(
                f"SELECT to_jsonb(t) FROM catalog_{table} t WHERE shop_id = %s ORDER BY id", [shop.id]
            )
            found[table] = cursor.fetchall()
    return found


def refusal(shop: ShopContext, batch: ImportBatch) -> str:
    before = everything(shop)
    with pytest.raises(ImportRefused) as caught:
        undo_import(shop.id, batch.pk)
    assert everything(shop) == before
    return caught.value.code


@pytest.mark.parametrize("name", ["commandes_excel_fr_cp1252.csv", "shopify_orders_export.csv"])
def test_undoing_a_first_import_leaves_nothing(name: str) -> None:
    shop = a_shop()
    empty = everything(shop)
    undo_import(shop.id, bring(shop, sample(name)).pk)
    assert everything(shop) == empty


def test_undoing_a_later_import_restores_every_row_byte_by_byte() -> None:
    shop = a_shop()
    bring(shop, sheet(ROW.replace("Livré", "en cours"), ROW.replace("0550000001", "0550000002")))
    before = everything(shop)
    later = bring(shop, sheet(ROW, ROW.replace("0550000001", "0550000003")))
    assert everything(shop) != before
    undo_import(shop.id, later.pk)
    assert everything(shop) == before


def test_lines_refunds_and_completed_customers_are_restored_too() -> None:
    shop = a_shop(currency="GBP", timezone="Europe/London", country="GB")
    one = "1,A1,Mug,2,2010-12-01 08:26:00,1.50,7,UK"
    note = "C2,A1,Mug,-1,2010-12-02 09:00:00,1.50,7,UK"
    bring(shop, retail(one, note))
    bring(shop, sample("commandes_excel_fr_cp1252.csv"))
    before = everything(shop)
    later = [
        bring(shop, retail(one.replace(",2,2010", ",3,2010"), "1,A9,New,1,2010-12-01 08:26:00,9,7,UK", note.replace(",-1,", ",-2,"))),
        bring(shop, sample("shopify_orders_export.csv")),
    ]  # fmt: skip
    for batch in reversed(later):
        undo_import(shop.id, batch.pk)
    assert everything(shop) == before


def test_an_identity_given_to_a_known_customer_is_taken_back() -> None:
    shop = a_shop()
    bring(shop, sheet(ROW))
    before = everything(shop)
    with shop_scope(shop.id):
        assert not CustomerIdentity.objects.exists()
    batch = bring(shop, retail("1,A1,Mug,2,2010-12-01 08:26:00,1.50,7,UK"))
    undo_import(shop.id, batch.pk)
    assert everything(shop) == before


def test_a_later_import_of_the_same_rows_stands_in_the_way() -> None:
    shop = a_shop()
    first = bring(shop, sheet(ROW.replace("Livré", "en cours")))
    second = bring(shop, sheet(ROW))
    assert refusal(shop, first) == "touched_since"
    undo_import(shop.id, second.pk)
    undo_import(shop.id, first.pk)
    with shop_scope(shop.id):
        assert not Order.objects.exists()


def test_a_change_by_hand_stands_in_the_way() -> None:
    shop = a_shop()
    batch = bring(shop, sheet(ROW))
    with shop_scope(shop.id):
        Order.objects.update(parcel_state="refused", updated_at=timezone.now())
    assert refusal(shop, batch) == "touched_since"


def test_products_and_customers_that_others_use_by_now_stay() -> None:
    shop = a_shop()
    batch = bring(shop, sheet(ROW))
    with shop_scope(shop.id):
        product = Product.objects.get()
    kept = make_order(shop, lines=[(product, 1, 100)])
    undo_import(shop.id, batch.pk)
    with shop_scope(shop.id):
        assert list(Order.objects.all()) == [kept]
        assert list(Product.objects.all()) == [product]


def test_an_undone_import_can_be_neither_undone_again_nor_run() -> None:
    shop = a_shop()
    batch = bring(shop, sheet(ROW))
    undo_import(shop.id, batch.pk)
    assert refusal(shop, batch) == "not_undoable"
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert (batch.state, batch.undone_at is not None) == (ImportState.UNDONE, True)
        assert not ImportBefore.objects.exists()


def test_the_same_file_can_be_imported_again_after_an_undo() -> None:
    shop = a_shop()
    make_product(shop)
    undo_import(shop.id, bring(shop, sheet(ROW)).pk)
    batch = bring(shop, sheet(ROW))
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert batch.rows_created == Order.objects.count() == 1
