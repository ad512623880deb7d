"""Plain makers of shops and products, with good defaults, for tests that need no cast."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.services import create_shop

_number = itertools.count(1)


def a_shop(**fields: Any) -> ShopContext:
    """A shop without people."""
    number = next(_number)
    defaults: dict[str, Any] = {
        "slug": f"boutique-{number}",
        "name": f"Boutique {number}",
        "currency": "DZD",
        "timezone": "Africa/Algiers",
        "language": "fr",
        "owner": None,
    }
    return create_shop(**{**defaults, **fields})


def a_product(shop_id: int, sku: str, **fields: Any) -> Product:
    """A product of the shop in scope."""
    defaults: dict[str, Any] = {"title": f"Produit {sku}", "price": Decimal("1000")}
    product: Product = Product.objects.create(shop_id=shop_id, sku=sku, **{**defaults, **fields})
    return product
