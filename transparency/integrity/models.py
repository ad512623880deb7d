"""What the nightly look at the ledger found."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from shop_ai.lib.tenancy import ShopModel


class IntegrityCheck(ShopModel):
    """One night's check: decisions drawn by lot and decided again, and the chain walked from end to end.

    ``different`` names the decisions (sequence) that came out otherwise or could not be decided again; ``broken_at`` is
    the first link of the chain that does not hold. ``seen_by`` is who took note of an incident.
    """

    day = models.DateField()
    checked_at = models.DateTimeField()
    replayed = models.PositiveIntegerField()
    different = ArrayField(models.BigIntegerField(), default=list)
    rows = models.PositiveBigIntegerField()
    broken_at = models.BigIntegerField(null=True)
    seen_by = models.CharField(max_length=60, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="integrity_check_once")]

    @property
    def is_sound(self) -> bool:
        return not self.different and self.broken_at is None
