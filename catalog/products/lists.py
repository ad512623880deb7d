"""One page of products as a table, and all that fit as a sheet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.products.asked import KINDS, LOW_STOCK, STOCKS, ProductsAsked, categories, matching
from catalog.products.models import Product
from catalog.products.sales import Sold, sold
from catalog.shops.context import ShopContext
from shop_ai.lib.addresses import addresses_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope


def products_table(shop: ShopContext, asked: ProductsAsked) -> Table:
    """The page of products that was asked for, and the way to all of them as a sheet."""
    with shop_scope(shop.id):
        rows = matching(shop.id, asked)
        total = rows.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        shown = list(rows.prefetch_related(None)[first : first + PER_PAGE])
        counts = sold(shop, [product.pk for product in shown])
        address = addresses_of("product", slug=shop.slug)
        return Table(
            key="products",
            title=_("Products"),
            columns=_columns(shop),
            rows=tuple(
                _row(product, counts.get(product.pk, Sold()), address(product.uid)) for product in shown
            ),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Words of the title, or the SKU"),
            filters=_filters(shop, asked),
            csv_url=f"{reverse('products-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("No product yet"),
                text=_("Products come with your orders, from a list of your own, or one by one."),
                url=reverse("imports", kwargs={"slug": shop.slug}),
                action=_("Import a sheet"),
            ),
        )


def _columns(shop: ShopContext) -> tuple[Column, ...]:
    return (
        Column("title", _("Product"), is_sortable=True),
        Column("sku", _("SKU"), "code"),
        Column("category", _("Category")),
        Column("state", _("State"), "state"),
        Column("stock", _("Stock"), "number", is_sortable=True),
        Column("sold", _("Delivered orders"), "number"),
        Column("price", _("Price"), "money", currency=shop.currency, is_sortable=True),
    )


def _filters(shop: ShopContext, asked: ProductsAsked) -> tuple[Filter, ...]:
    names = tuple((category.uid.hex, category.name) for category in categories(shop.id))
    choices = [
        Filter("kind", _("All kinds"), tuple(KINDS.items()), asked.kind),
        Filter("stock", _("Any stock"), tuple(STOCKS.items()), asked.stock),
    ]
    if names:
        choices.append(Filter("category", _("All categories"), names, asked.category))
    return tuple(choices)


def full_title(product: Product) -> str:
    return f"{product.title} – {product.variant}" if product.variant else product.title


def state_of(product: Any) -> Badge | None:
    """What deserves a look: hidden, sold out, nearly sold out; None where all is well or nothing is counted."""
    if not product.is_active:
        return Badge(_("Not sold any more"), "plain", "minus")
    if product.is_service:
        return Badge(_("Fee or service"), "plain", "receipt-text")
    if product.sellable is None:
        return None
    if product.sellable <= 0:
        return Badge(_("Sold out"), "bad", "circle-alert")
    if product.sellable <= LOW_STOCK:
        return Badge(_("Nearly sold out"), "warn", "triangle-alert")
    return Badge(_("In stock"), "good", "circle-check")


def _row(product: Any, count: Sold, url: str) -> Row:
    return Row(
        (
            full_title(product),
            product.sku,
            product.category.name if product.category else None,
            state_of(product),
            product.sellable,
            count.orders,
            product.price,
        ),
        url=url,
    )


def products_sheet(shop: ShopContext, rows: QuerySet[Any]) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a product, with what was sold of it."""
    with shop_scope(shop.id):
        found = list(rows)
        counts = sold(shop, [product.pk for product in found])
    header = [
        *(_("SKU"), _("Product"), _("Variant"), _("Category"), _("Price"), _("Currency"), _("Stock")),
        *(_("Sold now"), _("Fee or service"), _("Delivered orders"), _("Pieces sold"), _("Parts"), _("Page")),
    ]
    return header, [_line(shop, product, counts.get(product.pk, Sold())) for product in found]


def _line(shop: ShopContext, product: Any, count: Sold) -> list[Any]:
    return [
        product.sku,
        product.title,
        product.variant,
        product.category.name if product.category else "",
        product.price,
        shop.currency,
        product.sellable,
        _("yes") if product.is_active else _("no"),
        _("yes") if product.is_service else _("no"),
        count.orders,
        count.pieces,
        ", ".join(f"{part.part.sku} × {part.quantity}" for part in product.pack_parts.all()),
        product.page_url,
    ]
