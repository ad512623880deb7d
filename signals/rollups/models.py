"""Raw events by month, and the daily sums that pages read."""

from __future__ import annotations

from enum import IntFlag

from django.db import models

from shop_ai.lib.tenancy import ShopModel


class Reached(IntFlag):
    """What a visitor did on a playlist's page; steps count from 1."""

    OPENED = 1
    STEP_1 = 2
    STEP_2 = 4
    STEP_3 = 8
    CLICKED = 16


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
    # What was typed into the shop's search, as it was typed; see DailySearch for its normal form.
    query = models.CharField(max_length=200, blank=True)
    slot = models.CharField(max_length=40, blank=True)
    rank = models.SmallIntegerField(null=True)
    step = models.SmallIntegerField(null=True)
    content_ref = models.BigIntegerField(null=True)
    code = models.CharField(max_length=60, blank=True)
    wilaya = models.CharField(max_length=60, blank=True)
    # Share of a clip that was seen, 0 to 1.
    watched = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    # The order's number in the shop's own system, as the shop's server said it.
    order_number = models.CharField(max_length=100, blank=True)

    class Meta:
        managed = False  # declared partitioned in SQL, which Django cannot express
        db_table = "signals_event"


class DailySignal(ShopModel):
    """Events of one type on one shop-local day, by product, playlist, content piece (0: none) and channel."""

    day = models.DateField()
    type = models.CharField(max_length=30)
    product_ref = models.BigIntegerField(default=0)
    playlist_ref = models.BigIntegerField(default=0)
    content_ref = models.BigIntegerField(default=0)
    channel = models.CharField(max_length=40, blank=True)
    count = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "type", "product_ref", "playlist_ref", "content_ref", "channel"],
                name="daily_signal_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["shop", "content_ref", "day"],
                condition=models.Q(content_ref__gt=0),
                name="daily_signal_content",
            ),
        ]


class DailyProduct(ShopModel):
    """How often a product was shown and viewed on a shop-local day, over all channels, playlists and posts.

    Triggers on :class:`DailySignal` keep it, whoever writes there: what looks at a year of all products reads a tenth of
    the rows.
    """

    day = models.DateField()
    product_ref = models.BigIntegerField()
    shown = models.BigIntegerField(default=0)
    viewed = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "product_ref"], name="daily_product_once")
        ]
        indexes = [models.Index(fields=["shop", "product_ref", "day"], name="daily_product_days")]


class DailyVisitor(ShopModel):
    """A visitor seen on a day and channel: distinct visitors are counted, never added up."""

    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    visitor = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "channel", "visitor"], name="daily_visitor_once")
        ]


class DailySearch(ShopModel):
    """How often a visitor looked for a term on a day; the rows of a term are its distinct searchers.

    ``term`` is :func:`shop_ai.lib.text.normalise` of what was typed; ``visitor`` is "" when it is not known.
    """

    day = models.DateField()
    term = models.CharField(max_length=120)
    visitor = models.CharField(max_length=40, blank=True)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "term", "visitor"], name="daily_search_once")
        ]


class DailyMoment(ShopModel):
    """Events of one type in one hour of the shop's clock (0 to 23), by device, language and wilaya ("": unknown).

    Only the types of :data:`signals.rollups.sums.MOMENT_TYPES`; ``language`` is the first part of the browser's
    (``fr`` of ``fr-DZ``).
    """

    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=30)
    device = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, blank=True)
    wilaya = models.CharField(max_length=60, blank=True)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "hour", "type", "device", "language", "wilaya"],
                name="daily_moment_once",
            )
        ]


class PlaylistVisitor(ShopModel):
    """How far a visitor came on a playlist on a day: ``reached`` adds up the bits of :class:`Reached`.

    Visitors are told apart, so that opening a page ten times counts once; without consent an id lasts one day.
    """

    day = models.DateField()
    playlist_ref = models.BigIntegerField()
    visitor = models.CharField(max_length=40)
    reached = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "playlist_ref", "day", "visitor"], name="playlist_visitor_once"
            )
        ]


class Retention(ShopModel):
    """For how many months a shop keeps single events; without a row the default of the service holds."""

    months = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop"], name="retention_once"),
            models.CheckConstraint(condition=models.Q(months__range=(1, 60)), name="retention_months"),
        ]


class VisitorSalt(ShopModel):
    """The day's random salt of visitor ids without consent; deleted with its day, so ids cannot be linked."""

    day = models.DateField()
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="visitor_salt_once")]
