"""What the address of the list of products asks for, and the products that fit it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Category, PackPart, Product
from catalog.products.selectors import products
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.tenancy import shop_scope

LOW_STOCK = 5
SORTS = {"title": "title", "price": "price", "stock": "sellable"}
KEPT = ("q", "kind", "category", "stock", "sort")
KINDS: dict[str, str | Promise] = {
    "product": _("Products"),
    "pack": _("Packs"),
    "variant": _("Variants"),
    "service": _("Fees and services"),
}
STOCKS: dict[str, str | Promise] = {
    "in": _("In stock"),
    "low": _("Nearly sold out"),
    "out": _("Sold out"),
    "uncounted": _("Stock not counted"),
}
STOCK_TESTS = {
    "in": Q(sellable__gt=0),
    "low": Q(sellable__gt=0, sellable__lte=LOW_STOCK),
    "out": Q(sellable__lte=0),
    "uncounted": Q(sellable__isnull=True),
}


@dataclass(frozen=True, slots=True)
class ProductsAsked:
    """A checked request; ``category`` is the hexadecimal uid of one, or empty."""

    words: str
    kind: str
    category: str
    stock: str
    sort: str
    page: int
    query: str


def products_asked(given: Mapping[str, str]) -> ProductsAsked:
    """Read an address; what makes no sense in it is left out."""
    return ProductsAsked(
        words=given.get("q", "").strip()[:200],
        kind=chosen_of(given, "kind", KINDS),
        category=_uid(given.get("category", "")),
        stock=chosen_of(given, "stock", STOCKS),
        sort=sort_of(given, SORTS, "title"),
        page=page_of(given),
        query=query_of(given, KEPT),
    )


def _uid(text: str) -> str:
    try:
        return uuid.UUID(text).hex
    except ValueError:
        return ""


def with_stock(rows: QuerySet[Product]) -> QuerySet[Product]:
    """The products with ``sellable``: of a pack what its scarcest part allows, of a product without stock of its
    own what its variants hold; None when nothing is counted."""
    parts = PackPart.objects.filter(pack=OuterRef("pk"))
    packs = Greatest(F("part__stock"), 0, output_field=IntegerField()) / F("quantity")
    of_parts = parts.filter(part__stock__isnull=False).values("pack").annotate(n=Min(packs)).values("n")
    variants = Product.objects.filter(parent=OuterRef("pk"), is_active=True)
    of_variants = variants.order_by().values("parent").annotate(n=Sum("stock")).values("n")
    return rows.annotate(
        sellable=Case(
            When(Exists(parts), then=Subquery(of_parts)),
            default=Coalesce(F("stock"), Subquery(of_variants)),
            output_field=IntegerField(),
        )
    )


def _is_kind(kind: str) -> Q:
    is_pack = Exists(PackPart.objects.filter(pack=OuterRef("pk")))
    tests = {
        "product": Q(parent__isnull=True, is_service=False) & ~Q(is_pack),
        "pack": Q(is_pack),
        "variant": Q(parent__isnull=False),
        "service": Q(is_service=True),
    }
    return tests[kind]


def matching(shop_id: int, asked: ProductsAsked) -> QuerySet[Any]:
    """The products that fit, in the order asked for. Variants stay under their product unless they are searched."""
    with shop_scope(shop_id):
        rows = with_stock(products(shop_id, q=asked.words))
        if asked.kind:
            rows = rows.filter(_is_kind(asked.kind))
        elif not asked.words:
            rows = rows.filter(parent__isnull=True)
        if asked.category:
            rows = rows.filter(category__uid=asked.category)
        if asked.stock:
            rows = rows.filter(STOCK_TESTS[asked.stock])
        column = F(SORTS[asked.sort.removeprefix("-")])
        order = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
        return rows.order_by(order, "pk")


def categories(shop_id: int) -> list[Category]:
    with shop_scope(shop_id):
        return list(Category.objects.order_by("name")[:500])
