"""Prepared rows of the five KPIs.

Sums per shop-local day by channel and by the other keys, spend and conversations per day, and one row a customer
for repurchase. Beside them what the owner wants of a figure, and what a night changed of days that were closed.
"""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class KpiSums(ShopModel):
    """Sums of one day.

    Counts are dated by their own denominator: ``cancelled`` are among the orders *placed* that day,
    ``refused`` among those *shipped*, ``returned`` among those *delivered*, so that each rate is a
    proportion. ``other_currency`` counts the documents that are not in the shop's currency: they are left
    out of every other column. ``basket_squares`` is the sum of squared product revenue per delivered order, for the
    interval of the mean. ``received`` is the revenue whose money came in, on the day when it did.
    """

    day = models.DateField()
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
    received_orders = models.PositiveIntegerField(default=0)
    received = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        abstract = True


class DailyKpi(KpiSums):
    """Sums of one day and channel (empty channel: unknown)."""

    channel = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day", "channel"], name="daily_kpi_once")]


class DailyKpiBy(KpiSums):
    """The same sums by another key: each day has the rows of every dimension, which sum to the day."""

    dimension = models.CharField(max_length=12)
    key = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "dimension", "day", "key"], name="daily_kpi_by_once")
        ]


class DailyAcquisition(ShopModel):
    """What reaching people cost on one day, and which conversations began on it.

    ``spend`` is in the shop's currency. ``qualified`` are among ``conversations``; ``sold`` are the qualified ones with
    an order, neither cancelled nor refused, within 14 days.
    """

    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    playlist = models.CharField(max_length=120, blank=True)
    wilaya = models.CharField(max_length=60, blank=True)
    spend = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    conversations = models.PositiveIntegerField(default=0)
    qualified = models.PositiveIntegerField(default=0)
    sold = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "channel", "campaign", "playlist", "wilaya"],
                name="daily_acquisition_once",
            )
        ]


class KpiTarget(ShopModel):
    """What the owner wants of a figure: money in the shop's currency, or a share in 0…1."""

    figure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=16, decimal_places=6)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "figure"], name="kpi_target_once")]


class KpiShift(ShopModel):
    """What one recomputation changed of a day that had figures already: differences, after less before."""

    noted_at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    refused = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    delivered = models.IntegerField(default=0)
    revenue_delivered = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    refunds = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        indexes = [models.Index(fields=["shop", "-noted_at"], name="kpi_shift_by_night")]


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
