"""What a shop changed in its country's calendar, and the occasions it added."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class OccasionKind(models.TextChoices):
    PUBLIC_HOLIDAY = "public_holiday", _("Public holiday")
    SEASON = "season", _("Season")
    COMMERCE = "commerce", _("Commercial day")
    OWN = "own", _("Your own")


class OccasionChange(PublicIdModel, ShopModel):
    """The shop's word on an occasion, which wins over the calendar's.

    ``origin`` names the calendar's line ("ramadan-2026"); it is empty for an occasion of the shop's own, which has
    its names here. Days are the shop's local days, both included.
    """

    origin = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    kind = models.CharField(max_length=20, choices=OccasionKind.choices, default=OccasionKind.OWN)
    name_fr = models.CharField(max_length=120, blank=True)
    name_ar = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    is_hidden = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "origin"], condition=~Q(origin=""), name="occasion_change_once"
            ),
            models.UniqueConstraint(fields=["shop", "uid"], name="occasion_uid_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="occasion_days_in_order"),
        ]
