"""Visits as the server puts them together from folded events, and their daily sums."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import MD5, Left, Now

from shop_ai.lib.tenancy import ShopModel


class Session(ShopModel):
    """What one visitor did without a pause of 30 minutes, under one campaign and code, for 24 hours at most.

    ``run_started_at`` is the first event since the last pause: the sessions of one run are counted again together,
    because a late event may move the borders between them. ``first_event`` tells apart two that begin at once.
    """

    visitor = models.CharField(max_length=40)
    run_started_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    first_event = models.UUIDField()
    # The shop's local day on which it began.
    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10, blank=True)
    entry_page = models.CharField(max_length=500, blank=True)
    events = models.IntegerField()
    pages = models.IntegerField()
    product_views = models.IntegerField()
    # Events in which the visitor did something, beyond opening, staying and leaving.
    acts = models.IntegerField()
    carts = models.IntegerField()
    messages = models.IntegerField()
    checkouts = models.IntegerField()
    orders = models.IntegerField()
    # Seconds during which a page was visible.
    seconds = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "visitor", "started_at", "first_event"], name="session_once"
            )
        ]
        indexes = [
            models.Index(fields=["shop", "day"], name="session_day"),
            # Whoever needs a part of the visitors takes those whose hash is small, and reads no others.
            models.Index("shop", Left(MD5("visitor"), 2), "day", name="session_draw"),
        ]


class TouchedVisitor(ShopModel):
    """A visitor with folded events that no session counts yet, the first and the last of them, and since when."""

    visitor = models.CharField(max_length=40)
    first = models.DateTimeField()
    last = models.DateTimeField()
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "visitor"], name="touched_visitor_once")]


class DailySession(ShopModel):
    """Sessions that began on a shop-local day, by channel and device, and in how many of them something happened."""

    day = models.DateField()
    channel = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=10, blank=True)
    sessions = models.BigIntegerField(default=0)
    # One page, and nothing done on it.
    bounces = models.BigIntegerField(default=0)
    with_product = models.BigIntegerField(default=0)
    with_cart = models.BigIntegerField(default=0)
    with_message = models.BigIntegerField(default=0)
    with_checkout = models.BigIntegerField(default=0)
    with_order = models.BigIntegerField(default=0)
    pages = models.BigIntegerField(default=0)
    seconds = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "channel", "device"], name="daily_session_once")
        ]
