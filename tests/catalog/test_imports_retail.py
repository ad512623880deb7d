"""The plain sales file against an independent computation, and each of its rules."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from catalog.imports.decoding import open_table
from catalog.imports.detection import detect
from catalog.imports.formats import retail as reader
from catalog.imports.records import Line, Record, RowError, document_kind
from catalog.imports.refusal import ImportRefused
from tests.catalog.import_files import RETAIL, retail

LONDON = ZoneInfo("Europe/London")


def read(content: bytes) -> list[Record]:
    return list(stream(content))


def stream(content: bytes) -> Iterator[Record]:
    table = open_table(content)
    return reader.read(table, detect(table), zone=LONDON, currency="GBP")


def lines(*rows: str) -> list[Line]:
    return [record for record in read(retail(*rows)) if isinstance(record, Line)]


@pytest.fixture(scope="module")
def truth() -> pd.DataFrame:
    frame = pd.read_csv(RETAIL, dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"])
    frame["cents"] = (frame["Quantity"] * frame["UnitPrice"] * 100).round().astype("int64")
    frame["month"] = frame["InvoiceDate"].dt.strftime("%Y-%m")
    return frame


def test_the_real_file_gives_the_published_figures_and_each_month(truth: pd.DataFrame) -> None:
    net, months, kinds = Decimal(0), defaultdict[str, Decimal](Decimal), defaultdict[str, set[str]](set)
    rows = 0
    for record in stream(RETAIL.read_bytes()):
        assert isinstance(record, Line)
        rows += 1
        net += record.amount
        months[record.at.astimezone(LONDON).strftime("%Y-%m")] += record.amount
        kinds[record.head.key].add(record.kind)
    assert (rows, len(kinds), net) == (320_705, 16_459, Decimal("5761931.38"))
    assert len(truth) == rows
    assert {month: int(value * 100) for month, value in months.items()} == truth.groupby("month")[
        "cents"
    ].sum().to_dict()
    documents = truth.groupby("InvoiceNo")["cents"].agg(["max", "min"])
    found = [document_kind(kind) for kind in kinds.values()]  # type: ignore[arg-type]  # sets of kinds
    assert found.count("sale") == (documents["max"] > 0).sum()
    assert found.count("adjustment") == ((documents["max"] == 0) & (documents["min"] == 0)).sum()
    assert sum(key.startswith("C") for key in kinds) == 2_554


def test_a_positive_invoice_is_a_sale_delivered_when_placed() -> None:
    [line] = lines("536365,85123A,HEART T-LIGHT ,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom")
    assert (line.kind, line.quantity, line.unit_price, line.amount) == (
        "sale",
        6,
        Decimal("2.55"),
        Decimal("15.30"),
    )
    assert line.head.placed_at == line.head.dates.delivered == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert line.head.states == ("confirmed", "delivered", "collected")
    assert (line.title, line.head.country) == ("HEART T-LIGHT", "United Kingdom")


def test_the_customer_is_an_identity_of_the_channel_and_may_be_missing() -> None:
    named, unnamed = lines(
        "1,A1,X,1,2010-12-01 08:26:00,1,17850.0,France", "2,A1,X,1,2010-12-01 08:26:00,1,,France"
    )
    assert (named.head.customer_channel, named.head.customer_id) == ("retail", "17850")
    assert (unnamed.head.customer_channel, unnamed.head.customer_id) == ("", "")


def test_negative_lines_and_credit_notes_are_never_sales() -> None:
    found = lines(
        "C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527.0,UK",
        "C536380,A1,Free,-2,2010-12-01 09:41:00,0,14527.0,UK",
        "A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,UK",
        "536414,22139,,56,2010-12-01 11:52:00,0,,UK",
    )
    assert [line.kind for line in found] == ["credit_note", "credit_note", "credit_note", "adjustment"]


def test_a_document_is_an_order_as_soon_as_one_line_sells() -> None:
    assert document_kind(["adjustment", "sale", "credit_note"]) == "sale"
    assert document_kind(["adjustment", "credit_note"]) == "credit_note"
    assert document_kind(["adjustment"]) == "adjustment"


@pytest.mark.parametrize(
    "code", ["POST", "DOT", "M", "m", "BANK CHARGES", "AMAZONFEE", "CRUK", "D", "S", "C2", "B", "PADS"]
)
def test_service_codes_are_not_products(code: str) -> None:
    assert lines(f"1,{code},X,1,2010-12-01 08:26:00,1,,UK")[0].is_service
    assert not lines(f"1,{code}9,X,1,2010-12-01 08:26:00,1,,UK")[0].is_service


def test_exact_duplicate_rows_are_kept() -> None:
    row = "536409,21866,FLAG,1,2010-12-01 11:45:00,1.25,17908.0,UK"
    assert [line.row for line in lines(row, row)] == [2, 3]


def test_lines_that_follow_each_other_share_their_head() -> None:
    first, second, third = lines(
        "1,A1,X,1,2010-12-01 08:26:00,1,,UK",
        "1,A2,X,1,2010-12-01 08:26:00,1,,UK",
        "1,A3,X,1,2010-12-01 08:27:00,1,,UK",
    )
    assert first.head is second.head
    assert third.head.key == first.head.key


def test_unreadable_essential_cells_refuse_their_row_and_say_why() -> None:
    good = "1,A1,X,1,2010-12-01 08:26:00,1,,UK"
    bad = {
        ",A1,X,1,2010-12-01,1,,UK": ("InvoiceNo", "missing_required"),
        "1,,X,1,2010-12-01,1,,UK": ("StockCode", "missing_required"),
        "1,A1,X,some,2010-12-01,1,,UK": ("Quantity", "bad_amount"),
        "1,A1,X,1.5,2010-12-01,1,,UK": ("Quantity", "bad_amount"),
        "1,A1,X,1,2010-13-01,1,,UK": ("InvoiceDate", "bad_date"),
        "1,A1,X,1,,1,,UK": ("InvoiceDate", "missing_required"),
        "1,A1,X,1,2010-12-01,free,,UK": ("UnitPrice", "bad_amount"),
        "1,A1,X,1,2010-12-01,99999999999,,UK": ("UnitPrice", "bad_amount"),
        "1,A1": ("InvoiceNo", "missing_required"),
    }
    records = read(retail(good, *bad, good))
    errors = [record for record in records if isinstance(record, RowError)]
    assert [(error.row, error.column, error.code) for error in errors] == [
        (row, *reason) for row, reason in enumerate(bad.values(), start=3)
    ]
    assert all(error.fatal for error in errors)
    assert len(records) == len(bad) + 2


def test_blank_rows_are_passed_over_and_still_counted_in_row_numbers() -> None:
    assert [
        line.row for line in lines("", "1,A1,X,1,2010-12-01,1,,UK", ",,,,,,,", "2,A1,X,1,2010-12-01,1,,UK")
    ] == [3, 5]


def test_month_first_dates_are_read_when_the_column_proves_it() -> None:
    found = lines("1,A1,X,1,12/1/2010 8:26,1,,UK", "2,A1,X,1,12/13/2010 8:26,1,,UK")
    assert [line.at.month for line in found] == [12, 12]


def test_the_second_edition_s_column_names_are_read_too() -> None:
    content = b"Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n1,A1,X,2,2010-12-01,3,7,UK\n"
    [record] = read(content)
    assert isinstance(record, Line)
    assert (record.amount, record.head.customer_id) == (Decimal(6), "7")


def test_columns_may_stand_in_any_order_and_optional_ones_be_absent() -> None:
    [record] = read(b"UnitPrice;Quantity;InvoiceDate;StockCode;InvoiceNo\n2,50;2;01/12/2010;A1;9\n")
    assert isinstance(record, Line)
    assert (record.head.key, record.amount, record.title, record.head.country) == (
        "9",
        Decimal("5.00"),
        "",
        "",
    )


def test_a_file_without_an_essential_column_is_refused() -> None:
    table = open_table(b"InvoiceNo,StockCode,Description,Quantity\n1,A,X,1\n")
    detection = detect(open_table(retail()))
    with pytest.raises(ImportRefused) as caught:
        list(
            reader.read(
                table,
                type(detection)("retail", 1, ("InvoiceNo", "StockCode", "Quantity")),
                zone=LONDON,
                currency="GBP",
            )
        )
    assert caught.value.details == {"columns": "InvoiceDate, UnitPrice"}
