"""What rose each week, as found at night: one run a measure and week, with its series."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel, shop_fk


class Measure(models.TextChoices):
    """What is counted, a week and a series."""

    SEARCHES = "searches", _("Search terms")
    PRODUCT_VIEWS = "product_views", _("Products looked at")
    PRODUCT_ORDERS = "product_orders", _("Products delivered")
    THEME_VIEWS = "theme_views", _("Themes looked at")
    THEME_ORDERS = "theme_orders", _("Themes delivered")


class State(models.TextChoices):
    JUDGED = "judged", _("Judged")
    SHORT = "short", _("Too few weeks")
    FEW = "few", _("Too few counts")


class Verdict(models.TextChoices):
    TREND = "trend", _("Trend")
    WATCH = "watch", _("To watch")
    NONE = "", _("Nothing unusual")


class TrendRun(ShopModel):
    """One measure in one week of the shop (``week`` is its Monday); ``weeks_known`` of 8 hold records."""

    measure = models.CharField(max_length=20, choices=Measure.choices)
    week = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices)
    version = models.CharField(max_length=40)
    total = models.BigIntegerField()
    series = models.IntegerField()
    weeks_known = models.PositiveSmallIntegerField()
    spread = models.FloatField(null=True)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "measure", "week"], name="trend_run_once"),
        ]


class TrendItem(ShopModel):
    """A series of a run: what is listed, and the largest of the rest. Counts are of eight weeks, oldest first.

    ``ref`` is the product's or category's id, 0 for a term. ``people`` is empty where nobody can be counted.
    """

    run = shop_fk("signals.TrendRun", related_name="items")
    rank = models.PositiveIntegerField()
    label = models.CharField(max_length=500)
    ref = models.BigIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    counts = ArrayField(models.IntegerField(), default=list)
    people = models.IntegerField(null=True)
    expected = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    p = models.FloatField(null=True)
    q = models.FloatField(null=True)
    spellings = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["shop", "run", "rank"], name="trend_item_once")]
