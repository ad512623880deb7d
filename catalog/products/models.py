"""What the shop sells."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shop_ai.lib.tenancy import PublicIdModel, ShopModel, shop_fk


class Category(PublicIdModel, ShopModel):
    name = models.CharField(max_length=200)
    parent = shop_fk("catalog.Category", null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="category_once")]


class Product(PublicIdModel, ShopModel):
    """A product, a variant of one (``parent``), a pack of several (``PackPart``) or a service code.

    Service codes (postage, fees, manual adjustments) count in revenue and never as products.
    """

    sku = models.CharField(max_length=120)
    title = models.CharField(max_length=500)
    variant = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    parent = shop_fk(
        "catalog.Product", related_name="variants", null=True, blank=True, on_delete=models.SET_NULL
    )
    category = shop_fk("catalog.Category", null=True, blank=True, on_delete=models.SET_NULL)
    price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # None: the shop does not count this product's stock; 0: sold out.
    stock = models.IntegerField(null=True, blank=True)
    image_url = models.URLField(max_length=1000, blank=True)
    page_url = models.URLField(max_length=1000, blank=True)
    is_service = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_import = shop_fk("catalog.ImportBatch", null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "sku"], name="product_sku_once"),
            models.UniqueConstraint(fields=["shop", "uid"], name="product_uid_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="product_price_positive"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="product_not_own_parent"),
        ]
        indexes = [
            models.Index(fields=["shop", "title"], name="product_by_title"),
            models.Index(fields=["shop", "parent"], name="product_variants"),
        ]


class PackPart(ShopModel):
    """One part of a pack; the pack's stock is the smallest of its parts."""

    pack = shop_fk("catalog.Product", related_name="pack_parts")
    part = shop_fk("catalog.Product")
    quantity = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "pack", "part"], name="pack_part_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="pack_part_quantity"),
            models.CheckConstraint(condition=~Q(pack=F("part")), name="pack_not_own_part"),
        ]


class ProductHold(PublicIdModel, ShopModel):
    """A product that must not be recommended: held as unsafe by a person or a rule, until it is lifted.

    ``source`` is ``owner`` or the name of the rule that placed it. Lifted holds stay as history.
    """

    product = shop_fk("catalog.Product", related_name="holds")
    reason = models.CharField(max_length=500)
    source = models.CharField(max_length=40, default="owner")
    placed_by = models.CharField(max_length=60, blank=True)
    placed_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.CharField(max_length=60, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "product"], condition=Q(lifted_at__isnull=True), name="product_hold_once"
            ),
            models.UniqueConstraint(fields=["shop", "uid"], name="product_hold_uid_once"),
        ]
