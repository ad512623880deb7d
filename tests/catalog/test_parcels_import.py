"""Couriers' files: every sample becomes parcels, moves the orders that it carries, and changes nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from catalog.imports.models import ImportBatch
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.orders.models import Order
from catalog.orders.personal import seal_order
from catalog.parcels.mapping import map_word, tie_loose_parcels
from catalog.parcels.models import CourierWord, Parcel, ParcelEvent
from catalog.parcels.selectors import words_to_map
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.tenancy import shop_scope
from tests.attribution.scene import an_order
from tests.catalog.import_files import sample, sheet, workbook
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

SAMPLES = [
    "yalidine_parcel.json",
    "yalidine_webhook_status.json",
    "noest_tracking.json",
    "zr_parcel_state_updated.json",
    "maystro_webhook_body.txt",
]
HEADER = "Tracking;Statut;Date;Montant"
FULL = "Transporteur;N° de suivi;Statut;Date statut;Montant;Commande;Wilaya"


def bring(shop: ShopContext, content: bytes, name: str = "colis.csv", **options: Any) -> Outcome:
    batch = create_import(shop, content=content, file_name=name, kind=options.pop("kind", "auto"))
    return run_import(shop, batch.pk, **options)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return outcome.read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected


def everything(shop: ShopContext) -> list[Any]:
    """All that an import of parcels may write, as it stands."""
    with shop_scope(shop.id):
        return [
            list(Parcel.objects.order_by("pk").values()),
            list(ParcelEvent.objects.order_by("pk").values()),
            list(Order.objects.order_by("pk").values()),
            list(CourierWord.objects.order_by("pk").values()),
        ]


def one_parcel(shop: ShopContext) -> Parcel:
    with shop_scope(shop.id):
        found: Parcel = Parcel.objects.get()
        return found


def the_order(shop: ShopContext) -> Order:
    with shop_scope(shop.id):
        found: Order = Order.objects.get()
        return found


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_brought_again_changes_nothing(name: str) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 13), number="1041", amount=9500)
    first = bring(shop, sample(name), name)
    assert first.rejected == 0
    assert first.created == first.read > 0
    before = everything(shop)
    again = bring(shop, sample(name), name)
    assert counts(again) == (first.read, 0, 0, first.read, 0)
    assert everything(shop) == before


def test_a_page_of_yalidine_is_a_parcel_with_its_order_and_cash() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 13), number="#1041", amount=9500)
    bring(shop, sample("yalidine_parcel.json"))
    parcel = one_parcel(shop)
    assert (parcel.courier, parcel.tracking, parcel.state) == ("yalidine", "yal-000AAA", "attempt_failed")
    assert [parcel.cash, parcel.delivery_fee, parcel.return_fee] == [9500, 450, 250]
    assert (parcel.wilaya, parcel.attempts, parcel.says_paid) == ("alger", 1, False)
    assert parcel.state_at == datetime(2026, 5, 18, 13, 2, 10, tzinfo=UTC)  # two o'clock in Algiers
    order = the_order(shop)
    assert parcel.order_id == order.pk
    assert (order.order_state, order.parcel_state) == ("confirmed", "in_transit")


def test_noests_activity_delivers_its_order() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 13), number="1041", amount=9500)
    bring(shop, sample("noest_tracking.json"))
    order = the_order(shop)
    assert (order.parcel_state, order.money_state) == ("delivered", "collected")
    assert (order.shipped_on, order.delivered_on) == (date(2026, 5, 18), date(2026, 5, 18))


def test_maystros_body_is_decoded_twice_and_read_by_its_number() -> None:
    shop = a_shop()
    bring(shop, sample("maystro_webhook_body.txt"))
    parcel = one_parcel(shop)
    assert (parcel.courier, parcel.state, parcel.order_number) == ("maystro", "delivered", "ORDER-1041")


def test_four_columns_of_any_couriers_excel_are_enough() -> None:
    shop = a_shop()
    content = workbook(
        ["Tracking", "Statut", "Date", "Montant"],
        ["yal-000AAB", "Livré", "19/05/2026 15:30", 9500],
        ["yal-000AAC", "Retourné au vendeur", "20/05/2026", "4 200 DA"],
    )
    assert counts(bring(shop, content, "export.xlsx")) == (2, 2, 0, 0, 0)
    with shop_scope(shop.id):
        found = {parcel.tracking: parcel for parcel in Parcel.objects.all()}
    assert (found["yal-000AAB"].courier, found["yal-000AAB"].state) == ("yalidine", "delivered")
    assert found["yal-000AAB"].cash == Decimal(9500)
    assert (found["yal-000AAC"].state, found["yal-000AAC"].failed_on) == ("returned", date(2026, 5, 20))


def test_the_newer_export_updates_and_the_older_one_takes_nothing_back() -> None:
    shop = a_shop()
    older = sheet("yal-1;Expédié;14/05/2026;5000", header=HEADER)
    newer = sheet("yal-1;Livré;17/05/2026;5000", header=HEADER)
    bring(shop, newer)
    assert counts(bring(shop, older)) == (1, 0, 1, 0, 0)  # one more thing that the courier said
    parcel = one_parcel(shop)
    assert (parcel.state, parcel.shipped_on) == ("delivered", date(2026, 5, 14))
    assert counts(bring(shop, older)) == (1, 0, 0, 1, 0)


def test_an_unknown_word_keeps_the_state_and_waits_to_be_explained() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 1), number="7", amount=5000)
    bring(shop, sheet("Yalidine;yal-7;Expédié;14/05/2026;5000;7;Oran", header=FULL))
    bring(shop, sheet("Yalidine;yal-7;Parti sur la lune;16/05/2026;5000;7;Oran", header=FULL))
    assert one_parcel(shop).state == "in_transit"
    waiting = words_to_map(shop.id)
    assert [(word.courier, word.raw) for word in waiting] == [("yalidine", "Parti sur la lune")]
    mapped = map_word(shop, waiting[0].pk, "returning")
    assert mapped is not None
    assert mapped.parcels == 1
    assert (one_parcel(shop).state, the_order(shop).parcel_state) == ("returning", "refused")
    assert words_to_map(shop.id) == []
    map_word(shop, waiting[0].pk, "")
    assert (one_parcel(shop).state, the_order(shop).parcel_state) == ("in_transit", "in_transit")


def test_parcels_find_their_orders_by_the_tracking_number_sealed_with_them() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        order = an_order(shop.id, date(2026, 5, 10), amount=5000)
        order.personal = seal_order(current_seal(), order.uid, {"tracking": "YAL-55"})
        order.save()
    bring(shop, sheet("yal-55;Livré;14/05/2026;5000", header=HEADER))
    assert the_order(shop).parcel_state == "delivered"


def test_an_order_that_comes_after_its_parcel_is_found_at_night() -> None:
    shop = a_shop()
    bring(shop, sheet("Noest;N-9;livre;14/05/2026;5000;9;Oran", header=FULL))
    assert one_parcel(shop).order_id is None
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 10), number="9", amount=5000)
    assert (tie_loose_parcels(shop), tie_loose_parcels(shop)) == (1, 0)
    assert the_order(shop).delivered_on == date(2026, 5, 14)


def test_of_two_orders_with_one_number_the_one_that_costs_the_cash_is_taken() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 10), number="9", amount=5000)
        wanted = an_order(shop.id, date(2026, 5, 10), number="9", amount=7000)
    bring(shop, sheet("Noest;N-9;livre;14/05/2026;7000;9;Oran", header=FULL))
    assert one_parcel(shop).order_id == wanted.pk


def test_bad_rows_are_told_and_total_rows_are_no_parcels() -> None:
    shop = a_shop()
    content = sheet(
        "yal-1;Livré;quand il pleut;5000",
        ";;;",
        "yal-2;Livré;17/05/2026;beaucoup",
        "TOTAL;;;10000",
        header=HEADER,
    )
    with pytest.raises(ImportRefused):
        bring(shop, content)
    outcome = bring(shop, content, skip_bad_rows=True)
    assert (outcome.created, outcome.rejected) == (1, 2)
    assert {(error.row, error.code) for error in outcome.errors} >= {(2, "bad_date"), (4, "bad_amount")}


def test_an_undone_import_leaves_everything_as_it_was() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        an_order(shop.id, date(2026, 5, 10), number="9", amount=5000)
    bring(shop, sheet("Noest;N-9;upload;11/05/2026;5000;9;Oran", header=FULL))
    before = everything(shop)
    bring(
        shop, sheet("Noest;N-9;livre;14/05/2026;5500;9;Oran", "Noest;N-10;livre;14/05/2026;1;;", header=FULL)
    )
    assert the_order(shop).parcel_state == "delivered"
    with shop_scope(shop.id):
        last = ImportBatch.objects.latest("pk").pk
    undo_import(shop.id, last)
    assert everything(shop) == before


def test_an_import_of_orders_that_goes_away_leaves_its_parcels() -> None:
    shop = a_shop()
    orders = sheet("14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Confirmé")
    bring(shop, orders, "commandes.csv")
    with shop_scope(shop.id):
        batch, order = ImportBatch.objects.get(), Order.objects.get()
        Parcel.objects.create(shop_id=shop.id, courier="noest", tracking="N-1", currency="DZD", order=order)
    undo_import(shop.id, batch.pk)
    assert one_parcel(shop).order_id is None


def test_orders_brought_again_keep_what_their_courier_said() -> None:
    shop = a_shop()
    orders = sheet("14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Confirmé")
    bring(shop, orders, "commandes.csv")
    number = the_order(shop).external_id
    bring(shop, sheet(f"Noest;N-9;livre;16/05/2026;7100;{number};Oran", header=FULL))
    before = everything(shop)[2]
    assert the_order(shop).parcel_state == "delivered"
    assert counts(bring(shop, orders, "commandes.csv")) == (1, 0, 0, 1, 0)
    assert everything(shop)[2] == before


def test_one_shop_sees_nothing_of_anothers_parcels() -> None:
    shop, other = a_shop(), a_shop()
    with shop_scope(other.id):
        an_order(other.id, date(2026, 5, 13), number="1041", amount=9500)
    bring(shop, sample("noest_tracking.json"))
    assert the_order(other).parcel_state == "none"
    with shop_scope(other.id):
        assert Parcel.objects.count() == 0
