"""The background half: progress that others see, jobs that answer, files that are forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from catalog.imports import progress
from catalog.imports.forgetting import forget_files
from catalog.imports.job import job_of
from catalog.imports.models import ImportBatch, ImportFile, ImportRowError, ImportState
from catalog.imports.progress import Progress, progress_of
from catalog.imports.refusal import MESSAGES, ImportRefused
from catalog.imports.running import run_import
from catalog.imports.services import create_import, queue_import
from catalog.imports.tasks import run_queued
from catalog.orders.models import Order
from catalog.outbox.models import OutboxJob
from catalog.outbox.services import run_job
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import retail, sample, sheet
from tests.shops import a_shop

pytestmark = pytest.mark.django_db(transaction=True)

ROW = "14/05/2026;Amina;0550000001;Alger;Robe;1;6500;600;7100;Livré"


def draft(shop: ShopContext, content: bytes) -> ImportBatch:
    return create_import(shop, content=content, file_name="orders.csv")


def test_a_queued_import_is_done_by_the_outbox() -> None:
    shop = a_shop()
    batch = draft(shop, sheet(ROW))
    assert queue_import(shop.id, batch)
    assert not queue_import(shop.id, batch)
    with shop_scope(shop.id):
        job = OutboxJob.objects.get(kind="import")
    assert run_job(shop.id, job.pk)
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert (batch.state, Order.objects.count()) == (ImportState.DONE, 1)


def test_a_refused_file_is_an_answer_and_not_a_failed_job() -> None:
    shop = a_shop()
    batch = draft(shop, sheet(ROW.replace("14/05/2026", "hier")))
    run_queued(shop.id, {"batch": batch.pk, "skip_bad_rows": False, "dry_run": False})
    with shop_scope(shop.id):
        batch.refresh_from_db()
        assert (batch.state, batch.failure) == (ImportState.FAILED, "bad_rows")


def test_progress_is_seen_while_the_import_s_own_transaction_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop()
    batch = draft(shop, retail(*[f"{n},A1,Mug,1,2010-12-01 08:26:00,1,,UK" for n in range(2500)]))
    seen: list[tuple[str, int]] = []
    say = Progress.say

    def say_and_look(self: Progress, rows_seen: int) -> None:
        self._next = 0.0
        say(self, rows_seen)
        seen.append(seen_by_others(shop))

    monkeypatch.setattr(Progress, "say", say_and_look)
    run_import(shop, batch.pk)
    assert seen == [("running", 1001), ("running", 2001)]


def seen_by_others(shop: ShopContext) -> tuple[str, int]:
    """What another connection sees of the shop's latest import."""
    parameters: dict[str, Any] = connection.get_connection_params()
    for name in ("pool", "cursor_factory", "context"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters) as link:
        link.execute("SELECT set_config('app.shop', %s, true)", [str(shop.id)])
        row = link.execute(
            "SELECT state, rows_seen FROM catalog_importbatch ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert row is not None
    return str(row[0]), int(row[1])


def test_a_second_import_of_the_shop_waits_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    shop, other = a_shop(), a_shop()
    batch = draft(shop, sheet(ROW))
    monkeypatch.setattr(progress, "_WAIT_MS", 50)
    with progress_of(shop.id, batch.pk):
        with pytest.raises(psycopg.errors.LockNotAvailable):
            run_import(shop, batch.pk)
        assert run_import(other, draft(other, sheet(ROW)).pk).created == 1
    assert run_import(shop, batch.pk).created == 1


def test_time_left_counts_reading_and_writing() -> None:
    now = timezone.now()
    batch = ImportBatch(
        state="running", rows_total=1000, rows_seen=250, started_at=now - timedelta(seconds=10)
    )
    job = job_of(batch, now)
    assert (job.done, job.total, job.seconds_left, job.is_finished) == (250, 1000, 60.0, False)
    batch.rows_seen = 0
    assert job_of(batch, now).seconds_left is None


def test_files_and_refused_values_are_forgotten_after_thirty_days() -> None:
    shop = a_shop()
    batch = draft(shop, sample("commandes_excel_fr_cp1252.csv"))
    run_import(shop, batch.pk)
    now = timezone.now()
    assert forget_files(shop.id, now + timedelta(days=29)) == 0
    with shop_scope(shop.id):
        ImportBatch.objects.update(created_at=now - timedelta(days=31))
        ImportFile.objects.update(created_at=now - timedelta(days=31))
    assert forget_files(shop.id, now) == 1
    with shop_scope(shop.id):
        assert set(ImportRowError.objects.values_list("value_sealed", flat=True)) == {None}
        assert Order.objects.count() == 3
    again = draft(shop, sheet(ROW))
    with shop_scope(shop.id):
        ImportFile.objects.all().delete()
    with pytest.raises(ImportRefused) as caught:
        run_import(shop, again.pk)
    assert caught.value.code == "file_forgotten"


def test_every_refusal_has_its_words() -> None:
    assert all(isinstance(words, str) and words.endswith(".") for words in MESSAGES.values())
