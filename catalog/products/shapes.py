"""Products as JSON."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.history.shapes import AsOfParams
from catalog.products.models import Product
from catalog.products.selectors import stock_of
from catalog.rest.fields import PageParams, PublicId, Strict, amount_field, page_shape

LARGEST_STOCK = 10_000_000


class PartShape(Strict):
    sku = serializers.CharField(max_length=120)
    quantity = serializers.IntegerField(min_value=1, max_value=10_000, default=1)


class PartShown(serializers.Serializer[Any]):
    sku = serializers.CharField(source="part.sku")
    quantity = serializers.IntegerField()


class ProductShown(serializers.Serializer[Any]):
    """A product, a variant of one (``parent_sku``) or a pack of several (``pack``)."""

    id = PublicId("prd", source="uid")
    sku = serializers.CharField()
    title = serializers.CharField()
    variant = serializers.CharField()
    description = serializers.CharField()
    category = serializers.CharField(source="category.name", default=None, allow_null=True)
    parent_sku = serializers.CharField(source="parent.sku", default=None, allow_null=True)
    price = amount_field(allow_null=True)
    currency = serializers.SerializerMethodField()
    stock = serializers.SerializerMethodField(
        help_text="Of a pack: what its scarcest part allows. Null: not counted."
    )
    image_url = serializers.CharField()
    page_url = serializers.CharField()
    is_service = serializers.BooleanField()
    is_active = serializers.BooleanField()
    pack = PartShown(many=True, source="pack_parts")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_currency(self, _product: Product) -> str:
        return str(self.context["currency"])

    @extend_schema_field({"type": ["integer", "null"]})
    def get_stock(self, product: Product) -> int | None:
        return stock_of(product)


class ProductBody(Strict):
    """What can be set on a product besides its SKU."""

    title = serializers.CharField(max_length=500)
    variant = serializers.CharField(max_length=200, allow_blank=True, default="")
    description = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    category = serializers.CharField(
        max_length=200, allow_null=True, default=None, help_text="Made when it is new."
    )
    parent_sku = serializers.CharField(max_length=120, allow_null=True, default=None)
    price = amount_field(allow_null=True, default=None)
    stock = serializers.IntegerField(
        min_value=-LARGEST_STOCK, max_value=LARGEST_STOCK, allow_null=True, default=None
    )
    image_url = serializers.URLField(max_length=1000, allow_blank=True, default="")
    page_url = serializers.URLField(max_length=1000, allow_blank=True, default="")
    is_service = serializers.BooleanField(
        default=False, help_text="Postage, fees: counted in revenue, never as a product."
    )
    is_active = serializers.BooleanField(default=True)
    pack = serializers.ListField(child=PartShape(), max_length=50, default=list)


class NewProduct(ProductBody):
    sku = serializers.CharField(max_length=120)


class SkuShape(serializers.Serializer[Any]):
    """The SKU in an address."""

    sku = serializers.CharField(max_length=120)


class ProductParams(AsOfParams, PageParams):
    sku = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    q = serializers.CharField(
        max_length=200,
        required=False,
        allow_blank=True,
        default="",
        help_text="Words of the title, or the start of a SKU.",
    )


ProductPage = page_shape("ProductPage", ProductShown)
