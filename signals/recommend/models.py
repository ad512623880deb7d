"""Recommendations prepared at night, the owner's word on them, and the lists that were served."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shop_ai.lib.tenancy import ShopModel, shop_fk


class RecommendationRun(ShopModel):
    """One preparation of the lists, with the decision in the ledger that explains it.

    ``typical`` is the amount (in billionths of the model's unit) that a source's best neighbour usually gets: what is
    not learnt from purchases is measured by it. ``facts`` holds counts for the owner's page.
    """

    model_version = models.CharField(max_length=40)
    model_name = models.CharField(max_length=40, blank=True)
    decision_uid = models.UUIDField(null=True)
    computed_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    typical = models.BigIntegerField(default=0)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop"], condition=models.Q(is_current=True), name="recommendation_run_current"
            )
        ]


class RecommendedItem(ShopModel):
    """One prepared place: rank in a list, with its score and the reason that is shown.

    ``slot`` is where the list stands (home, landing, after_order), or ``category`` and ``segment`` with ``key`` saying
    which, or ``explore`` with ``from_share`` to ``to_share`` being the product's part of the draws.
    """

    run = shop_fk("signals.RecommendationRun", related_name="items")
    slot = models.CharField(max_length=20)
    key = models.CharField(max_length=40, blank=True)
    rank = models.PositiveSmallIntegerField()
    product = shop_fk("catalog.Product")
    score = models.FloatField()
    reason_code = models.CharField(max_length=40)
    reason_values = models.JSONField(default=dict)
    from_share = models.FloatField(null=True, blank=True)
    to_share = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "run", "slot", "key", "rank"], name="recommended_item_once"
            )
        ]


class PreparedProduct(ShopModel):
    """What a night knows of a product as the reason for others: its neighbours, and how often it is bought.

    The arrays run together: ``near`` are products, ``bought`` and ``alike`` what each gets because of this one
    (billionths; from purchases, and from likeness), ``buyers`` how many distinct buyers have both.
    ``is_lasting``: those who have it do not buy it again, as far as the shop knows.
    """

    run = shop_fk("signals.RecommendationRun", related_name="prepared")
    product = shop_fk("catalog.Product")
    near = ArrayField(models.BigIntegerField(), default=list, blank=True)
    bought = ArrayField(models.BigIntegerField(), default=list, blank=True)
    alike = ArrayField(models.BigIntegerField(), default=list, blank=True)
    buyers = ArrayField(models.IntegerField(), default=list, blank=True)
    orders = models.IntegerField(default=0)
    is_lasting = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "run", "product"], name="prepared_product_once")
        ]


class MerchantChoice(ShopModel):
    """The owner's word on a product. It wins and is shown as such.

    pin: first. boost: half as much again. hide: never recommended. exclude: never recommended, and never the reason
    for recommending something else.
    """

    product = shop_fk("catalog.Product")
    choice = models.CharField(
        max_length=10,
        choices=[("pin", "pin"), ("hide", "hide"), ("boost", "boost"), ("exclude", "exclude")],
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "product"], name="merchant_choice_once")]


class ExcludedCategory(ShopModel):
    """A category whose products are never recommended, nor the reason for recommending others."""

    category = shop_fk("catalog.Category")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "category"], name="excluded_category_once")]


class ServedSeal(ShopModel):
    """A batch of served lists, sealed by one decision in the ledger that holds the hash of them all."""

    at = models.DateTimeField()
    lists = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    decision_uid = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "decision_uid"], name="served_seal_once")]


class ServedList(ShopModel):
    """One list as it was served, with all that a replay needs. Products only: who it was for is not in it.

    ``uid`` is made of the hash of the content, so the same list is one row however often it is served, and a row that
    was changed no longer fits its name. Append-only by a trigger; ``seal`` alone is set later, once.
    """

    uid = models.UUIDField()
    at = models.DateTimeField()
    slot = models.CharField(max_length=20)
    content = models.JSONField()
    seal = shop_fk("signals.ServedSeal", related_name="served", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "uid"], name="served_list_once")]
        indexes = [
            models.Index(fields=["shop", "id"], condition=Q(seal__isnull=True), name="served_list_open"),
            models.Index(fields=["shop", "at"], name="served_list_by_time"),
        ]


class Dismissal(ShopModel):
    """A product that a visitor does not want to see recommended again."""

    visitor = models.CharField(max_length=40)
    product = shop_fk("catalog.Product")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "visitor", "product"], name="dismissal_once")]


class FeedbackDay(ShopModel):
    """How often a day's recommendations of a product were answered in one way."""

    day = models.DateField()
    action = models.CharField(max_length=16)
    product = shop_fk("catalog.Product")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "action", "product"], name="feedback_day_once")
        ]
