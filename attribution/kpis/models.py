"""Prepared rows of the five KPIs.

Sums per shop-local day and channel, and one row a customer for repurchase.
"""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class DailyKpi(ShopModel):
    """Sums of one day and channel (empty channel: unknown).

    Counts are dated by their own denominator: ``cancelled`` are among the orders *placed* that day,
    ``refused`` among those *shipped*, ``returned`` among those *delivered*, so that each rate is a
    proportion. ``other_currency`` counts the documents that are not in the shop's currency: they are left
    out of every other column. ``basket_squares`` is the sum of squared product revenue per delivered order, for the
    interval of the mean.
    """

    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    placed = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    shipped = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    adjustments = models.PositiveIntegerField(default=0)
    credit_notes = models.PositiveIntegerField(default=0)
    other_currency = models.PositiveIntegerField(default=0)
    revenue_ordered = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    revenue_confirmed = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    revenue_delivered = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    product_revenue_delivered = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    basket_squares = models.DecimalField(max_digits=24, decimal_places=4, default=0)
    refunds = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    product_refunds = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day", "channel"], name="daily_kpi_once")]


class CustomerRepurchase(ShopModel):
    """A customer's first delivered order and the next delivered order on a later day, if any."""

    customer = shop_fk("catalog.Customer")
    channel = models.CharField(max_length=40, blank=True)
    first_on = models.DateField()
    next_on = models.DateField(null=True)
    last_on = models.DateField()
    delivered_orders = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "customer"], name="customer_repurchase_once")]
        indexes = [models.Index(fields=["shop", "first_on"], name="customer_repurchase_cohort")]
