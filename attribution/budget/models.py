"""Advice on the weekly advertising budget: one a week, with a line for each paid channel."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop_ai.lib.tenancy import ShopModel, shop_fk


class Action(models.TextChoices):
    RAISE = "raise", _("Spend more")
    LOWER = "lower", _("Spend less")
    WAIT = "wait", _("Wait")
    STOP = "stop", _("Lower, it loses money")


class BudgetAdvice(ShopModel):
    """For the week that begins on ``week`` (a Monday). ``is_wait``: nothing should be moved, ``reason_code`` says why.

    Money is in the shop's currency and for one week. ``set_aside`` is what no channel should get. ``facts``: the prior
    rate, weeks read, margin an order and where it comes from.
    """

    week = models.DateField()
    as_of = models.DateField()
    version = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    total = models.DecimalField(max_digits=14, decimal_places=2)
    set_aside = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    is_wait = models.BooleanField()
    reason_code = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    decision_uid = models.UUIDField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "week"], name="budget_advice_once")]


class BudgetLine(ShopModel):
    """One channel. ``target`` is where a response by the square root leads in the end, with its 80 % range.

    ``target_flat`` and ``target_steep`` are the same at exponents .3 and .7. ``rate`` is delivered orders by the square
    root of a week's spend (80 % range); ``p_profit`` the chance that a dinar spent now comes back as margin.
    ``weekly`` holds [Monday, spend, orders] of the weeks read.
    """

    shown_name: str = ""  # the channel as the shop calls it; set by the selector, not kept

    advice = shop_fk("attribution.BudgetAdvice", related_name="lines")
    rank = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=40)
    action = models.CharField(max_length=10, choices=Action.choices)
    reason_code = models.CharField(max_length=60)
    reason_values = models.JSONField(default=dict)
    current = models.DecimalField(max_digits=14, decimal_places=2)
    advised = models.DecimalField(max_digits=14, decimal_places=2)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    target_low = models.DecimalField(max_digits=14, decimal_places=2)
    target_high = models.DecimalField(max_digits=14, decimal_places=2)
    target_flat = models.DecimalField(max_digits=14, decimal_places=2)
    target_steep = models.DecimalField(max_digits=14, decimal_places=2)
    rate = models.FloatField()
    rate_low = models.FloatField()
    rate_high = models.FloatField()
    shape = models.FloatField()
    orders = models.FloatField()
    weeks = models.PositiveSmallIntegerField()
    p_profit = models.FloatField(null=True)
    weekly = models.JSONField(default=list)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["shop", "advice", "channel"], name="budget_line_once")]
