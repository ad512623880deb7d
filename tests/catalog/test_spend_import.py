"""Files of spend: each amount once, totals left out, currencies by dated rates, and a way back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.selectors import outcome_of, preview
from catalog.imports.services import choose_mapping, create_import, undo_import
from catalog.shops.context import ShopContext
from catalog.spend.models import SpendDay, SpendEntry
from catalog.spend.services import put_rate, remove_spend
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import sample, sheet, workbook
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

SAMPLES = (
    "meta_ads_en.csv",
    "meta_ads_fr_excel_cp1252.csv",
    "tiktok_ads.csv",
    "google_ads_en.csv",
    "google_ads_fr_utf16.csv",
)
META = (
    "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Amount spent (DZD),Impressions,Link clicks"
)


def bring(shop: ShopContext, content: bytes, *, kind: str = "auto", **options: Any) -> Outcome:
    batch = create_import(shop, content=content, file_name="spend.csv", kind=kind)
    return run_import(shop, batch.pk, **options)


def latest(shop: ShopContext) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.latest("pk")
        return found


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return outcome.read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected


def days(shop: ShopContext) -> list[SpendDay]:
    with shop_scope(shop.id):
        return list(SpendDay.objects.order_by("source", "campaign", "day"))


def total(shop: ShopContext, currency: str = "DZD") -> Decimal:
    return sum((row.amount for row in days(shop) if row.currency == currency), Decimal(0))


def meta(*rows: str) -> bytes:
    return "\n".join([META, *rows]).encode()


def test_meta_by_day_keeps_the_days_and_leaves_the_total_out() -> None:
    shop = a_shop()
    outcome = bring(shop, sample("meta_ads_en.csv"))
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert outcome.skipped == 1
    assert [
        (row.day, row.amount, row.shop_amount, row.impressions, row.clicks, row.channel) for row in days(shop)
    ] == [
        (date(2026, 9, 1), Decimal("2750.50"), Decimal("2750.50"), 9000, 200, "facebook"),
        (date(2026, 9, 2), Decimal("2850.00"), Decimal("2850.00"), 9000, 220, "facebook"),
    ]
    assert {(row.external_id, row.campaign, row.is_spread) for row in days(shop)} == {
        ("120210000000000001", "Aïd - conversations WhatsApp", False)
    }


def test_meta_in_french_excel_is_a_period_and_is_spread_with_a_mark() -> None:
    shop = a_shop()
    assert counts(bring(shop, sample("meta_ads_fr_excel_cp1252.csv"))) == (2, 2, 0, 0, 0)
    found = [row for row in days(shop) if row.campaign == "Rentrée – cartables"]
    assert len(found) == 31
    assert all(row.is_spread for row in found)
    assert sum(row.amount for row in found) == Decimal("18500.40")
    assert max(row.amount for row in found) - min(row.amount for row in found) == Decimal("0.01")
    assert sum(row.impressions or 0 for row in found) == 88300
    with shop_scope(shop.id):
        entry = SpendEntry.objects.get(campaign_name="Été – robes")
    assert (entry.starts_on, entry.ends_on, entry.amount, entry.clicks) == (
        date(2026, 8, 1),
        date(2026, 8, 31),
        Decimal(4000),
        310,
    )


def test_tiktok_keeps_dollars_and_has_no_dinars_before_a_rate_is_typed() -> None:
    shop = a_shop()
    outcome = bring(shop, sample("tiktok_ads.csv"))
    assert (outcome.read, outcome.created, outcome.skipped) == (2, 2, 1)
    assert [(row.currency, row.amount, row.rate, row.shop_amount) for row in days(shop)] == [
        ("USD", Decimal("12.50"), None, None),
        ("USD", Decimal("11.80"), None, None),
    ]
    put_rate(shop.id, currency="USD", starts_on=date(2026, 9, 2), rate=Decimal(250))
    assert [row.shop_amount for row in days(shop)] == [None, Decimal("2950.00")]
    put_rate(shop.id, currency="USD", starts_on=date(2026, 1, 1), rate=Decimal("135.5"))
    assert [row.shop_amount for row in days(shop)] == [Decimal("1693.75"), Decimal("2950.00")]


def test_tiktok_as_a_workbook_reads_the_same() -> None:
    shop = a_shop()
    lines = sample("tiktok_ads.csv").decode().splitlines()
    bring(shop, workbook(*(line.split(",") for line in lines)))
    assert [(row.day, row.amount, row.clicks) for row in days(shop)] == [
        (date(2026, 9, 1), Decimal("12.50"), 132),
        (date(2026, 9, 2), Decimal("11.80"), 120),
    ]


@pytest.mark.parametrize("name", ["google_ads_en.csv", "google_ads_fr_utf16.csv"])
def test_google_reads_alike_in_english_and_in_french(name: str) -> None:
    shop = a_shop()
    outcome = bring(shop, sample(name))
    assert (outcome.read, outcome.created, outcome.skipped) == (2, 2, 1)
    assert [
        (row.day, row.amount, row.impressions, row.clicks, row.channel, row.campaign) for row in days(shop)
    ] == [
        (date(2026, 9, 1), Decimal("3.25"), 1204, 61, "google", "Marque"),
        (date(2026, 9, 2), Decimal("2.90"), 980, 44, "google", "Marque"),
    ]


def test_both_exports_of_google_in_two_languages_count_once() -> None:
    shop = a_shop()
    bring(shop, sample("google_ads_en.csv"))
    assert counts(bring(shop, sample("google_ads_fr_utf16.csv"))) == (2, 0, 0, 2, 0)
    assert total(shop, "USD") == Decimal("6.15")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_file_again_changes_nothing(name: str) -> None:
    shop = a_shop()
    first = bring(shop, sample(name))
    before = [(row.pk, row.day, row.amount, row.entry_id) for row in days(shop)]
    again = bring(shop, sample(name))
    assert counts(again) == (first.read, 0, 0, first.read, 0)
    assert [(row.pk, row.day, row.amount, row.entry_id) for row in days(shop)] == before


@pytest.mark.parametrize("name", SAMPLES)
def test_an_import_is_tried_and_undone_without_a_trace(name: str) -> None:
    shop = a_shop()
    bring(shop, sample(name), dry_run=True)
    assert days(shop) == []
    bring(shop, sample(name))
    undo_import(shop.id, latest(shop).pk)
    assert days(shop) == []
    with shop_scope(shop.id):
        assert not SpendEntry.objects.exists()


def test_files_that_overlap_count_each_day_once_and_the_later_figure_stands() -> None:
    shop = a_shop()
    one = "2026-09-01,2026-09-01,2026-09-01,Robes,77,{},100,9"
    two = "2026-09-02,2026-09-02,2026-09-02,Robes,77,200,100,9"
    bring(shop, meta(one.format(100), two))
    batch = latest(shop)
    assert counts(bring(shop, meta(one.format(120), "2026-09-03,2026-09-03,2026-09-03,Robes,77,50,9,1"))) == (
        2,
        1,
        1,
        0,
        0,
    )
    assert [row.amount for row in days(shop)] == [Decimal(120), Decimal(200), Decimal(50)]
    with pytest.raises(ImportRefused) as refused:
        undo_import(shop.id, batch.pk)
    assert refused.value.code == "touched_since"
    undo_import(shop.id, latest(shop).pk)
    assert [row.amount for row in days(shop)] == [Decimal(100), Decimal(200)]


def test_a_file_with_numbers_and_one_without_tell_of_one_campaign() -> None:
    shop = a_shop()
    plain = "Reporting starts,Reporting ends,Day,Campaign name,Amount spent (DZD)\n2026-09-01,2026-09-01,2026-09-01,Robes,100"
    bring(shop, plain.encode())
    outcome = bring(shop, meta("2026-09-01,2026-09-01,2026-09-01,Robes,77,100,100,9"))
    assert counts(outcome) == (1, 0, 1, 0, 0)
    assert [(row.external_id, row.amount) for row in days(shop)] == [("77", Decimal(100))]
    assert counts(bring(shop, plain.encode())) == (1, 0, 0, 1, 0)


def test_rows_by_advertisement_add_up_and_a_row_that_stands_twice_does_not() -> None:
    shop = a_shop()
    header = "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Ad name,Amount spent (DZD)"
    day = "2026-09-01,2026-09-01,2026-09-01,Robes,77"
    rows = [f"{day},Photo,100", f"{day},Video,40", f"{day},Video,40"]
    outcome = bring(shop, "\n".join([header, *rows]).encode())
    assert (outcome.read, outcome.created, outcome.warnings) == (3, 3, 1)
    assert [row.amount for row in days(shop)] == [Decimal(140)]


def test_a_name_that_two_numbers_share_is_refused_without_its_number() -> None:
    shop = a_shop()
    day = "2026-09-01,2026-09-01,2026-09-01,Robes"
    bring(shop, meta(f"{day},77,100,1,1", f"{day},78,50,1,1"))
    plain = f"Reporting starts,Reporting ends,Day,Campaign name,Amount spent (DZD)\n{day},150"
    batch = create_import(shop, content=plain.encode(), file_name="x.csv")
    with pytest.raises(ImportRefused):
        run_import(shop, batch.pk)
    assert total(shop) == Decimal(150)


def test_a_period_is_what_its_days_do_not_explain() -> None:
    shop = a_shop()
    bring(shop, meta("2026-09-01,2026-09-04,,Robes,77,1000,10,1"))
    bring(shop, meta("2026-09-01,2026-09-01,2026-09-01,Robes,77,400,10,1"))
    assert [(row.amount, row.is_spread) for row in days(shop)] == [
        (Decimal(400), False),
        (Decimal(200), True),
        (Decimal(200), True),
        (Decimal(200), True),
    ]


def test_a_month_to_date_file_is_explained_by_the_shorter_one_before_it() -> None:
    shop = a_shop()
    bring(shop, meta("2026-09-01,2026-09-02,,Robes,77,100,10,1"))
    bring(shop, meta("2026-09-01,2026-09-04,,Robes,77,250,10,1"))
    assert [row.amount for row in days(shop)] == [Decimal(50), Decimal(50), Decimal(75), Decimal(75)]


def test_periods_that_cross_are_refused_rather_than_counted_twice() -> None:
    shop = a_shop()
    bring(shop, meta("2026-09-01,2026-09-10,,Robes,77,1000,10,1"))
    batch = create_import(shop, content=meta("2026-09-05,2026-09-15,,Robes,77,800,10,1"), file_name="x.csv")
    with pytest.raises(ImportRefused):
        run_import(shop, batch.pk)
    outcome = outcome_of(latest(shop), shop.id)
    assert [error.code for error in outcome.errors] == ["crossing_period"]
    assert total(shop) == Decimal(1000)


def test_a_sheet_of_ones_own_is_read_in_the_shops_currency_or_its_own() -> None:
    shop = a_shop()
    rows = [
        "01/09/2026;Insta;Boost robe;1 500,00;;story",
        "02/09/2026;;Influenceuse Lina;20,5;USD;",
        "Total;;;1520,5;;",
    ]
    outcome = bring(shop, sheet(*rows, header="Date;Canal;Campagne;Dépense;Devise;Note"))
    assert (outcome.read, outcome.created, outcome.skipped) == (2, 2, 1)
    assert [(row.channel, row.campaign, row.currency, row.amount) for row in days(shop)] == [
        ("instagram", "Boost robe", "DZD", Decimal(1500)),
        ("", "Influenceuse Lina", "USD", Decimal("20.50")),
    ]


def test_a_sheet_in_arabic_and_one_whose_columns_the_owner_names() -> None:
    shop = a_shop()
    bring(shop, sheet("01/09/2026;تيكتوك;1200", header="التاريخ;القناة;المبلغ"), kind="spend")
    assert [(row.channel, row.amount) for row in days(shop)] == [("tiktok", Decimal(1200))]
    odd = sheet("03/09/2026;FB;900", header="Quand;Où;Combien")
    batch = create_import(shop, content=odd, file_name="x.csv", kind="spend")
    assert preview(shop, batch).missing
    choose_mapping(shop.id, batch, Mapping({"day": "Quand", "channel": "Où", "amount": "Combien"}))
    shown = preview(shop, batch)
    assert shown.understood is not None
    assert shown.understood.lines[0][1:4] == ("03/09/2026", "", "Facebook")
    run_import(shop, batch.pk)
    assert total(shop) == Decimal(2100)


def test_what_a_platforms_file_tells_is_not_counted_again_from_a_sheet() -> None:
    shop = a_shop()
    bring(shop, meta("2026-09-01,2026-09-01,2026-09-01,Robes,77,400,10,1"))
    bring(
        shop,
        sheet(
            "01/09/2026;facebook;Robes;400",
            "01/09/2026;facebook;Affiches;70",
            header="Date;Canal;Campagne;Dépense",
        ),
    )
    assert sorted(row.amount for row in days(shop)) == [Decimal(70), Decimal(400)]


def test_an_amount_taken_out_by_hand_does_not_come_back_with_its_file() -> None:
    shop = a_shop()
    bring(shop, sample("meta_ads_en.csv"))
    with shop_scope(shop.id):
        uid = SpendEntry.objects.order_by("starts_on")[0].uid
    remove_spend(shop.id, uid)
    assert total(shop) == Decimal(2850)
    assert counts(bring(shop, sample("meta_ads_en.csv"))) == (2, 0, 0, 2, 0)
    assert total(shop) == Decimal(2850)


def test_an_amount_without_any_currency_is_refused_and_not_taken_for_dinars() -> None:
    shop = a_shop()
    batch = create_import(
        shop,
        content=b"By Day,Campaign name,Cost,Clicks\n2026-09-01,Robes,12.5,3",
        file_name="x.csv",
        kind="spend",
    )
    with pytest.raises(ImportRefused):
        run_import(shop, batch.pk)
    assert [error.code for error in outcome_of(latest(shop), shop.id).errors] == ["no_currency"]


def test_a_comma_is_decimal_when_the_column_says_so() -> None:
    shop = a_shop()
    rows = ["01/09/2026;facebook;A;1,250", "02/09/2026;facebook;A;3,25"]
    bring(shop, sheet(*rows, header="Date;Canal;Campagne;Dépense"))
    assert [row.amount for row in days(shop)] == [Decimal("1.25"), Decimal("3.25")]
