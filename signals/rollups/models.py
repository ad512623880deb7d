"""Raw events by month, and the daily sums that pages read."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class Event(ShopModel):
    """A folded event. The table is partitioned by month of ``occurred_at``; partitions are made on demand."""

    pk = models.CompositePrimaryKey("shop_id", "occurred_at", "event_id")
    event_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    day = models.DateField()
    type = models.CharField(max_length=30)
    product_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    page = models.CharField(max_length=500, blank=True)
    device = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, blank=True)
    visitor = models.CharField(max_length=40, blank=True)
    session = models.CharField(max_length=40, blank=True)
    recommendation_id = models.CharField(max_length=60, blank=True)
    playlist_id = models.BigIntegerField(null=True)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)

    class Meta:
        managed = False  # declared partitioned in SQL, which Django cannot express
        db_table = "signals_event"


class DailySignal(ShopModel):
    """Events of one type on one shop-local day, by product (0: none), channel and playlist (0: none)."""

    day = models.DateField()
    type = models.CharField(max_length=30)
    product_ref = models.BigIntegerField(default=0)
    playlist_ref = models.BigIntegerField(default=0)
    channel = models.CharField(max_length=40, blank=True)
    count = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "type", "product_ref", "playlist_ref", "channel"],
                name="daily_signal_once",
            )
        ]
        indexes = [models.Index(fields=["shop", "product_ref", "day"], name="daily_signal_product")]


class DailyVisitor(ShopModel):
    """A visitor seen on a day and channel: distinct visitors are counted, never added up."""

    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    visitor = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "channel", "visitor"], name="daily_visitor_once")
        ]


class VisitorSalt(ShopModel):
    """The day's random salt of visitor ids without consent; deleted with its day, so ids cannot be linked."""

    day = models.DateField()
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="visitor_salt_once")]
