"""Recommendations prepared at night: what the widget serves is read, not computed."""

from __future__ import annotations

from django.db import models

from shop_ai.lib.tenancy import ShopModel, shop_fk


class RecommendationRun(ShopModel):
    """One preparation of the lists, with the decision in the ledger that explains it."""

    model_version = models.CharField(max_length=40)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop"], condition=models.Q(is_current=True), name="recommendation_run_current"
            )
        ]


class RecommendedItem(ShopModel):
    """One prepared place: rank in a slot, with the score's parts and the reason that is shown."""

    run = shop_fk("signals.RecommendationRun", related_name="items")
    slot = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField()
    product = shop_fk("catalog.Product")
    score = models.FloatField()
    reason_code = models.CharField(max_length=40)
    reason_values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "run", "slot", "rank"], name="recommended_item_once")
        ]


class MerchantChoice(ShopModel):
    """The owner's word on a product: pinned first, or hidden. It wins and is shown as such."""

    product = shop_fk("catalog.Product")
    choice = models.CharField(max_length=10, choices=[("pin", "pin"), ("hide", "hide")])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "product"], name="merchant_choice_once")]
