"""Journeys of orders, the entries that credit their money to channels, and what the night prepared from both."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class CreditMark(ShopModel):
    """A shop-local day whose orders or refunds changed since credit was last given. Append-only; a night claims them."""

    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["shop", "id"], name="credit_mark_queue")]


class CreditSettings(ShopModel):
    """What a shop decided; without a row the defaults of :mod:`attribution.credit.rules` hold.

    ``window`` is in days before the order; ``rule`` is the one that pages lead with.
    """

    window = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="credit_settings_once")]


class Journey(ShopModel):
    """What is known of the way to one order, up to 90 days before it.

    ``touches`` from the earliest to the last: [seconds before the order, channel, campaign, how it is known].
    ``amount`` is what its delivery brought (0 before delivery and after a refusal), ``net`` the same less its refunds.
    ``customer_ref`` is 0 for an order without customer; ``heard`` is the channel that the customer named, ``code_channel``
    that of the code they gave; both are empty when not known.
    """

    order = shop_fk("catalog.Order")
    customer_ref = models.BigIntegerField(default=0)
    placed_on = models.DateField()
    delivered_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    net = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    touches = models.JSONField(default=list)
    heard = models.CharField(max_length=40, blank=True)
    code_channel = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "order"], name="journey_once")]
        indexes = [models.Index(fields=["shop", "delivered_on"], name="journey_by_delivered")]


class EntryKind(models.TextChoices):
    DELIVERED = "delivered"
    REFUND = "refund"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class CreditEntry(ShopModel):
    """Money credited to one channel, by each rule. Never changed: what no longer holds is taken back by an opposite entry.

    ``day`` is that of the delivery or of the refund, ``entered_on`` the shop's day on which the night wrote it. The entries of one
    document add up, in each rule's column, to what it brings. ``order`` is empty for a refund that names no order.
    """

    order = shop_fk("catalog.Order", null=True)
    refund = shop_fk("catalog.Refund", null=True)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    day = models.DateField()
    entered_on = models.DateField()
    window = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=40, blank=True)
    campaign = models.CharField(max_length=120, blank=True)
    first = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    last = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    last_non_direct = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    linear = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    position = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    time_decay = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    shapley = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        indexes = [
            models.Index(fields=["shop", "order"], name="credit_entry_of_order"),
            models.Index(fields=["shop", "day"], name="credit_entry_by_day"),
            models.Index(fields=["shop", "refund"], name="credit_entry_of_refund"),
        ]


class CreditRun(ShopModel):
    """The last night that gave credit: what it knew, and the decision that says so."""

    as_of = models.DateField()
    window = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20)
    computed_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    decision_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="credit_run_once")]


class CreditShare(ShopModel):
    """One channel under one rule and window, over the last ``days`` days of the run.

    ``orders`` are delivered orders in parts, ``amount`` delivered net; both add up over the channels to those of the period.
    ``share`` is that of the orders, with its 95 % interval by customers where ``low`` is set. ``n``: delivered orders.
    """

    days = models.PositiveSmallIntegerField()
    window = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=20)
    channel = models.CharField(max_length=40, blank=True)
    orders = models.FloatField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    share = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    amount_low = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    amount_high = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    removal_effect = models.FloatField(null=True)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "days", "window", "rule", "channel"], name="credit_share_once"
            )
        ]
