"""Tests of a channel by matched wilayas: pairs, one of each drawn by chance, and what was counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class TestState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("test", "Planned")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    ENDED = "ended", pgettext_lazy("test", "Over")


class WilayaTest(PublicIdModel, ShopModel):
    """A channel is used in the treated wilaya of each pair only, for some weeks.

    ``pairs``: [treated, compared] names of wilayas, drawn by ``seed``. ``pre_from`` … ``pre_to`` are the weeks by which they were
    matched; ``result`` what was counted last, final once the parcels of the last week had time to arrive.
    """

    channel = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=TestState.choices, default=TestState.PLANNED)
    pairs = models.JSONField(default=list)
    seed = models.DecimalField(max_digits=20, decimal_places=0)
    pre_from = models.DateField()
    pre_to = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    weekly_orders = models.FloatField()
    result = models.JSONField(default=dict)
    result_at = models.DateTimeField(null=True)
    is_final = models.BooleanField(default=False)
    started_by = models.CharField(max_length=120, blank=True)
    stopped_by = models.CharField(max_length=120, blank=True)
    decision_uid = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="wilaya_test_uid_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="wilaya_test_days"),
        ]
        indexes = [models.Index(fields=["shop", "state"], name="wilaya_test_by_state")]
