"""Which format a file is, and which column holds what."""

import pytest

from catalog.imports.channels import channel_slug
from catalog.imports.decoding import open_table
from catalog.imports.detection import detect, header_of_sheet
from catalog.imports.mapping import STATES, Mapping, guess_columns, known_fields, signature
from catalog.imports.refusal import ImportRefused
from tests.catalog.import_files import SHEET_HEADER, retail, sample, sheet, workbook


def format_of(content: bytes) -> tuple[str, int]:
    found = detect(open_table(content))
    return found.format, found.header_row


def test_the_samples_are_told_apart_by_their_columns() -> None:
    assert format_of(sample("shopify_orders_export.csv")) == ("shopify_orders", 1)
    assert format_of(sample("commandes_excel_fr_cp1252.csv")) == ("hand_sheet", 2)
    assert format_of(sample("commandes_excel_ar_cp1256.csv")) == ("hand_sheet", 1)
    assert format_of(retail()) == ("retail", 1)


def test_other_platforms_are_recognised_so_that_they_are_not_taken_for_order_sheets() -> None:
    meta = b"Reporting starts,Reporting ends,Campaign name,Amount spent (USD)\n2026-05-01,2026-05-31,ete,12\n"
    assert format_of(meta) == ("meta_ads", 1)


def test_title_lines_above_the_header_are_passed_over() -> None:
    header = ["Date", "Nom", "Téléphone", "Produit", "Prix"]
    content = workbook(header, ["14/05/2026", "Amina", "0550000001", "Robe", 6500], title_rows=3)
    assert format_of(content) == ("hand_sheet", 4)


def test_a_sheet_needs_a_phone_like_and_a_product_like_column() -> None:
    with pytest.raises(ImportRefused, match="not recognised"):
        detect(open_table(sample("commandes_excel_texte_unicode.txt")))


def test_a_file_without_header_is_asked_for_one() -> None:
    with pytest.raises(ImportRefused) as caught:
        detect(open_table(b"14/05/2026;0550000001;6500\n15/05/2026;0660000002;8900\n"))
    assert caught.value.code == "no_header"


def test_unknown_words_can_still_be_a_header_for_the_owner_to_map() -> None:
    assert (
        header_of_sheet(open_table(b"Quand;Qui;Quoi;Combien\n14/05/2026;0550000001;Robe;6500\n")).header_row
        == 1
    )


def test_columns_are_guessed_in_french_arabic_and_english_with_any_accent_or_case() -> None:
    assert guess_columns(["DATE", "Nom et Pre\u0301nom", "Télephone :", "QTÉ", "Prix *"]) == {
        "date": 0, "customer_name": 1, "phone": 2, "quantity": 3, "unit_price": 4,
    }  # fmt: skip
    assert guess_columns(["التاريخ", "الاسم", "الهاتف", "المنتج", "السعر", "الحالة"]) == {
        "date": 0, "customer_name": 1, "phone": 2, "product": 3, "unit_price": 4, "status": 5,
    }  # fmt: skip


def test_the_first_of_two_columns_with_the_same_meaning_wins() -> None:
    assert guess_columns(["Tel", "Telephone"]) == {"phone": 0}


def test_a_chosen_column_goes_before_a_guess_and_frees_nothing_twice() -> None:
    header = ["Date", "Total", "Produit", "Somme due"]
    assert Mapping({"total": "Somme due"}).positions(header) == {"date": 0, "product": 2, "total": 3}
    assert Mapping({"unit_price": "total"}).positions(header) == {"date": 0, "product": 2, "unit_price": 1}


def test_missing_columns_are_all_named() -> None:
    with pytest.raises(ImportRefused) as caught:
        Mapping().positions(["Nom", "Téléphone"])
    assert caught.value.details == {"columns": "date, product, unit_price"}


def test_a_mapping_survives_json_and_refuses_what_it_does_not_know() -> None:
    mapping = Mapping({"product": "Quoi"}, {"parti": "in_transit"}, "mdy", True)
    assert Mapping.from_json(mapping.as_json()) == mapping
    for wrong in ({"columns": {"colour": "x"}}, {"status_words": {"x": "sold"}}, {"day_order": "ymd"}):
        with pytest.raises(ValueError, match="unknown"):
            Mapping.from_json(wrong)


def test_the_signature_is_of_the_names_in_their_order() -> None:
    assert signature(["Date", "Téléphone"]) == signature([" date ", "TELEPHONE"])
    assert signature(["Date", "Téléphone"]) != signature(["Téléphone", "Date"])


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Livré", "delivered"), ("LIVREE", "delivered"), ("تم التوصيل", "delivered"), ("Retour", "returned"),
        ("روتور", "returned"), ("annulé", "cancelled"), ("ملغاة", "cancelled"), ("NRP", "unreachable"),
        ("ne répond pas", "unreachable"), ("injoignable", "unreachable"), ("reporté", "postponed"),
        ("confirmé", "confirmed"), ("en cours", "in_transit"), ("échange", "exchange"), ("perdu", None),
    ],
)  # fmt: skip
def test_status_words(word: str, state: str | None) -> None:
    assert Mapping().status(word) == state


def test_the_owner_s_own_words_go_first() -> None:
    mapping = Mapping(status_words={"Perdu": "cancelled", "OK": "delivered"})
    assert (mapping.status("PERDU"), mapping.status("ok"), mapping.status("retour")) == (
        "cancelled",
        "delivered",
        "returned",
    )


def test_every_state_a_word_can_mean_has_its_three_states() -> None:
    assert {
        Mapping().status(word) for word in ("nouveau", "en préparation", "refusé", "livré", "retour")
    } <= set(STATES)
    assert "delivered_date" in known_fields()
    assert len(guess_columns(SHEET_HEADER.split(";"))) == 10
    assert format_of(sheet()) == ("hand_sheet", 1)


def test_channels_in_one_spelling() -> None:
    assert {channel_slug(text) for text in ("Insta", "IG", "instagram", "انستغرام")} == {"instagram"}
    assert channel_slug("Page Facebook 2") == "page-facebook-2"
    assert channel_slug("") == ""
