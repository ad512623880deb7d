"""P3: after an erasure nobody finds the person again, in no table and behind no seal."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.utils import timezone

from catalog.customers.models import Customer
from catalog.imports.models import ImportFile
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.orders.models import Order
from catalog.outbox.services import due_jobs, run_job
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.services import fold_waiting
from tests.transparency import canary_person as canary
from transparency.erasure import logbook
from transparency.erasure.logbook import Entry
from transparency.erasure.models import ErasureRecord
from transparency.erasure.services import erase_again, erase_customer


def work() -> None:
    """Do what a worker would do."""
    for shop_id, job_id in due_jobs():
        assert run_job(shop_id, job_id)


@pytest.mark.django_db(transaction=True)
def test_after_an_erasure_no_trace_is_left_and_amounts_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary.clear_sealing(monkeypatch)
    shop, her = canary.a_shop_with_her()
    fold_waiting()
    assert canary.traces(canary.dump()) == list(canary.CANARIES)
    with shop_scope(shop.id):
        before = list(Order.objects.order_by("pk").values_list("total_amount", "wilaya", "placed_on"))
    erase_customer(shop.id, her, by="user:1", cause="request")
    work()
    assert canary.lines_with(canary.dump()) == []
    with shop_scope(shop.id):
        assert list(Order.objects.order_by("pk").values_list("total_amount", "wilaya", "placed_on")) == before
        record = ErasureRecord.objects.get(customer_uid=her)
        assert (record.state, record.left) == ("done", {})
        assert Customer.objects.get(uid=her).erased_at is not None
        assert Customer.objects.filter(erased_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_old_sheet_that_is_imported_again_or_taken_back_brings_nobody_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary.clear_sealing(monkeypatch)
    shop, her = canary.a_shop_with_her()
    erase_customer(shop.id, her, by="user:1", cause="request")
    work()
    sheet = canary.SHEET.replace("Livré", "Retour")
    batch = create_import(shop, content=sheet.encode(), file_name="encore.csv")
    run_import(shop, batch.pk)
    with shop_scope(shop.id):
        ImportFile.objects.filter(batch=batch).delete()
        assert Order.objects.get(number="A-100").parcel_state == "refused"
        assert Customer.objects.count() == 2
    assert canary.lines_with(canary.dump()) == []
    undo_import(shop.id, batch.pk)
    assert canary.lines_with(canary.dump()) == []
    with shop_scope(shop.id):
        assert Order.objects.get(number="A-100").parcel_state == "delivered"
        assert Customer.objects.get(uid=her).erased_at is not None


@pytest.mark.django_db(transaction=True)
def test_an_erasure_is_done_again_where_an_older_database_brings_the_person_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    canary.clear_sealing(monkeypatch)
    shop, her = canary.a_shop_with_her()
    fold_waiting()
    record = uuid.uuid4()
    entry = Entry(shop.uid, her, record, timezone.now())
    stranger = Entry(uuid.uuid4(), her, uuid.uuid4(), timezone.now())
    assert erase_again([stranger, entry]) == 1
    assert canary.lines_with(canary.dump()) == []
    with shop_scope(shop.id):
        found = ErasureRecord.objects.get(customer_uid=her)
        assert (found.uid, found.cause, found.replays, found.state) == (record, "restore", 1, "done")
    assert erase_again([entry]) == 0


def test_the_logbook_keeps_each_erasure_once_and_survives_a_line_that_was_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "backups" / "erasures.jsonl"
    assert list(logbook.read(file)) == []
    entries = [Entry(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), timezone.now()) for _ in range(3)]
    logbook.write(file, entries[:2])
    with file.open("a", encoding="utf-8") as cut:
        cut.write(entries[2].as_line()[:40])
    logbook.write(file, entries)
    assert list(logbook.read(file)) == entries
    assert file.stat().st_mode & 0o777 == 0o600
    assert "name" not in file.read_text("utf-8")
