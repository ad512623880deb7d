"""Files of content: what platforms export and what people keep by hand becomes pieces and measured values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.content.selectors import ContentFacts, content_facts
from catalog.imports.mapping import Mapping
from catalog.imports.models import ImportBatch, ImportState
from catalog.imports.outcome import Outcome
from catalog.imports.refusal import ImportRefused
from catalog.imports.running import run_import
from catalog.imports.selectors import outcome_of, preview
from catalog.imports.services import choose_mapping, create_import, undo_import
from catalog.playlists.services import create_playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import DATA, sample, sheet, workbook
from tests.shops import a_product, a_shop

pytestmark = pytest.mark.django_db

FRENCH = "Titre;Date;Canal;Type;Vues;J'aime;Commentaires;Partages"
ROBE = "Robe kabyle;15/09/2026;Insta;Reel;1 540;64;5;2"


def bring(shop: ShopContext, content: bytes, *, kind: str = "auto", **options: Any) -> Outcome:
    batch = create_import(shop, content=content, file_name="posts.csv", kind=kind)
    return run_import(shop, batch.pk, **options)


def latest(shop: ShopContext) -> ImportBatch:
    with shop_scope(shop.id):
        found: ImportBatch = ImportBatch.objects.latest("pk")
        return found


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return outcome.read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected


def facts_of(shop: ShopContext) -> dict[str, ContentFacts]:
    return {facts.title: facts for facts in content_facts(shop.id)}


def test_posts_of_instagram_keep_their_long_ids_and_a_blank_is_no_zero() -> None:
    shop = a_shop()
    assert counts(bring(shop, sample("instagram_posts.csv"))) == (2, 2, 0, 0, 0)
    facts = facts_of(shop)
    reel, carousel = facts["Nouvelle robe brodée ✨"], facts["تخفيضات العيد"]
    assert reel.metrics == {
        "views": 15400, "reach": 11200, "likes": 640, "shares": 88, "follows": 31, "comments": 52, "saves": 120,
    }  # fmt: skip
    assert "views" not in carousel.metrics
    assert carousel.metrics["reach"] == 0
    assert (reel.kind, reel.length_seconds, carousel.kind, carousel.length_seconds) == (
        "reel",
        27,
        "post",
        None,
    )
    with shop_scope(shop.id):
        piece = ContentPiece.objects.get(pk=reel.content_id)
        assert piece.external_id == "18000000000000001"
        assert piece.published_at == datetime(2026, 9, 15, 17, 0, tzinfo=UTC)
        assert piece.caption.endswith("#aid #robe_kabyle")
        assert piece.extra["Account username"] == "boutique.exemple"


def test_videos_of_tiktok_are_counted_in_thousands() -> None:
    shop = a_shop()
    bring(shop, sample("tiktok_content.csv"))
    facts = facts_of(shop)
    assert facts["Déballage robe kabyle #fyp"].metrics == {
        "likes": 1200, "comments": 48, "shares": 90, "views": 35600,
    }  # fmt: skip
    second = facts["كيفاش تختاري المقاس"]
    assert (second.channel, second.kind) == ("tiktok", "video")
    assert second.metrics["views"] == 8904
    assert second.published_on == date(2026, 9, 14)
    with shop_scope(shop.id):
        assert ContentPiece.objects.get(pk=second.content_id).external_id == "7400000000000000002"


def test_the_interactions_of_the_facebook_page_come_out_as_pandas_counts_them() -> None:
    shop = a_shop()
    assert counts(bring(shop, sample("facebook_metrics.csv"))) == (500, 500, 0, 0, 0)
    table = pd.read_csv(DATA / "facebook_metrics.csv", sep=";")
    facts = content_facts(shop.id)
    given = [one.metrics["interactions"] for one in facts]
    assert sum(given) == int(table["Total Interactions"].sum())
    assert sorted(given) == sorted(map(Decimal, table["Total Interactions"]))
    parts = [
        sum(one.metrics.get(name, Decimal(0)) for name in ("comments", "likes", "shares")) for one in facts
    ]
    assert parts == given
    for name, column in {"likes": "like", "shares": "share", "comments": "comment"}.items():
        assert sum(name in one.metrics for one in facts) == int(table[column].notna().sum())
        assert sum(one.metrics.get(name, 0) for one in facts) == int(table[column].sum())
    assert sum(one.metrics["reach"] for one in facts) == int(table["Lifetime Post Total Reach"].sum())
    assert sum(one.kind == "video" for one in facts) == int((table["Type"] == "Video").sum())
    assert {one.published_on for one in facts} == {None}


@pytest.mark.parametrize("name", ["instagram_posts.csv", "tiktok_content.csv", "facebook_metrics.csv"])
def test_the_same_file_twice_changes_nothing_on_whatever_day(name: str) -> None:
    shop = a_shop()
    first = bring(shop, sample(name))
    with shop_scope(shop.id):
        ImportBatch.objects.update(created_at=datetime(2026, 10, 1, tzinfo=UTC))
        ContentMetric.objects.update(measured_on=date(2026, 10, 1))
    assert counts(bring(shop, sample(name))) == (first.read, 0, 0, first.read, 0)
    assert len(content_facts(shop.id)) == first.read


def test_a_sheet_kept_in_french() -> None:
    shop = a_shop()
    bring(shop, sheet(ROBE, "Sac;16-09-26;Facebook;Photo;;12;-;0", header=FRENCH))
    robe, bag = facts_of(shop)["Robe kabyle"], facts_of(shop)["Sac"]
    assert (robe.channel, robe.kind, robe.published_on) == ("instagram", "reel", date(2026, 9, 15))
    assert robe.metrics == {"views": 1540, "likes": 64, "comments": 5, "shares": 2}
    assert (bag.channel, bag.kind) == ("facebook", "post")
    assert bag.metrics == {"likes": 12, "shares": 0}


def test_a_sheet_kept_in_arabic() -> None:
    shop = a_shop()
    header = "العنوان;التاريخ;المنصة;النوع;المشاهدات;الإعجابات"
    bring(shop, sheet("فستان العيد;١٥/٠٩/٢٠٢٦;انستغرام;ريل;١٢ ألف;٦٤٠", header=header))
    facts = facts_of(shop)["فستان العيد"]
    assert (facts.channel, facts.kind, facts.published_on) == ("instagram", "reel", date(2026, 9, 15))
    assert facts.metrics == {"views": 12000, "likes": 640}


def test_a_workbook_keeps_the_days_of_its_counts() -> None:
    shop = a_shop()
    rows = [
        ("Titre", "Lien", "Vues", "Relevé le"),
        ("Robe", "https://www.instagram.com/p/EX1/", 100, datetime(2026, 9, 20)),  # noqa: DTZ001
        ("Robe", "https://www.instagram.com/p/EX1/", 250, datetime(2026, 9, 27)),  # noqa: DTZ001
    ]
    assert counts(bring(shop, workbook(*rows))) == (2, 2, 0, 0, 0)
    with shop_scope(shop.id):
        values = ContentMetric.objects.order_by("measured_on").values_list("measured_on", "value")
        assert list(values) == [(date(2026, 9, 20), 100), (date(2026, 9, 27), 250)]
    assert facts_of(shop)["Robe"].metrics == {"views": 250}


def test_what_grew_is_added_and_what_stood_still_is_not() -> None:
    shop = a_shop()
    bring(shop, sheet(ROBE, header=FRENCH))
    with shop_scope(shop.id):
        ContentMetric.objects.update(measured_on=date(2026, 9, 20))
    outcome = bring(shop, sheet(ROBE.replace("1 540", "2 000"), header=FRENCH))
    assert counts(outcome) == (1, 0, 1, 0, 0)
    assert outcome.records["metrics"] == {"created": 1, "updated": 0}
    assert facts_of(shop)["Robe kabyle"].metrics["views"] == 2000
    with shop_scope(shop.id):
        assert ContentMetric.objects.filter(name="views").count() == 2
        assert ContentMetric.objects.filter(name="likes").count() == 1


def test_a_file_never_takes_back_a_title_that_the_owner_chose() -> None:
    shop = a_shop()
    bring(shop, sample("instagram_posts.csv"))
    with shop_scope(shop.id):
        ContentPiece.objects.filter(external_id="18000000000000001").update(title="Robe brodée")
    assert counts(bring(shop, sample("instagram_posts.csv"))) == (2, 0, 0, 2, 0)
    assert "Robe brodée" in facts_of(shop)


def test_a_piece_typed_by_hand_is_found_by_its_address() -> None:
    shop = a_shop()
    link = "https://www.tiktok.com/@boutique.exemple/video/7400000000000000001"
    with shop_scope(shop.id):
        ContentPiece.objects.create(shop_id=shop.id, channel="tiktok", title="Déballage", permalink=link)
    assert counts(bring(shop, sample("tiktok_content.csv"))) == (2, 1, 1, 0, 0)
    assert facts_of(shop)["Déballage"].metrics["views"] == 35600


def test_products_and_playlists_are_linked_by_what_the_sheet_calls_them() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        product = a_product(shop.id, "ROBE-M")
    playlist = create_playlist(shop.id, title="Aïd", language="fr")
    header = "Titre;Date;Vues;Produits;Playlist"
    content = sheet("Robe;15/09/2026;5;ROBE-M, NULLE;Aïd", "Sac;15/09/2026;5;;Été", header=header)
    outcome = bring(shop, content)
    assert facts_of(shop)["Robe"].product_ids == (product.pk,)
    assert [(error.code, error.value) for error in outcome.errors] == [
        ("unknown_product", "NULLE"),
        ("unknown_word", "Été"),
    ]
    with shop_scope(shop.id):
        assert ContentPiece.objects.get(title="Robe").playlist_id == playlist.pk
        assert bring(shop, content).unchanged == 2
        assert ContentProduct.objects.count() == 1


BAD_ROWS = {
    "bad_date": "Sac;hier;Insta;Reel;1;1;1;1",
    "bad_amount": "Sac;15/09/2026;Insta;Reel;beaucoup;1;1;1",
    "missing_required": ";15/09/2026;Insta;Reel;1;1;1;1",
    "duplicate": ROBE.replace("64", "65"),
}


@pytest.mark.parametrize(("code", "row"), BAD_ROWS.items())
@pytest.mark.parametrize("place", [0, 1, 2])
def test_wherever_a_bad_row_stands_nothing_is_written(code: str, row: str, place: int) -> None:
    shop = a_shop()
    rows = [ROBE, "Bague;15/09/2026;Insta;Reel;7;1;1;1"]
    rows.insert(place, row)
    with pytest.raises(ImportRefused) as refused:
        bring(shop, sheet(*rows, header=FRENCH))
    batch = latest(shop)
    assert (refused.value.code, batch.state) == ("bad_rows", ImportState.FAILED)
    assert [error.code for error in outcome_of(batch, shop.id).errors] == [code]
    with shop_scope(shop.id):
        assert not ContentPiece.objects.exists()
        assert not ContentMetric.objects.exists()


def test_bad_rows_can_be_left_out() -> None:
    shop = a_shop()
    outcome = bring(shop, sheet(ROBE, BAD_ROWS["bad_amount"], header=FRENCH), skip_bad_rows=True)
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert set(facts_of(shop)) == {"Robe kabyle"}


def test_a_try_says_what_would_happen_and_keeps_nothing() -> None:
    shop = a_shop()
    assert counts(bring(shop, sheet(ROBE, header=FRENCH), dry_run=True)) == (1, 1, 0, 0, 0)
    assert latest(shop).state == ImportState.DRAFT
    assert content_facts(shop.id) == []


def test_a_row_about_one_day_is_not_taken_for_a_total() -> None:
    shop = a_shop()
    content = sample("instagram_posts.csv").replace(b"Lifetime", b"09/15/2026")
    outcome = bring(shop, content, dry_run=True)
    assert {error.code for error in outcome.errors} == {"one_day_only"}
    assert outcome.rejected == 2


def test_an_id_that_a_spreadsheet_shortened_is_replaced_by_the_address_or_refused() -> None:
    shop = a_shop()
    header = "ID;Titre;Lien;Date;Vues"
    outcome = bring(
        shop,
        sheet(
            "1,8E+16;Robe;https://www.instagram.com/p/EX1/;15/09/2026;5",
            "1,8E+16;Sac;;15/09/2026;5",
            header=header,
        ),
        skip_bad_rows=True,
    )
    assert [(error.code, error.fatal) for error in outcome.errors] == [
        ("lost_digits", False),
        ("lost_digits", True),
    ]
    with shop_scope(shop.id):
        assert ContentPiece.objects.get().external_id == "instagram.com/p/EX1"


def test_totals_are_passed_over() -> None:
    shop = a_shop()
    outcome = bring(shop, sheet(ROBE, "TOTAL;;;;1 540;64;5;2", header=FRENCH))
    assert (counts(outcome), outcome.skipped) == ((1, 1, 0, 0, 0), 1)


def test_completed_views_come_from_their_share() -> None:
    shop = a_shop()
    header = b"Video title,Video link,Post time,Total views,Total play time,Watched full video,Average watch time\n"
    row = b"Robe,https://www.tiktok.com/@b/video/74,09/12/2026,1.2K,2h:5m:10s,23.4%,6.3s\n"
    bring(shop, header + row)
    assert facts_of(shop)["Robe"].metrics == {"views": 1200, "completions": 281, "watch_seconds": 7510}
    with shop_scope(shop.id):
        assert ContentPiece.objects.get().extra == {"Average watch time": "6.3s"}


def test_columns_named_by_the_owner_are_kept_for_the_next_file() -> None:
    shop = a_shop()
    content = sheet("Robe;1,5K;15/09/2026", header="Quoi;Combien de fois vu;Quand")
    batch = create_import(shop, content=content, file_name="a.csv", kind="content")
    assert (batch.format, preview(shop, batch).missing) == ("content_sheet", "title")
    with pytest.raises(ImportRefused):
        choose_mapping(shop.id, batch, Mapping({"views": "Combien de fois vu"}))
    choose_mapping(shop.id, batch, Mapping({"title": "Quoi", "views": "Combien de fois vu", "date": "Quand"}))
    shown = preview(shop, batch).understood
    assert shown is not None
    assert shown.lines[0][1:3] == ("15/09/2026", "Robe")
    run_import(shop, batch.pk)
    assert facts_of(shop)["Robe"].metrics == {"views": 1500}
    again = create_import(shop, content=content, file_name="b.csv", kind="content")
    assert again.mapping == batch.mapping


def test_orders_are_still_orders() -> None:
    shop = a_shop()
    orders = sheet("14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré")
    assert create_import(shop, content=orders, file_name="o.csv").kind == "orders"
    unknown = sheet("a;b;c", header="Quand;Qui;Quoi")
    assert create_import(shop, content=unknown, file_name="u.csv").kind == "orders"


# Undo


def test_undo_takes_back_what_came_and_restores_what_was() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_product(shop.id, "ROBE-M")
    header = FRENCH + ";Produits"
    bring(shop, sheet(ROBE + ";", header=header))
    before = _stored(shop)
    bring(
        shop,
        sheet(
            ROBE.replace("1 540", "2 000").replace("Reel", "Vidéo") + ";ROBE-M",
            "Sac;15/09/2026;Insta;Reel;1;1;1;1;",
            header=header,
        ),
    )
    assert _stored(shop) != before
    undo_import(shop.id, latest(shop).pk)
    assert _stored(shop) == before


def _stored(shop: ShopContext) -> list[list[Any]]:
    with shop_scope(shop.id):
        return [
            list(model.objects.order_by("pk").values())
            for model in (ContentPiece, ContentMetric, ContentProduct)
        ]


def test_what_was_measured_since_stands_in_the_way_of_an_undo() -> None:
    shop = a_shop()
    bring(shop, sheet(ROBE, header=FRENCH))
    first = latest(shop)
    bring(shop, sheet(ROBE.replace("1 540", "2 000"), header=FRENCH))
    with pytest.raises(ImportRefused) as refused:
        undo_import(shop.id, first.pk)
    assert refused.value.code == "touched_since"
    assert facts_of(shop)["Robe kabyle"].metrics["views"] == 2000


def test_another_shops_pieces_are_never_touched() -> None:
    one, other = a_shop(), a_shop()
    bring(one, sample("tiktok_content.csv"))
    before = _stored(one)
    assert counts(bring(other, sample("tiktok_content.csv"))) == (2, 2, 0, 0, 0)
    assert _stored(one) == before
