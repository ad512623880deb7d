"""The outbox: asked twice, done once; a failing job is parked and the others go on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from catalog.outbox.models import OutboxJob
from catalog.outbox.services import MAX_ATTEMPTS, due_jobs, enqueue, handles, run_job, wake_with
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_shop

done: list[tuple[int, int]] = []


@handles("test.note")
def _note(shop_id: int, payload: dict[str, Any]) -> None:
    done.append((shop_id, payload["n"]))


@handles("test.fail")
def _fail(shop_id: int, payload: dict[str, Any]) -> None:
    raise ValueError("broken")


@pytest.fixture(autouse=True)
def nothing_done_yet() -> None:
    done.clear()


def _ask(shop_id: int, kind: str = "test.note", n: int = 1, key: str = "k") -> int:
    with shop_scope(shop_id):
        return enqueue(kind=kind, payload={"n": n}, unique_key=key)


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_twice_is_one_job_and_done_once() -> None:
    shop = a_shop()
    job = _ask(shop.id)
    assert _ask(shop.id) == job
    assert run_job(shop.id, job)
    assert not run_job(shop.id, job)
    assert done == [(shop.id, 1)]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_lose_the_job() -> None:
    def away(shop_id: int, job_id: int) -> None:
        raise ConnectionError

    from catalog.outbox import tasks

    wake_with(away)
    try:
        shop = a_shop()
        job = _ask(shop.id)
        assert (shop.id, job) in due_jobs()
    finally:
        wake_with(tasks._wake)


@pytest.mark.django_db(transaction=True)
def test_a_failing_job_waits_longer_each_time_and_is_parked_after_five() -> None:
    shop = a_shop()
    job = _ask(shop.id, kind="test.fail")
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert not run_job(shop.id, job)
        with shop_scope(shop.id):
            row = OutboxJob.objects.get(pk=job)
            assert (row.attempts, row.failure) == (attempt, "ValueError")
            assert (row.parked_at is not None) == (attempt == MAX_ATTEMPTS)
            assert row.next_at > timezone.now() + timedelta(seconds=9 * 2**attempt)
            OutboxJob.objects.filter(pk=job).update(next_at=timezone.now() - timedelta(seconds=1))
    assert (shop.id, job) not in due_jobs()
    assert run_job(shop.id, _ask(shop.id, key="another"))


@pytest.mark.django_db(transaction=True)
def test_a_job_in_a_workers_hands_is_not_due_until_its_time_is_up() -> None:
    shop = a_shop()
    job = _ask(shop.id)
    with shop_scope(shop.id):
        OutboxJob.objects.filter(pk=job).update(next_at=timezone.now() + timedelta(minutes=15), attempts=1)
    assert (shop.id, job) not in due_jobs()
    assert not run_job(shop.id, job)


@pytest.mark.django_db(transaction=True)
def test_a_job_is_not_seen_in_another_shops_scope() -> None:
    shop, other = a_shop(), a_shop()
    job = _ask(shop.id)
    assert not run_job(other.id, job)
    assert done == []


def test_every_process_can_wake_a_worker() -> None:
    """A page that asks for an import must not leave it to the sweep, half a minute later."""
    code = "import django; django.setup(); from catalog.outbox.services import _wake; print(len(_wake))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "shop_ai.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "1"
