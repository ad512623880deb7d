"""What the owner notes of a day or a stretch of days, to be read beside the figures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class DayNote(PublicIdModel, ShopModel):
    """A note on the shop's local days from ``starts_on`` to ``ends_on``, both included."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    text = models.CharField(max_length=200)
    written_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="day_note_uid_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="day_note_days_in_order"),
        ]
        indexes = [models.Index(fields=["shop", "starts_on"], name="day_note_by_day")]
