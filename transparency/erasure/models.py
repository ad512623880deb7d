"""Erasures that were asked for, and what became of them. Nothing here says who the person was."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class ErasureState(models.TextChoices):
    ASKED = "asked", _("Waiting")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Erased")
    FAILED = "failed", _("Stopped: try again")


class ErasureRecord(PublicIdModel, ShopModel):
    """One erasure: the public id of an erased customer, when, why and who asked; no name, no number, no key.

    ``steps_done`` counts the steps of :mod:`transparency.erasure.steps` that are through, so that a page can show
    the progress; ``counts`` says how many rows each step touched, ``left`` where traces were found afterwards (none
    when it went well). ``replays`` is how often it was done again after a restore.
    """

    customer_uid = models.UUIDField()
    cause = models.CharField(max_length=40)
    by = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    counts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    left: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    replays = models.PositiveSmallIntegerField(default=0)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="erasure_uid_once"),
            models.UniqueConstraint(fields=["shop", "customer_uid"], name="erasure_of_customer_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="erasure_done_has_time"
            ),
        ]
        indexes = [models.Index(fields=["shop", "-asked_at"], name="erasure_by_time")]
