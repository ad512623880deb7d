"""Work to do, written in the transaction that asks for it; Celery is only the wake-up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from shop_ai.lib.tenancy import ShopModel


class OutboxJob(ShopModel):
    """One job. ``payload`` holds ids only; ``unique_key`` makes asking twice harmless."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=200)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)  # gave up after five attempts; shown to the owner
    failure = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    unscoped: ClassVar[models.Manager[OutboxJob]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "unique_key"], name="outbox_job_once")]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(done_at__isnull=True, parked_at__isnull=True),
                name="outbox_job_due",
            )
        ]
