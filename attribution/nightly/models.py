"""The record of every recomputation: what ran, from what, with which result."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class NightlyRun(ShopModel):
    """One run for one shop. ``slot`` is set by the schedule only, and unique: two beats cannot double it."""

    slot = models.DateField(null=True, blank=True)
    mode = models.CharField(max_length=12, choices=[("incremental", "incremental"), ("full", "full")])
    version = models.CharField(max_length=40)
    as_of = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "slot"], name="nightly_slot_once")]
        indexes = [models.Index(fields=["shop", "-started_at"], name="nightly_by_date")]
