"""``/api/v1/products``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.history.past import products_at
from catalog.history.shapes import AsOfParams, moment_of
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

AS_OF: Final = (
    "With `as_of` the product as it was. `stock` is then 0 when it was sold out and null otherwise: how many pieces "
    "there were is not kept."
)
AS_OF_LIST: Final = f"{AS_OF} `sku` and `q` look at the products of today, and products that were removed since are not in the list."


class ProductView(ShopAPIView):
    scope_read, scope_write = "products:read", "products:write"

    def as_asked(self, product: Product | None) -> dict[str, Any]:
        """The product, or as it was with ``?as_of=``."""
        at = moment_of(self.params(AsOfParams), self.shop.zone)
        if product is not None and at is not None:
            product = next(iter(products_at(self.shop.id, [product], at)), None)
        return self.shown(product)

    def shown(self, product: Product | None) -> dict[str, Any]:
        if product is None:
            raise Http404
        return dict(ProductShown(product, context={"currency": self.shop.currency}).data)

    def stored(self, product: Product) -> dict[str, Any]:
        return self.shown(product_by_uid(self.shop.id, product.uid))


class ProductList(ProductView):
    @reads("List products", ProductPage, params=ProductParams, description=AS_OF_LIST)
    def get(self, request: Request) -> Response:
        params = self.params(ProductParams)
        at = moment_of(params, self.shop.zone)
        rows = products(self.shop.id, sku=params["sku"], q=params["q"])
        return self.page(rows.filter(created_at__lte=at) if at else rows, params, self._shower(at))

    def _shower(self, at: datetime | None) -> Callable[[list[Product]], list[Any]]:
        context = {"currency": self.shop.currency}

        def show(rows: list[Product]) -> list[Any]:
            found = rows if at is None else products_at(self.shop.id, rows, at)
            return list(ProductShown(found, many=True, context=context).data)

        return show

    @writes("Create a product", NewProduct, {201: ProductShown})
    def post(self, request: Request) -> Response:
        values = self.body(NewProduct)
        product = create_product(self.shop.id, sku=values["sku"], fields=fields_of(values))
        location = reverse("api-product", args=[public_id("prd", product.uid)])
        return self.created(self.stored(product), location)


class ProductOne(ProductView):
    @reads("Read a product", ProductShown, params=AsOfParams, single=True, description=AS_OF)
    def get(self, request: Request, product_id: str) -> Response:
        return self.one(self.as_asked(product_by_uid(self.shop.id, uid_of("prd", product_id))))

    @writes("Change a product", ProductBody, {200: ProductShown}, of_one=True, versioned=True)
    def patch(self, request: Request, product_id: str) -> Response:
        uid = uid_of("prd", product_id)
        hold_product(self.shop.id, uid)
        self.require_version(self.shown(product_by_uid(self.shop.id, uid)))
        change_product(self.shop.id, uid, fields_of(self.body(ProductBody, partial=True)))
        return self.one(self.shown(product_by_uid(self.shop.id, uid)))


class ProductBySku(ProductView):
    @reads("Read a product by SKU", ProductShown, params=AsOfParams, single=True, description=AS_OF)
    def get(self, request: Request, sku: str) -> Response:
        return self.one(self.as_asked(product_by_sku(self.shop.id, sku)))

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
