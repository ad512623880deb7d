"""What the next weeks may bring, as found at night: one run a week, with its series."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel, shop_fk


class Measure(models.TextChoices):
    ORDERS = "orders", _("Delivered orders")
    REVENUE = "revenue", _("Delivered revenue")


class Scope(models.TextChoices):
    SHOP = "shop", _("The whole shop")
    CHANNEL = "channel", _("By channel")
    PRODUCT = "product", _("By product")


class State(models.TextChoices):
    READY = "ready", _("Forecast")
    SHORT = "short", _("Too few weeks")


class ForecastRun(ShopModel):
    """A forecast of the weeks that begin on ``week`` (a Monday), from ``weeks_known`` whole weeks before it.

    ``facts`` holds what pages say of the whole shop: weekday profile, occasions, back-test by scope; ``fingerprint`` is
    the SHA-256 of what was read, so that a night without news writes nothing.
    """

    week = models.DateField()
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices)
    version = models.CharField(max_length=40)
    weeks_known = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "week"], name="forecast_run_once")]


class ForecastLine(ShopModel):
    """One series of a run. ``ref`` is a product's id (0 for none), ``key`` a channel's slug.

    ``history`` are whole weeks, oldest first; ``weeks`` one object a coming week: mean, low, high (80 %) and p0, the
    chance of none. ``spread`` is the size k of the negative binomial, ``pace`` how fast the level follows (alpha).
    ``test`` is the back-test: how often the band held, its loss and that of the mean of four weeks.
    """

    run = shop_fk("attribution.ForecastRun", related_name="lines")
    rank = models.PositiveIntegerField()
    measure = models.CharField(max_length=10, choices=Measure.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    ref = models.BigIntegerField(default=0)
    key = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=500, blank=True)
    level = models.FloatField()
    pace = models.FloatField(null=True)
    spread = models.FloatField(null=True)
    known = models.PositiveSmallIntegerField()
    history = ArrayField(models.FloatField(), default=list)
    weeks = models.JSONField(default=list)
    test = models.JSONField(default=dict)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "run", "measure", "scope", "ref", "key"], name="forecast_line_once"
            )
        ]
        indexes = [models.Index(fields=["shop", "run", "scope", "rank"], name="forecast_line_of")]
