"""Scores prepared at night: one row a product and a post, a point a week for the history, and the shop's settings."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel, shop_fk
from signals.scores.priors import WEIGHTS


class ScoredKind(models.TextChoices):
    PRODUCT = "product", _("Products")
    CONTENT = "content", _("Content")


class Advice(models.TextChoices):
    PROMOTE = "promote", _("Promote")
    REPAIR = "repair", _("Repair")
    STOP = "stop", _("Stop")
    KEEP = "keep", _("Leave as it is")
    THIN = "thin", _("Not enough data")


class ScoreRun(ShopModel):
    """The last computation of a kind, with the decision in the ledger that explains it.

    ``until`` is the last day whose events were read; ``facts`` holds what the page says of the whole shop.
    """

    kind = models.CharField(max_length=10, choices=ScoredKind.choices)
    version = models.CharField(max_length=40)
    basis = models.CharField(max_length=10, blank=True)
    as_of = models.DateField()
    until = models.DateField()
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "kind"], name="score_run_once")]


class ProductScore(ShopModel):
    """A product's score of last night.

    ``value`` is what 1,000 exposures bring in the shop's currency, with its 80 % range; ``percentile`` its place in the
    shop, 0 to 100, None under the floor; ``key`` orders promotion; ``parts`` are the factors of the explanation.
    """

    product = shop_fk("catalog.Product")
    n = models.BigIntegerField(default=0)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    key = models.FloatField(null=True)
    percentile = models.FloatField(null=True)
    band_low = models.FloatField(null=True)
    band_high = models.FloatField(null=True)
    advice = models.CharField(max_length=10, choices=Advice.choices, default=Advice.THIN)
    reason_code = models.CharField(max_length=40, default="score_thin")
    reason_values = models.JSONField(default=dict)
    log_value = models.FloatField(null=True)
    base = models.FloatField(null=True)
    parts = models.JSONField(default=list)
    price = models.FloatField(null=True)
    is_price_known = models.BooleanField(default=True)
    is_margin_known = models.BooleanField(default=False)
    steadiness = models.FloatField(null=True)
    weekly = models.JSONField(default=list)
    weeks_above = models.PositiveSmallIntegerField(default=0)
    orders = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "product"], name="product_score_once")]
        indexes = [models.Index(fields=["shop", "-percentile"], name="product_score_best")]


class ProductScoreWeek(ShopModel):
    """A product's place at the end of a week (``week`` is its Monday), or last night for the running one.

    The place and its range, not the value: the value's scale changes when a shop begins to record visits.
    """

    product = shop_fk("catalog.Product")
    week = models.DateField()
    percentile = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "product", "week"], name="product_score_week_once")
        ]


class ProductCost(ShopModel):
    """What one piece costs the shop; without a row the margin is assumed from the shop's settings."""

    product = shop_fk("catalog.Product")
    cost = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "product"], name="product_cost_once"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="product_cost_positive"),
        ]


class ContentScore(ShopModel):
    """A post's house score of last night, with what the list shows of the post, so that a page reads one table.

    ``content_ref`` and ``uid`` name the piece. ``rating`` 0…30 is None while nothing measured it.
    """

    content_ref = models.BigIntegerField()
    uid = models.UUIDField()
    title = models.CharField(max_length=300)
    channel = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10)
    length_seconds = models.PositiveIntegerField(null=True)
    published_on = models.DateField(null=True)
    measured_on = models.DateField(null=True)
    band = models.CharField(max_length=40, blank=True)
    band_posts = models.IntegerField(default=0)
    exposure = models.BigIntegerField(default=0)
    rating = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    chance = models.FloatField(null=True)
    key = models.FloatField(null=True)
    is_promoted = models.BooleanField(default=False)
    reason_code = models.CharField(max_length=40, default="post_thin")
    parts = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    group_above = models.PositiveSmallIntegerField(default=0)
    group_posts = models.PositiveSmallIntegerField(default=0)
    value = models.FloatField(null=True)
    value_low = models.FloatField(null=True)
    value_high = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "content_ref"], name="content_score_once")]
        indexes = [models.Index(fields=["shop", "-key"], name="content_score_best")]


def _weight(signal: str) -> Any:  # a generic field in the stubs, but not when it runs
    return models.PositiveSmallIntegerField(
        default=WEIGHTS[signal], validators=[MinValueValidator(0), MaxValueValidator(30)]
    )


class ScoreSettings(ShopModel):
    """What a shop decided about its scores; without a row the defaults hold.

    ``margin_share`` of the price is left by a piece whose cost is not known; ``return_cost`` is what one returned
    parcel costs besides, None for a share of the price.
    """

    rewatches = _weight("rewatches")
    completions = _weight("completions")
    shares = _weight("shares")
    comments = _weight("comments")
    likes = _weight("likes")
    margin_share = models.DecimalField(max_digits=4, decimal_places=3, default="0.300")
    return_cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop"], name="score_settings_once"),
            models.CheckConstraint(
                condition=Q(margin_share__gt=0, margin_share__lte=1), name="score_margin_share"
            ),
            models.CheckConstraint(
                condition=Q(return_cost__isnull=True) | Q(return_cost__gte=0), name="score_return_cost"
            ),
        ]
