"""What groups of customers may still buy: one run a week, with its groups; nothing of a single person."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class ValueRun(ShopModel):
    """A fit of BG/NBD on all customers with a delivered order until ``as_of``.

    ``method`` is "map" (drawn to a prior under 100 customers) or "mle"; ``holdout`` compares what the model, fitted on
    the first part of the records, expected of the last part with what came.
    """

    as_of = models.DateField()
    version = models.CharField(max_length=40)
    customers = models.PositiveIntegerField()
    method = models.CharField(max_length=4, blank=True)
    parameters = models.JSONField(default=dict)
    holdout = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="value_run_once")]


class ValueGroup(ShopModel):
    """Customers alike: orders expected of all of them in 60 days and in a year, each with its 80 % range.

    ``value`` is the year's margin in the shop's currency, discounted by 15 % a year.
    """

    run = shop_fk("attribution.ValueRun", related_name="groups")
    by = models.CharField(max_length=12)
    key = models.CharField(max_length=40, blank=True)
    rank = models.PositiveSmallIntegerField()
    customers = models.PositiveIntegerField()
    delivered = models.PositiveIntegerField()
    soon = models.FloatField()
    soon_low = models.FloatField()
    soon_high = models.FloatField()
    year = models.FloatField()
    year_low = models.FloatField()
    year_high = models.FloatField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    value_low = models.DecimalField(max_digits=16, decimal_places=2)
    value_high = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["shop", "run", "by", "key"], name="value_group_once")]
