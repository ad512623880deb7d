"""Reading products."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from catalog.playlists.stock import pack_stock
from catalog.products.models import PackPart, Product
from shop_ai.lib.tenancy import shop_scope

MOST_WORDS = 6


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same products with what a page about them needs: category, parent and parts, in two queries."""
    parts = PackPart.objects.select_related("part").order_by("pk")
    return rows.select_related("category", "parent").prefetch_related(Prefetch("pack_parts", queryset=parts))


def products(shop_id: int, *, sku: str = "", q: str = "") -> QuerySet[Product]:
    """Products of the shop; ``q`` holds words that are all in the title or begin the SKU."""
    with shop_scope(shop_id):
        rows = whole(Product.objects.all())
    if sku:
        rows = rows.filter(sku=sku)
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word) | Q(sku__istartswith=word))
    return rows


def product_by_uid(shop_id: int, uid: uuid.UUID) -> Product | None:
    with shop_scope(shop_id):
        return whole(Product.objects.filter(uid=uid)).first()


def product_by_sku(shop_id: int, sku: str) -> Product | None:
    with shop_scope(shop_id):
        return whole(Product.objects.filter(sku=sku)).first()


def products_by_sku(shop_id: int, skus: Iterable[str]) -> dict[str, Product]:
    """The products with these SKUs; an unknown SKU is not in the answer."""
    with shop_scope(shop_id):
        return {product.sku: product for product in Product.objects.filter(sku__in=set(skus))}


def stock_of(product: Product) -> int | None:
    """What can be sold now: of a pack, what its scarcest part allows; None when it is not counted."""
    parts = [(part.part.stock, part.quantity) for part in product.pack_parts.all()]
    return pack_stock(parts) if parts else product.stock
