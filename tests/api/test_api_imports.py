"""Imports by REST: sent, tried, run in the background, followed, undone."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

import catalog.imports.tasks  # noqa: F401  # registers the job that the worker does
from catalog.orders.models import Order
from catalog.outbox.services import due_jobs, run_job
from catalog.shops.context import ShopContext
from shop_ai.lib.limits import Limit
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.catalog.import_files import sheet
from tests.factories import make_import, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = "14/05/2026;Amina Exemple;0550000001;Alger;Robe kabyle M;1;6500;600;7100;Livré"
BAD = "sometime;Karim;0660000002;Oran;Sac cuir;1;8900;700;9600;Livré"


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("boutique")


def body(*rows: str, **more: Any) -> dict[str, Any]:
    content = base64.b64encode(sheet(*rows)).decode()
    return {"file_name": "mai.csv", "content": content} | more


def work() -> None:
    """What the worker does with the jobs that wait."""
    for shop_id, job_id in due_jobs():
        run_job(shop_id, job_id)


def orders(shop: ShopContext) -> int:
    with shop_scope(shop.id):
        return Order.objects.count()


def path_of(answer: HttpResponse) -> str:
    assert answer.status_code == 202, answer.content
    return answer["Location"].removeprefix("/api/v1/")


def test_a_file_is_taken_at_once_and_imported_in_the_background(api: Caller, shop: ShopContext) -> None:
    answer = api.post("imports", body(GOOD))
    assert found(answer, 202)["state"] == "queued"
    assert orders(shop) == 0
    work()
    done = found(api.get(path_of(answer)))
    assert (done["state"], done["kind"], done["file_name"]) == ("done", "orders", "mai.csv")
    assert {name: done["rows"][name] for name in ("read", "created", "rejected")} == {
        "read": 1,
        "created": 1,
        "rejected": 0,
    }
    assert orders(shop) == 1
    assert [one["id"] for one in found(api.get("imports"))["data"]] == [done["id"]]


def test_a_dry_run_says_what_would_happen_and_can_then_be_run(api: Caller, shop: ShopContext) -> None:
    path = path_of(api.post("imports", body(GOOD, dry_run=True)))
    work()
    tried = found(api.get(path))
    assert (tried["state"], tried["rows"]["created"], tried["undo"]) == ("draft", 1, None)
    assert orders(shop) == 0
    assert found(api.post(f"{path}/run", {}), 202)["state"] == "queued"
    work()
    assert orders(shop) == 1
    assert problem_of(api.post(f"{path}/run", {}), 409)["code"] == "not_ready"


def test_bad_rows_stop_the_file_and_are_downloaded_with_reasons(api: Caller, shop: ShopContext) -> None:
    path = path_of(api.post("imports", body(GOOD, BAD)))
    work()
    failed = found(api.get(path, Accept_Language="en"))
    assert (failed["state"], failed["failure"]["code"], orders(shop)) == ("failed", "bad_rows", 0)
    assert [error["code"] for error in failed["errors"] if error["fatal"]] == ["bad_date"]
    csv = api.get(f"{path}/errors")
    assert csv["Content-Type"].startswith("text/csv")
    lines = csv.content.decode().splitlines()
    assert lines[0] == "row,column,value,code,message"
    assert lines[1].startswith("3,Date,sometime,bad_date,")


def test_bad_rows_are_left_out_when_asked(api: Caller, shop: ShopContext) -> None:
    path = path_of(api.post("imports", body(GOOD, BAD, skip_bad_rows=True)))
    work()
    done = found(api.get(path))
    assert (done["state"], done["rows"]["rejected"], orders(shop)) == ("done", 1, 1)


def test_an_import_is_undone_once(api: Caller, shop: ShopContext) -> None:
    path = path_of(api.post("imports", body(GOOD)))
    problem_of(api.post(f"{path}/undo", None), 409)
    work()
    assert found(api.post(f"{path}/undo", None))["state"] == "undone"
    assert orders(shop) == 0
    assert problem_of(api.post(f"{path}/undo", None), 409)["code"] == "not_undoable"


def test_a_file_may_come_as_a_form(api: Caller, shop: ShopContext) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("mai.csv", sheet(GOOD), "text/csv")
    headers = {"Authorization": f"Bearer {api.secret}", "Idempotency-Key": "f1"}
    answer = Client().post("/api/v1/imports", {"file": file, "dry_run": "true"}, headers=headers)
    assert found(answer, 202)["file_name"] == "mai.csv"
    file.seek(0)
    again = Client().post("/api/v1/imports", {"file": file, "dry_run": "true"}, headers=headers)
    assert again["Idempotent-Replayed"] == "true"
    work()
    assert orders(shop) == 0


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({"file_name": "x.csv", "content": "%%%"}, "#/content", "bad_base64"),
        (
            {"file_name": "x.csv", "content": base64.b64encode(b"\x00\x01\x02" * 50).decode()},
            "#/content",
            "binary",
        ),
        (body(GOOD, kind="gossip"), "#/kind", "invalid_choice"),
        (body(GOOD, mapping={"columns": {"shoe": "Date"}}), "#/mapping", "bad_mapping"),
        (body(GOOD, mapping=[1]), "#/mapping", "bad_mapping"),
    ],
)
def test_what_cannot_be_imported_is_pointed_at(api: Caller, sent: Any, pointer: str, code: str) -> None:
    errors = problem_of(api.post("imports", sent), 422)["errors"]
    assert [(error["pointer"], error["code"]) for error in errors] == [(pointer, code)]
    assert found(api.get("imports"))["data"] == []


def test_a_shop_sends_only_so_many_files_a_day(api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.imports.api.PER_DAY", Limit("api-import", 1, 86_400))
    path_of(api.post("imports", body(GOOD)))
    answer = api.post("imports", body(GOOD))
    problem_of(answer, 429)
    assert int(answer["Retry-After"]) > 0


def test_a_neighbours_import_is_not_found(api: Caller) -> None:
    neighbour = make_shop("voisin")
    path = f"imports/imp_{make_import(neighbour).uid.hex}"
    for answer in (
        api.get(path),
        api.get(f"{path}/errors"),
        api.post(f"{path}/undo", None),
        api.post(f"{path}/run", {}),
    ):
        problem_of(answer, 404)
    assert found(caller(neighbour).get(path))["state"] == "done"
