"""What each channel does in the way to an order, as the last night found it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel


class RoleCode(models.TextChoices):
    DISCOVERY = "discovery", _("Discovery")
    CLOSING = "closing", _("Closing the sale")
    LOYALTY = "loyalty", _("Loyalty")
    UNCERTAIN = "uncertain", _("Role uncertain")


class ChannelRole(ShopModel):
    """Counts behind a role: ``first``, ``middle`` and ``last`` among the ``multi`` orders of several touches, ``new`` first
    orders among the ``orders`` that the channel touched; the three probabilities that decide (methods 3.5)."""

    channel = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=12, choices=RoleCode.choices)
    first = models.PositiveIntegerField()
    middle = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    multi = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    opens = models.FloatField()
    brings_new = models.FloatField()
    keeps = models.FloatField()
    as_of = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "channel"], name="channel_role_once")]
