"""Imports into the database: what is written, what a second time changes, what a bad row stops."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Count, Sum

from catalog.customers.models import Customer, CustomerIdentity
from catalog.customers.personal import open_personal
from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch, ImportBefore, ImportRowError, ImportState
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused, reason_text
from catalog.imports.running import run_import
from catalog.imports.selectors import failure_text, outcome_of, preview
from catalog.imports.services import choose_mapping, create_import
from catalog.orders.models import Order, OrderLine, Refund, RefundLine
from catalog.orders.personal import open_order
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import retail, sample, sheet
from tests.shops import a_product, a_shop

pytestmark = pytest.mark.django_db

ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"
GB: dict[str, Any] = {"currency": "GBP", "timezone": "Europe/London", "country": "GB"}


def bring(shop: ShopContext, content: bytes, **options: Any) -> Outcome:
    batch = create_import(shop, content=content, file_name="orders.csv")
    return run_import(shop, batch.pk, **options)


def latest(shop: ShopContext) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.latest("pk")
        return found


def rows(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return outcome.read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected


def test_a_sheet_becomes_orders_customers_and_products() -> None:
    shop = a_shop()
    assert rows(bring(shop, sample("commandes_excel_fr_cp1252.csv"))) == (3, 3, 0, 0, 0)
    with shop_scope(shop.id):
        first, second, third = Order.objects.order_by("placed_at")
        assert (first.products_amount, first.shipping_amount, first.total_amount) == (6500, 600, 7100)
        assert (first.placed_on, first.delivered_on, first.delivery_date_known) == (
            date(2026, 5, 14),
            date(2026, 5, 14),
            False,
        )
        assert (first.channel, first.wilaya, first.source) == ("instagram", "alger", "sheet")
        assert (second.parcel_state, second.delivered_on, second.customer) == ("refused", None, None)
        assert (third.order_state, third.lines.get().quantity, third.products_amount) == (
            "cancelled",
            2,
            9000,
        )
        assert Customer.objects.count() == 2
        assert set(Product.objects.values_list("sku", "title")) == {
            ("robe kabyle m", "Robe kabyle M"), ("sac cuir", "Sac cuir"), ("parfum oud", "Parfum oud"),
        }  # fmt: skip


def test_what_is_personal_is_sealed_and_found_again() -> None:
    shop = a_shop()
    bring(shop, sheet(ROW))
    with shop_scope(shop.id):
        customer, order = Customer.objects.get(), Order.objects.get()
        assert open_personal(current_seal(), customer).phone == "+213550000001"
        assert customer.phone_index == current_seal().index("phone", "+213550000001")
        assert open_order(current_seal(), order)["name"] == "Amina"
        assert b"Amina" not in bytes(order.personal) + bytes(customer.personal)


def test_the_same_file_twice_changes_nothing() -> None:
    shop = a_shop()
    for name in (
        "commandes_excel_fr_cp1252.csv",
        "commandes_excel_ar_cp1256.csv",
        "shopify_orders_export.csv",
    ):
        first, again = bring(shop, sample(name)), bring(shop, sample(name))
        assert (again.created, again.updated, again.unchanged) == (0, 0, first.created)
        assert all(count["created"] == count["updated"] == 0 for count in again.records.values())
    with shop_scope(shop.id):
        assert not ImportBefore.objects.filter(batch=latest(shop)).exists()


def test_a_later_status_updates_the_order_and_nothing_else() -> None:
    shop = a_shop()
    other = ROW.replace("0550000001", "0550000002")
    bring(shop, sheet(ROW.replace("Livré", "en cours"), other))
    outcome = bring(shop, sheet(ROW, other))
    assert rows(outcome) == (2, 0, 1, 1, 0)
    with shop_scope(shop.id):
        assert list(Order.objects.values_list("parcel_state", flat=True).distinct()) == ["delivered"]
        assert Order.objects.count() == OrderLine.objects.count() == Customer.objects.count() == 2


def test_what_a_file_does_not_say_leaves_what_is_known() -> None:
    shop = a_shop()
    header = "N° commande;Date;Nom;Téléphone;Produit;Prix;Source;Remarque"
    bring(shop, sheet("CMD-1;14/05/2026;Amina;0550000001;Robe;6500;Insta;après 17h", header=header))
    bring(shop, sheet("CMD-1;14/05/2026;Amina B.;0550000001;Robe;7000;;", header=header))
    with shop_scope(shop.id):
        order, customer = Order.objects.get(), Customer.objects.get()
        assert (order.channel, order.products_amount) == ("instagram", 7000)
        assert open_order(current_seal(), order)["note"] == "après 17h"
        assert open_personal(current_seal(), customer).name == "Amina"


def test_lines_of_a_known_order_are_replaced_by_those_of_the_file() -> None:
    shop = a_shop(**GB)
    one, two = ("1,A1,Mug,2,2010-12-01 08:26:00,1.50,7,UK", "1,A2,Cup,1,2010-12-01 08:26:00,3,7,UK")
    bring(shop, retail(one, two))
    outcome = bring(shop, retail(one.replace(",2,2010", ",5,2010")))
    assert (outcome.updated, outcome.records["orders"]["updated"]) == (1, 1)
    with shop_scope(shop.id):
        assert [(line.position, line.quantity, line.amount) for line in OrderLine.objects.all()] == [
            (1, 5, Decimal("7.50"))
        ]
        assert Order.objects.get().products_amount == Decimal("7.50")


def test_documents_of_a_plain_sales_file() -> None:
    shop = a_shop(**GB)
    outcome = bring(
        shop,
        retail(
            "1,A1,Mug,2,2010-12-01 08:26:00,1.50,7,UK",
            "1,POST,Postage,1,2010-12-01 08:25:00,4,7,UK",
            "C2,A1,Mug,-1,2010-12-02 09:00:00,1.50,7,UK",
            "3,A1,damaged,-9,2010-12-03 09:00:00,0,,UK",
            "4,A1,Mug,1,2010-12-04 09:00:00,1.50,,UK",
            "4,D,Discount,-1,2010-12-04 09:00:00,0.50,,UK",
        ),
    )
    assert {name: count["created"] for name, count in outcome.records.items()} == {
        "orders": 2, "adjustments": 1, "refunds": 2, "credit_notes": 1, "documents": 4, "customers": 1, "products": 3,
    }  # fmt: skip
    with shop_scope(shop.id):
        first = Order.objects.get(external_id="1")
        assert (first.products_amount, first.services_amount, first.total_amount) == (3, 4, 7)
        assert first.placed_at == first.delivered_at == datetime(2010, 12, 1, 8, 25, tzinfo=UTC)
        assert Order.objects.get(external_id="3").kind == "adjustment"
        note = Refund.objects.get(external_id="C2")
        assert (note.amount, note.products_amount, note.refunded_on) == (
            Decimal("1.50"),
            Decimal("1.50"),
            date(2010, 12, 2),
        )
        assert (note.is_credit_note, note.order, note.customer) == (True, None, first.customer)
        inside = Refund.objects.get(external_id="4:refund")
        assert (inside.order, inside.amount, inside.products_amount) == (
            Order.objects.get(external_id="4"),
            Decimal("0.50"),
            0,
        )
        assert RefundLine.objects.get(refund=note).quantity == 1
        assert Product.objects.get(sku="POST").is_service
        assert CustomerIdentity.objects.get().external_id == "7"


def test_a_shopify_refund_belongs_to_its_order() -> None:
    shop = a_shop()
    bring(shop, sample("shopify_orders_export.csv"))
    with shop_scope(shop.id):
        refund = Refund.objects.get()
        assert (refund.order, refund.amount, refund.date_known) == (
            Order.objects.get(number="#1044"),
            4500,
            False,
        )
        totals = Order.objects.aggregate(total=Sum("total_amount"), lines=Count("lines"))
        assert (Order.objects.count(), totals["lines"]) == (4, 6)


def test_one_phone_is_one_customer_across_files() -> None:
    shop = a_shop()
    bring(shop, sample("commandes_excel_fr_cp1252.csv"))
    bring(shop, sample("shopify_orders_export.csv"))
    with shop_scope(shop.id):
        known = {
            open_personal(current_seal(), customer).phone: customer for customer in Customer.objects.all()
        }
        assert set(known) == {"+213550000001", "+213770000003", "+213660000002"}
        assert open_personal(current_seal(), known["+213550000001"]).email == "amina.exemple@example.com"
        assert known["+213550000001"].orders.count() == 3


def test_a_product_is_found_by_its_name_when_the_file_has_no_codes() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        dress = a_product(shop.id, "R-1", title="ROBE", price=Decimal(100))
    bring(shop, sheet(ROW))
    with shop_scope(shop.id):
        assert OrderLine.objects.get().product == dress
        assert Product.objects.get().price == 100


def test_one_bad_row_stops_the_whole_file_and_says_which() -> None:
    shop = a_shop()
    bad = sheet(ROW, ROW.replace("14/05/2026", "hier"), ROW)
    batch = create_import(shop, content=bad, file_name="x.csv")
    with pytest.raises(ImportRefused) as caught:
        run_import(shop, batch.pk)
    assert (caught.value.code, caught.value.details) == ("bad_rows", {"count": 1})
    assert reason_text("bad_rows", {"count": 1}) == "1 row cannot be read; nothing was imported."
    assert reason_text("bad_rows", {"count": 2}) == "2 rows cannot be read; nothing was imported."
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert (batch.state, Order.objects.count(), Customer.objects.count()) == (ImportState.FAILED, 0, 0)
        assert failure_text(batch).startswith("1 ")
    assert [
        (error.row, error.column, error.value, error.code) for error in outcome_of(batch, shop.id).errors
    ] == [(3, "Date", "hier", "bad_date")]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_wherever_the_bad_row_stands_nothing_is_written(place: int) -> None:
    shop = a_shop()
    wanted = [ROW, ROW]
    wanted.insert(place, ROW.replace(";6500;", ";voir;"))
    with pytest.raises(ImportRefused):
        bring(shop, sheet(*wanted))
    with shop_scope(shop.id):
        assert not Order.objects.exists()
        assert not Product.objects.exists()


def test_bad_rows_can_be_left_out() -> None:
    shop = a_shop()
    outcome = bring(shop, sheet(ROW, ROW.replace("14/05/2026", "hier")), skip_bad_rows=True)
    assert rows(outcome) == (2, 1, 0, 0, 1)
    assert latest(shop).state == ImportState.DONE


def test_a_try_says_what_would_happen_and_keeps_nothing() -> None:
    shop = a_shop()
    bring(shop, sheet(ROW.replace("Livré", "en cours")))
    new = ROW.replace("0550000001", "0550000002")
    batch = create_import(shop, content=sheet(ROW, new, ROW.replace("14/05", "32/05")), file_name="x.csv")
    outcome = run_import(shop, batch.pk, dry_run=True)
    assert rows(outcome) == (3, 1, 1, 0, 1)
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert (Order.objects.get().parcel_state, batch.state, batch.rows_created) == (
            "in_transit",
            "draft",
            1,
        )
        assert ImportRowError.objects.filter(batch=batch).count() == 1
        assert not ImportBefore.objects.exists()
    assert outcome_of(batch, shop.id) == outcome


def test_an_import_that_is_done_does_not_run_again() -> None:
    shop = a_shop()
    batch = create_import(shop, content=sheet(ROW), file_name="x.csv")
    run_import(shop, batch.pk)
    with pytest.raises(ImportRefused) as caught:
        run_import(shop, batch.pk)
    assert caught.value.code == "not_ready"


def test_an_interrupted_import_runs_again() -> None:
    shop = a_shop()
    batch = create_import(shop, content=sheet(ROW), file_name="x.csv")
    with shop_scope(shop.id):
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportState.RUNNING)
    assert run_import(shop, batch.pk).created == 1


def test_a_chosen_mapping_is_kept_for_the_next_file_with_the_same_header() -> None:
    shop = a_shop()
    header, row = "Quand;Tel;Quoi;Combien;Etape", "14/05/2026;0550000001;Robe;6500;parti"
    batch = create_import(shop, content=sheet(row, header=header), file_name="x.csv")
    assert preview(shop, batch).missing == "date, product, unit_price"
    columns = {"date": "Quand", "phone": "Tel", "product": "Quoi", "unit_price": "Combien", "status": "Etape"}
    choose_mapping(shop.id, batch, Mapping(columns, {"parti": "in_transit"}))
    assert [line.title for line in preview(shop, batch).lines] == ["Robe"]
    run_import(shop, batch.pk)
    again = create_import(shop, content=sheet(row, row, header=header), file_name="y.csv")
    assert again.mapping == batch.mapping
    assert rows(run_import(shop, again.pk)) == (2, 1, 0, 1, 0)
    with shop_scope(shop.id):
        assert {order.parcel_state for order in Order.objects.all()} == {"in_transit"}


def test_another_shop_s_rows_are_never_touched() -> None:
    mine, other = a_shop(), a_shop()
    bring(mine, sheet(ROW))
    assert rows(bring(other, sheet(ROW.replace("Livré", "annulé")))) == (1, 1, 0, 0, 0)
    with shop_scope(mine.id):
        assert Order.objects.get().order_state == "confirmed"


def test_the_file_itself_is_kept_sealed() -> None:
    shop = a_shop()
    batch = create_import(shop, content=sheet(ROW), file_name="x.csv")
    with shop_scope(shop.id):
        kept = batch.files.get()
        assert b"Amina" not in bytes(kept.sealed)
        assert kept.size == len(sheet(ROW))
