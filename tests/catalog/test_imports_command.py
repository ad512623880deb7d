"""``import_file``: the JSON that scripts read, and its exit status."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.imports.models import ImportBatch
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import DATA, sheet
from tests.shops import a_shop

pytestmark = pytest.mark.django_db

ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"


def run(path: Path, shop: str, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    try:
        call_command(
            "import_file", str(path), shop=shop, json=True, stdout=out, stderr=io.StringIO(), **options
        )
        code = 0
    except SystemExit as stopped:
        code = int(str(stopped.code))
    document: dict[str, Any] = json.loads(out.getvalue())
    return document | {"exit": code}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_bytes(sheet(ROW, ROW.replace("14/05/2026", "hier")))
    return path


def test_the_document_of_an_import() -> None:
    shop = a_shop()
    found = run(DATA / "commandes_excel_fr_cp1252.csv", shop.slug)
    assert (found["kind"], found["format"], found["encoding"], found["exit"]) == (
        "orders",
        "hand_sheet",
        "cp1252",
        0,
    )
    assert found["rows"] == {"read": 3, "created": 3, "updated": 0, "unchanged": 0, "rejected": 0}
    with shop_scope(shop.id):
        batch = ImportBatch.objects.get()
    assert found["undo"] == found["id"] == f"imp_{batch.uid.hex}"
    assert [(warning["row"], warning["column"], warning["code"]) for warning in found["warnings"]] == [
        (4, "Téléphone", "bad_phone"), (6, "Total", "total_row_skipped"),
    ]  # fmt: skip


def test_a_dry_run_leaves_no_trace() -> None:
    shop = a_shop()
    found = run(DATA / "shopify_orders_export.csv", shop.slug, dry_run=True)
    assert (found["rows"]["created"], found["undo"], found["exit"]) == (6, None, 0)
    with shop_scope(shop.id):
        assert not Order.objects.exists()
        assert not ImportBatch.objects.exists()


def test_bad_rows_fail_the_command_and_are_all_named(bad: Path) -> None:
    shop = a_shop()
    found = run(bad, shop.slug)
    assert (found["exit"], found["undo"], found["rows"]["rejected"]) == (1, None, 1)
    [error] = found["errors"]
    assert (error["row"], error["column"]) == (3, "Date")
    assert error["message"]


def test_bad_rows_can_be_skipped(bad: Path) -> None:
    shop = a_shop()
    found = run(bad, shop.slug, skip_bad_rows=True)
    assert (found["exit"], found["rows"]["created"], found["rows"]["rejected"]) == (0, 1, 1)


def test_a_mapping_file_names_the_columns(tmp_path: Path) -> None:
    shop = a_shop()
    path, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    path.write_text("Quand;Tel;Quoi;Combien\n14/05/2026;0550000001;Robe;6500\n")
    columns = {"date": "Quand", "phone": "Tel", "product": "Quoi", "unit_price": "Combien"}
    mapping.write_text(json.dumps({"columns": columns}))
    assert run(path, shop.slug, mapping=mapping)["rows"]["created"] == 1
    mapping.write_text('{"columns": {"colour": "Quoi"}}')
    with pytest.raises(CommandError, match="colour"):
        run(path, shop.slug, mapping=mapping)


def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path) -> None:
    shop = a_shop()
    with pytest.raises(CommandError):
        run(tmp_path / "none.csv", shop.slug)
    with pytest.raises(CommandError):
        run(DATA / "shopify_orders_export.csv", "nowhere")


@pytest.mark.parametrize("content", [b"", b"a line\nand another\n"], ids=["empty", "no header"])
def test_a_file_that_is_refused_whole_gives_scripts_a_document_too(tmp_path: Path, content: bytes) -> None:
    shop, path = a_shop(), tmp_path / "x.csv"
    path.write_bytes(content)
    found = run(path, shop.slug)
    assert (found["exit"], found["id"], found["undo"], found["rows"]["read"]) == (1, None, None, 0)
    assert found["failure"]
    with shop_scope(shop.id):
        assert not ImportBatch.objects.exists()
    with pytest.raises(CommandError):
        call_command("import_file", str(path), shop=shop.slug)


def test_a_kind_that_is_not_read_yet_is_a_failure_in_the_document() -> None:
    found = run(DATA / "shopify_orders_export.csv", a_shop().slug, kind="reviews")
    assert (found["exit"], found["kind"], found["rows"]["created"]) == (1, "reviews", 0)
    assert found["failure"]


def test_without_json_people_read_sentences(bad: Path) -> None:
    shop, out = a_shop(), io.StringIO()
    call_command("import_file", str(bad), shop=shop.slug, skip_bad_rows=True, stdout=out)
    assert len(out.getvalue().splitlines()) == 3
