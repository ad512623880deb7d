"""Asking for work and doing it: the row is the truth, Celery only wakes the worker.

``enqueue`` writes in the caller's transaction; after the commit a message says "look". When the message is
lost with all of Redis, the sweep finds the row within thirty seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.outbox.models import OutboxJob
from shop_ai.lib.tenancy import current_shop_id, purpose, shop_scope
from transparency.ledger.clock import deciding

log = logging.getLogger(__name__)
Handler = Callable[[int, dict[str, Any]], None]  # shop id, payload
Wake = Callable[[int, int], None]

MAX_ATTEMPTS = 5
HELD_FOR = timedelta(minutes=15)  # a worker that died gives the job back after this long
_handlers: dict[str, Handler] = {}
_wake: list[Wake] = []


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Decorator.

    This function does jobs of ``kind``. It opens its own scope and must be safe to run twice.
    """

    def remember(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return remember


def wake_with(wake: Wake) -> None:
    """Set how a worker is told that a job waits (the Celery task does so when it is loaded)."""
    _wake[:] = [wake]


def enqueue(*, kind: str, payload: dict[str, Any], unique_key: str) -> int:
    """Ask for a job in the shop in scope; asking again with the same key returns the same job."""
    job, created = OutboxJob.objects.get_or_create(
        shop_id=current_shop_id(), kind=kind, unique_key=unique_key, defaults={"payload": payload}
    )
    if created:
        transaction.on_commit(lambda: _try_to_wake(job.shop_id, job.pk))
    return int(job.pk)


def _try_to_wake(shop_id: int, job_id: int) -> None:
    for wake in _wake:
        try:
            wake(shop_id, job_id)
        except Exception:  # noqa: BLE001  # the broker may be away in any way: the sweep will find the row
            log.warning("broker away; job %s waits for the sweep", job_id)


def due_jobs(limit: int = 200) -> list[tuple[int, int]]:
    """``(shop_id, job_id)`` of jobs that wait, oldest first, over all shops."""
    with purpose("outbox"):
        due = OutboxJob.unscoped.filter(
            done_at__isnull=True, parked_at__isnull=True, next_at__lte=timezone.now()
        )
        return list(due.order_by("next_at").values_list("shop_id", "pk")[:limit])


def run_job(shop_id: int, job_id: int) -> bool:
    """Claim and do one job; False when it was not due, already taken or failed."""
    now = timezone.now()
    with shop_scope(shop_id):
        claimed = OutboxJob.objects.filter(
            pk=job_id, done_at__isnull=True, parked_at__isnull=True, next_at__lte=now
        ).update(attempts=F("attempts") + 1, next_at=now + HELD_FOR)
        job = OutboxJob.objects.get(pk=job_id) if claimed else None
    if job is None:
        return False
    try:
        with deciding():
            _handlers[job.kind](shop_id, job.payload)
    except Exception as error:
        log.exception("job %s of kind %s failed", job_id, job.kind)
        _note_failure(job, error)
        return False
    with shop_scope(shop_id):
        OutboxJob.objects.filter(pk=job_id).update(done_at=timezone.now(), failure="")
    return True


def _note_failure(job: OutboxJob, error: Exception) -> None:
    now = timezone.now()
    give_up = job.attempts >= MAX_ATTEMPTS
    with shop_scope(job.shop_id):
        OutboxJob.objects.filter(pk=job.pk).update(
            failure=type(error).__name__,
            next_at=now + timedelta(seconds=10 * 2**job.attempts),
            parked_at=now if give_up else None,
        )
