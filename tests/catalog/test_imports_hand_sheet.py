"""Order sheets kept by hand: states, amounts, keys that survive a later status, and the mess of real sheets."""

# ruff: noqa: DTZ001 -- naive times are what these cells hold
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.imports.decoding import open_table
from catalog.imports.detection import detect, header_of_sheet
from catalog.imports.formats import hand_sheet
from catalog.imports.mapping import Mapping
from catalog.imports.records import Line, Record, Refund, RowError
from catalog.imports.refusal import ImportRefused
from tests.catalog.import_files import SHEET_HEADER, sample, sheet, workbook

ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"


def read(content: bytes, mapping: Mapping | None = None) -> list[Record]:
    table = open_table(content)
    zone = ZoneInfo("Africa/Algiers")
    chosen = mapping or Mapping()
    return list(
        hand_sheet.read(table, detect(table), mapping=chosen, zone=zone, currency="DZD", country="DZ")
    )


def lines(content: bytes, mapping: Mapping | None = None) -> list[Line]:
    return [record for record in read(content, mapping) if isinstance(record, Line)]


def codes(content: bytes) -> list[tuple[int, str, bool]]:
    return [(e.row, e.code, e.fatal) for e in read(content) if isinstance(e, RowError)]


def one(**cells: str) -> Line:
    names = SHEET_HEADER.split(";") + [name for name in cells if name not in SHEET_HEADER.split(";")]
    row = dict(zip(SHEET_HEADER.split(";"), ROW.split(";"), strict=True)) | cells
    return lines(sheet(";".join(row[name] for name in names), header=";".join(names)))[0]


def test_the_french_sample() -> None:
    found = lines(sample("commandes_excel_fr_cp1252.csv"))
    assert [line.amount for line in found] == [6500, 8900, 9000]
    assert [line.head.states.parcel for line in found] == ["delivered", "refused", "none"]
    assert [line.head.phone for line in found] == ["+213550000001", "", "+213770000003"]
    assert [line.head.wilaya for line in found] == ["alger", "oran", "tizi-ouzou"]
    assert [line.head.channel for line in found] == ["instagram", "facebook", "whatsapp"]
    assert codes(sample("commandes_excel_fr_cp1252.csv")) == [
        (4, "bad_phone", False),
        (6, "total_row_skipped", False),
    ]


def test_the_arabic_sample() -> None:
    found = lines(sample("commandes_excel_ar_cp1256.csv"))
    assert [(line.title, line.head.wilaya, line.head.commune) for line in found] == [
        ("فستان قبائلي", "alger", "bab-ezzouar"), ("حقيبة جلدية", "oran", "oran"),
    ]  # fmt: skip
    assert [line.head.states.parcel for line in found] == ["delivered", "refused"]


@pytest.mark.parametrize(
    ("word", "states"),
    [
        ("Livré", ("confirmed", "delivered", "collected")), ("Retour", ("confirmed", "refused", "unpaid")),
        ("annulé", ("cancelled", "none", "unpaid")), ("NRP", ("placed", "none", "unpaid")),
        ("confirmé", ("confirmed", "none", "unpaid")), ("en cours", ("confirmed", "in_transit", "unpaid")),
        ("", ("placed", "none", "unpaid")), ("martien", ("placed", "none", "unpaid")),
    ],
)  # fmt: skip
def test_status_words_give_the_three_states(word: str, states: tuple[str, str, str]) -> None:
    assert one(Statut=word).head.states == states


def test_a_delivered_row_is_dated_by_its_order_and_says_that_the_day_is_not_known() -> None:
    head = one().head
    assert head.dates.delivered == head.placed_at == datetime(2026, 5, 13, 23, tzinfo=UTC)
    assert not head.delivery_date_known


def test_a_delivery_date_column_is_believed_and_makes_a_return_a_real_one() -> None:
    delivered = one(**{"Date livraison": "17/05/2026"}).head
    assert (delivered.dates.delivered, delivered.delivery_date_known) == (
        datetime(2026, 5, 16, 23, tzinfo=UTC),
        True,
    )
    returned = one(**{"Date livraison": "17/05/2026", "Statut": "Retour"}).head
    assert returned.states == ("confirmed", "returned", "refunded")


def test_a_return_after_delivery_gives_the_money_back() -> None:
    header = SHEET_HEADER + ";Date livraison"
    found = read(sheet(ROW.replace("Livré", "Retour") + ";17/05/2026", header=header))
    [refund] = [record for record in found if isinstance(record, Refund)]
    assert (refund.amount, refund.date_known) == (Decimal("6500.00"), False)


def test_a_sheet_without_status_column_is_a_sales_list_delivered_when_placed() -> None:
    [line] = lines(sheet("14/05/2026;0550000001;Robe;6500", header="Date;Tel;Produit;Prix"))
    assert line.head.states == ("confirmed", "delivered", "collected")


@pytest.mark.parametrize(
    "later",
    [ROW.replace("Livré", "Retour"), ROW.replace("Amina", "Amina B."), ROW.replace("Alger", "16"), ROW.replace(";600;7100", ";700;7200")],
)  # fmt: skip
def test_the_key_ignores_what_changes_while_an_order_lives(later: str) -> None:
    assert lines(sheet(later))[0].head.key == lines(sheet(ROW))[0].head.key


@pytest.mark.parametrize(
    "other",
    [ROW.replace("14/05", "15/05"), ROW.replace("0550000001", "0550000002"), ROW.replace("Robe", "Sac"), ROW.replace(";1;", ";2;")],
)  # fmt: skip
def test_the_key_tells_different_orders_apart(other: str) -> None:
    assert lines(sheet(other))[0].head.key != lines(sheet(ROW))[0].head.key


def test_identical_rows_are_different_orders_and_stay_so() -> None:
    first, second = lines(sheet(ROW, ROW))
    assert first.head.key != second.head.key
    assert [line.head.key for line in lines(sheet(ROW, ROW))] == [first.head.key, second.head.key]


def test_an_order_number_is_the_key_and_gathers_its_rows() -> None:
    header = "N° commande;" + SHEET_HEADER
    found = lines(sheet("CMD-7;" + ROW, "CMD-7;;;;;Sac;1;900;;;", "CMD-8;" + ROW, header=header))
    assert [line.head.key for line in found] == ["n:CMD-7", "n:CMD-7", "n:CMD-8"]
    assert [line.amount for line in found] == [6500, 900, 6500]


def test_a_bare_rank_names_another_order_next_month() -> None:
    header = "N°;" + SHEET_HEADER
    may, june = (lines(sheet("1;" + row, header=header))[0] for row in (ROW, ROW.replace("/05/", "/06/")))
    assert may.head.number == june.head.number == "1"
    assert may.head.key != june.head.key


def test_a_product_under_merged_cells_belongs_to_the_order_above() -> None:
    first, second = lines(sheet(ROW, ";;;;Foulard;2;500;;;"))
    assert second.head is first.head
    assert second.amount == 1000


@pytest.mark.parametrize(
    ("cells", "unit", "amount", "shipping"),
    [
        ({"Prix": "1 234,50", "Total": ""}, "1234.5", "1234.50", "600"),
        ({"Qté": "2", "Prix": "4500", "Total": "9600"}, "4500", "9000", "600"),
        ({"Qté": "2", "Prix": "9000", "Total": "9600"}, "4500", "9000", "600"),
        ({"Prix": "", "Total": "7100"}, "6500", "6500", "600"),
        ({"Prix": "", "Total": "500"}, "500", "500", "600"),
        ({"Livraison": "gratuite", "Total": "6500"}, "6500", "6500", "0"),
        ({"Qté": "", "Prix": "٦٥٠٠"}, "6500", "6500", "600"),
    ],
)  # fmt: skip
def test_amounts_are_reconciled_with_the_total(
    cells: dict[str, str], unit: str, amount: str, shipping: str
) -> None:
    line = one(**cells)
    assert (line.unit_price, line.amount, line.head.shipping) == (
        Decimal(unit),
        Decimal(amount),
        Decimal(shipping),
    )


def test_a_dotted_column_is_thousands_as_a_whole() -> None:
    rows = [ROW.replace(";6500;600;7100", f";{price};600;") for price in ("4.500", "8900", "12.000")]
    assert [line.amount for line in lines(sheet(*rows))] == [4500, 8900, 12000]
    assert [line.amount for line in lines(sheet(*rows, rows[0].replace("4.500", "8.5")))][:2] == [
        Decimal("4.50"),
        8900,
    ]


def test_an_amount_in_centimes_is_flagged_and_kept() -> None:
    rows = [ROW.replace("0550000001", f"055000000{at}") for at in range(5)]
    content = sheet(*rows, ROW.replace(";6500;600;7100", ";650000;600;"))
    assert codes(content) == [(7, "suspect_centimes", False)]
    assert lines(content)[-1].amount == 650000


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        (("14/05/2026", "hier"), "Date", "bad_date"),
        (("14/05/2026", "05/14/2026"), "Date", "bad_date"),
        (("14/05/2026", ""), "Date", "missing_required"),
        (("Robe", ""), "Produit", "missing_required"),
        ((";1;", ";une;"), "Qté", "bad_amount"),
        ((";1;", ";1,5;"), "Qté", "bad_amount"),
        ((";6500;", ";voir;"), "Prix", "bad_amount"),
        ((";6500;600;7100", ";;600;"), "Prix", "missing_required"),
    ],
)  # fmt: skip
def test_an_unreadable_essential_cell_refuses_the_row(
    change: tuple[str, str], column: str, code: str
) -> None:
    found = read(sheet(ROW, ROW.replace(*change), ROW))
    assert [(e.row, e.column, e.code) for e in found if isinstance(e, RowError) and e.fatal] == [
        (3, column, code)
    ]
    assert len([line for line in found if isinstance(line, Line)]) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [(("0550000001", "2,1366E+11"), "bad_phone"), (("Alger", "Atlantide"), "unknown_wilaya"), (("Livré", "martien"), "unknown_status")],
)  # fmt: skip
def test_an_unreadable_other_cell_is_left_out_and_the_row_kept(change: tuple[str, str], code: str) -> None:
    content = sheet(ROW.replace(*change))
    assert codes(content) == [(2, code, False)]
    assert len(lines(content)) == 1


def test_blank_rows_repeated_headers_and_totals_are_no_orders() -> None:
    content = sheet(ROW, "", ";;;;;;;;;", SHEET_HEADER, ROW, ";;;;;;;;14200;", "TOTAL;Mai;;;;;;;14200;")
    assert len(lines(content)) == 2
    assert codes(content) == [(7, "total_row_skipped", False), (8, "total_row_skipped", False)]


def test_two_phones_unknown_columns_and_notes_are_kept() -> None:
    head = one(
        **{"Téléphone": "0550000001 / 0660000002", "Couleur du ruban": "bleu", "Remarque": "après 17h"}
    ).head
    assert (head.phone, head.second_phone, head.note) == ("+213550000001", "+213660000002", "après 17h")
    assert head.extra == {"Couleur du ruban": "bleu"}


def test_a_mapping_reads_a_sheet_with_words_of_its_own() -> None:
    content = b"Quand;Qui;Tel;Quoi;Combien;Ou en est-on\n14/05/2026;Amina;0550000001;Robe;6500;parti\n"
    columns = {
        "date": "Quand",
        "customer_name": "Qui",
        "product": "Quoi",
        "unit_price": "Combien",
        "status": "Ou en est-on",
    }
    mapping = Mapping(columns, {"parti": "in_transit"})
    table = open_table(content)
    arguments = {"zone": ZoneInfo("Africa/Algiers"), "currency": "DZD", "country": "DZ"}
    [line] = hand_sheet.read(table, header_of_sheet(table), mapping=mapping, **arguments)  # type: ignore[arg-type]
    assert isinstance(line, Line)
    assert (line.title, line.head.name, line.head.states.parcel) == ("Robe", "Amina", "in_transit")


def test_a_workbook_gives_the_same_orders_as_its_csv() -> None:
    cells: list[object] = [
        datetime(2026, 5, 14),
        "Amina",
        550000001,
        16,
        "Robe",
        1,
        6500,
        600,
        7100.0,
        "Livré",
    ]
    from_book = lines(workbook(SHEET_HEADER.split(";"), cells, title_rows=2))
    assert [line._replace(row=2) for line in from_book] == lines(sheet(ROW))


def test_a_sheet_without_product_column_is_refused() -> None:
    with pytest.raises(ImportRefused):
        read(sample("commandes_excel_texte_unicode.txt"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters='\r\n;"\0', exclude_categories=["Cs"]), max_size=12), min_size=10, max_size=10),
        max_size=4,
    )
)  # fmt: skip
def test_no_sheet_breaks_the_reader_and_every_amount_is_in_cents(rows: list[list[str]]) -> None:
    for line in lines(sheet(*[";".join(row) for row in rows])):
        assert line.amount == round(line.amount, 2)
        assert line.head.placed_at.tzinfo is UTC
        assert line.title
