"""From bytes to rows: encodings, delimiters, archives, workbooks, and what is refused."""

# ruff: noqa: DTZ001 -- naive times are what these cells hold
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.imports.decoding import open_table
from catalog.imports.refusal import ImportRefused
from catalog.imports.sheets import MAX_COLUMNS, MAX_ENTRIES
from tests.catalog.import_files import gzipped, sample, workbook, zipped

ROWS = [["Date", "Téléphone", "Produit"], ["14/05/2026", "0550000001", "Robe brodée"]]
ARABIC = [["التاريخ", "الهاتف", "المنتج"], ["14/05/2026", "0550000001", "فستان قبائلي"]]


def text_of(rows: list[list[str]], delimiter: str = ";") -> str:
    return "\r\n".join(delimiter.join(row) for row in rows)


def cells(content: bytes, encoding: str = "") -> list[list[str]]:
    return [row for _number, row in open_table(content, encoding=encoding).rows()]


def refusal(content: bytes) -> str:
    with pytest.raises(ImportRefused) as caught:
        list(open_table(content).rows())
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1256"])
def test_french_reads_the_same_in_every_encoding_of_excel(encoding: str) -> None:
    assert cells(text_of(ROWS).encode(encoding)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_reads_the_same_in_every_encoding_of_excel(encoding: str) -> None:
    assert cells(text_of(ARABIC).encode(encoding)) == ARABIC


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    assert cells(text_of(ROWS, delimiter).encode()) == ROWS


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("commandes_excel_fr_cp1252.csv", "cp1252", ";"),
        ("commandes_excel_ar_cp1256.csv", "cp1256", ";"),
        ("commandes_excel_texte_unicode.txt", "utf-16", "\t"),
        ("shopify_orders_export.csv", "utf-8", ","),
    ],
)
def test_samples_of_real_programs(name: str, encoding: str, delimiter: str) -> None:
    table = open_table(sample(name))
    assert (table.encoding, table.delimiter) == (encoding, delimiter)


def test_a_guessed_encoding_says_so_and_can_be_overridden() -> None:
    content = text_of(ARABIC).encode("cp1256")
    assert not open_table(content).encoding_is_sure
    assert open_table(text_of(ROWS).encode()).encoding_is_sure
    assert cells(content, "cp1252") != ARABIC
    assert cells(content, "cp1256") == ARABIC


def test_the_sep_line_of_excel_is_consumed_and_counted() -> None:
    rows = list(open_table(b"sep=,\r\na,b;c\r\n1,2;3\r\n").rows())
    assert rows == [(2, ["a", "b;c"]), (3, ["1", "2;3"])]


def test_quotes_and_newlines_inside_cells() -> None:
    assert cells(b'a,b\n"x\ny","say ""hi"""\n') == [["a", "b"], ["x\ny", 'say "hi"']]


def test_gzip_and_a_zip_of_one_file_are_unpacked() -> None:
    plain = text_of(ROWS).encode()
    assert cells(gzipped(plain)) == cells(zipped({"orders.csv": plain})) == ROWS


def test_a_workbook_gives_dates_and_numbers_as_text_without_losing_digits() -> None:
    content = workbook(["Date", "Tel", "Prix", "Vide"], [datetime(2026, 5, 14), 213550000001, 6500.5, None])
    assert cells(content) == [
        ["Date", "Tel", "Prix", "Vide"],
        ["2026-05-14 00:00:00", "213550000001", "6500.5"],
    ]


def test_what_is_no_table_is_refused() -> None:
    assert refusal(b"") == "empty"
    assert refusal(b" \n ") == "empty"
    assert refusal(b"\xd0\xcf\x11\xe0 old excel") == "old_excel"
    assert refusal(b"a,b\n1,\x00\n") == "binary"
    assert refusal("a,b\n1,\0\n".encode("utf-16")) == "binary"
    assert refusal(b"\x1f\x8b not gzip at all") == "unreadable"
    assert refusal(gzipped(text_of(ROWS).encode())[:-9]) == "unreadable"
    assert refusal(zipped({"a.csv": b"a", "b.csv": b"b"})) == "several_files"
    assert refusal(b"PK\x03\x04 broken") == "unreadable"


def test_macros_are_refused_whatever_the_name_of_the_file() -> None:
    assert refusal(zipped({"[Content_Types].xml": b"<x/>", "xl/vbaProject.bin": b"x"})) == "macro"


def test_bombs_are_stopped_in_gzip_zip_and_workbooks() -> None:
    zeros = b"a,b\n" + b"1,2\n" * 10_000_000
    assert refusal(gzipped(zeros)) == "bomb"
    assert refusal(zipped({"orders.csv": zeros})) == "bomb"
    assert refusal(zipped({"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": zeros})) == "bomb"


def test_an_archive_of_thousands_of_files_is_refused_before_it_is_listed() -> None:
    parts = {f"xl/media/{n}.bin": b"" for n in range(MAX_ENTRIES)}
    assert refusal(zipped({"[Content_Types].xml": b"<x/>"} | parts)) == "bomb"


def test_a_row_of_nothing_but_separators_is_stopped_before_it_fills_the_memory() -> None:
    assert refusal(b"Nom;Tel\n" + b";" * 20_000_000) == "unreadable_row"
    with pytest.raises(ImportRefused) as caught:
        list(open_table(b"Nom;Tel\n1;2\n" + b'"' + b'\n";"' * 500_000).rows())
    assert caught.value.code == "unreadable_row"


def test_a_sheet_has_at_most_as_many_columns_as_a_workbook() -> None:
    wide = ";".join(f"c{number}" for number in range(2000))
    [(number, cells)] = open_table(wide.encode()).rows()
    assert (number, len(cells)) == (1, MAX_COLUMNS)


def test_a_quote_that_is_never_closed_is_named_by_its_line() -> None:
    content = b'a,b\n1,2\n3,"' + b"x" * 40_000
    with pytest.raises(ImportRefused) as caught:
        list(open_table(content).rows())
    assert caught.value.code == "unreadable_row"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_any_table_written_as_csv_reads_back(rows: list[list[str]], encoding: str) -> None:
    rows = [["first;", "second;"], *rows]
    written = "\r\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert cells(written.encode(encoding)) == rows


@settings(max_examples=60)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_hostile_bytes_are_read_or_refused_but_never_break(content: bytes, start: bytes) -> None:
    with suppress(ImportRefused):
        list(open_table(start + content).rows())
