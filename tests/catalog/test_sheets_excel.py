"""Every sheet is also a workbook: numbers as numbers, nothing runs, right to left in Arabic, memory stays flat."""

from __future__ import annotations

import io
import tracemalloc
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from catalog.templatetags.dashboard import as_xlsx
from shop_ai.lib.sheet import sheet_response, sheets_as_workbooks
from shop_ai.lib.workbook import CONTENT_TYPE, ROWS_A_SHEET, write_workbook
from tests.cast import make_cast
from tests.factories import log_in
from tests.routes import shop_routes

DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("http://x")']


def read(rows: list[list[Any]], header: tuple[str, ...] = ("A", "B")) -> Any:
    with write_workbook(header, rows) as file:
        return openpyxl.load_workbook(io.BytesIO(file.read())).active


def test_numbers_days_and_texts_keep_their_kind() -> None:
    sheet = read([[Decimal("12.50"), date(2026, 11, 22)], [7, "0550123456"], [None, True]])
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0][0] == 12.5
    assert cells[0][1].date() == date(2026, 11, 22)
    assert cells[1] == [7, "0550123456"]
    assert cells[2] == [None, "True"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_can_become_a_formula(text: str) -> None:
    cell = read([[text, "x"]])["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("fr", False)])
def test_an_arabic_workbook_reads_from_the_right(language: str, is_rtl: bool) -> None:
    with translation.override(language):
        assert bool(read([[1, 2]]).sheet_view.rightToLeft) is is_rtl


def test_the_header_stays_in_sight() -> None:
    assert read([[1, 2]]).freeze_panes == "A2"


def test_what_is_too_long_for_a_sheet_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop_ai.lib.workbook.ROWS_A_SHEET", 2)
    with write_workbook(["A"], ([n] for n in range(5))) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    assert [sheet.max_row for sheet in book] == [3, 3, 2]
    assert ROWS_A_SHEET < 1_048_576


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        write_workbook(["A", "B"], ([n, f"texte {n}"] for n in range(rows))).close()
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(8000) < peak(1000) + 500_000


def test_the_same_rows_come_as_csv_or_as_workbook() -> None:
    assert sheet_response("x", ["A"], [[1]])["Content-Type"].startswith("text/csv")
    with sheets_as_workbooks(True):
        answer = sheet_response("x", ["A"], [[1]])
    assert answer["Content-Type"] == CONTENT_TYPE
    assert 'filename="x.xlsx"' in answer["Content-Disposition"]
    assert sheet_response("x", ["A"], [[1]])["Content-Type"].startswith("text/csv")


def test_the_address_of_a_workbook_keeps_what_was_asked() -> None:
    assert [as_xlsx(url) for url in ("days.csv", "days.csv?from=1", "?csv")] == [
        "days.csv?xlsx=1",
        "days.csv?from=1&xlsx=1",
        "?csv&xlsx=1",
    ]


@pytest.mark.django_db
def test_every_sheet_of_the_dashboard_opens_in_excel() -> None:
    cast = make_cast()
    client: Client = log_in(cast.owner)
    sheets = [route for route in shop_routes() if route.pattern.endswith(".csv")]
    assert len(sheets) >= 20
    wrong = {}
    for route in sheets:
        answer: Any = client.get(f"{route.address(cast.shop)}?xlsx=1")
        if answer.status_code == 404:
            continue
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer["Content-Type"] != CONTENT_TYPE or not openpyxl.load_workbook(io.BytesIO(content)).active:
            wrong[route.pattern] = answer["Content-Type"]
    assert wrong == {}
