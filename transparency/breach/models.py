"""Breaches of personal data: what happened, whom it touches, which steps were taken."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import PublicIdModel, ShopModel


class BreachKind(models.TextChoices):
    """What befell the data."""

    DISCLOSED = "disclosed", _("Somebody saw data who should not have")
    LOST = "lost", _("Data was lost or destroyed")
    CHANGED = "changed", _("Data was changed by somebody who should not have")


class Reach(models.TextChoices):
    """Whose data it is; the affected persons are counted from it."""

    EVERYONE = "everyone", _("Every customer of the shop")
    BUYERS = "buyers", _("Customers who ordered between two days")
    WRITERS = "writers", _("People who wrote to the shop between two days")
    TEAM = "team", _("People of the shop's team")


class Breach(PublicIdModel, ShopModel):
    """One breach. ``words`` is what the owner wrote of it, sealed, since it may name persons.

    ``persons`` was counted at ``counted_at``; ``steps`` says of each step of the checklist when and by whom it was
    ticked. The authority is to be told by ``due_at``.
    """

    kind = models.CharField(max_length=10, choices=BreachKind.choices)
    reach = models.CharField(max_length=10, choices=Reach.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    fields = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    words = models.BinaryField(null=True, blank=True)
    found_at = models.DateTimeField()
    due_at = models.DateTimeField()
    persons = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, blank=True)
    steps: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    told_authority_at = models.DateTimeField(null=True, blank=True)
    told_persons_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "uid"], name="breach_uid_once"),
            models.CheckConstraint(condition=Q(due_at__gte=F("found_at")), name="breach_due_after_found"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="breach_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["shop", "-found_at"], name="breach_by_time")]
