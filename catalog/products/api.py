"""``/api/v1/products``."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.products.models import Product
from catalog.products.selectors import product_by_sku, product_by_uid, products
from catalog.products.services import change_product, create_product, fields_of, hold_product, put_product
from catalog.products.shapes import (
    NewProduct,
    ProductBody,
    ProductPage,
    ProductParams,
    ProductShown,
    SkuShape,
)
from catalog.rest.described import reads, writes
from catalog.rest.door import ShopAPIView
from catalog.rest.fields import public_id, uid_of


class ProductView(ShopAPIView):
    scope_read, scope_write = "products:read", "products:write"

    def shown(self, product: Product | None) -> dict[str, Any]:
        if product is None:
            raise Http404
        return dict(ProductShown(product, context={"currency": self.shop.currency}).data)

    def stored(self, product: Product) -> dict[str, Any]:
        return self.shown(product_by_uid(self.shop.id, product.uid))


class ProductList(ProductView):
    @reads("List products", ProductPage, params=ProductParams)
    def get(self, request: Request) -> Response:
        params = self.params(ProductParams)
        context = {"currency": self.shop.currency}
        return self.page(
            products(self.shop.id, sku=params["sku"], q=params["q"]),
            params,
            lambda rows: list(ProductShown(rows, many=True, context=context).data),
        )

    @writes("Create a product", NewProduct, {201: ProductShown})
    def post(self, request: Request) -> Response:
        values = self.body(NewProduct)
        product = create_product(self.shop.id, sku=values["sku"], fields=fields_of(values))
        location = reverse("api-product", args=[public_id("prd", product.uid)])
        return self.created(self.stored(product), location)


class ProductOne(ProductView):
    @reads("Read a product", ProductShown, single=True)
    def get(self, request: Request, product_id: str) -> Response:
        return self.one(self.shown(product_by_uid(self.shop.id, uid_of("prd", product_id))))

    @writes("Change a product", ProductBody, {200: ProductShown}, of_one=True, versioned=True)
    def patch(self, request: Request, product_id: str) -> Response:
        uid = uid_of("prd", product_id)
        hold_product(self.shop.id, uid)
        self.require_version(self.shown(product_by_uid(self.shop.id, uid)))
        change_product(self.shop.id, uid, fields_of(self.body(ProductBody, partial=True)))
        return self.one(self.shown(product_by_uid(self.shop.id, uid)))


class ProductBySku(ProductView):
    @reads("Read a product by SKU", ProductShown, single=True)
    def get(self, request: Request, sku: str) -> Response:
        return self.one(self.shown(product_by_sku(self.shop.id, sku)))

    @writes(
        "Put a product by SKU",
        ProductBody,
        {200: ProductShown, 201: ProductShown},
        of_one=True,
        description="Creates the product or makes it be as sent. What is left out goes back to its default.",
    )
    def put(self, request: Request, sku: str) -> Response:
        known_as = SkuShape(data={"sku": sku})
        known_as.is_valid(raise_exception=True)
        fields = fields_of(self.body(ProductBody))
        product, is_new = put_product(self.shop.id, sku=known_as.validated_data["sku"], fields=fields)
        location = reverse("api-product", args=[public_id("prd", product.uid)])
        shown = self.stored(product)
        return self.created(shown, location) if is_new else self.one(shown)
