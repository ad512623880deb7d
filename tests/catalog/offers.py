"""A shop with a filled playlist, for the tests of the builder, the customers' page and the series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.playlists.checks import Finding, findings, look_at
from catalog.playlists.paths import Path, PathItem
from catalog.playlists.placing import add_product
from catalog.playlists.selectors import path_of
from catalog.playlists.services import create_playlist
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_category, make_order, make_product


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft with soap (650) and a glove (450) to discover, oil (1400) as proof and clay (900) to go further."""

    shop: ShopContext
    slug: str
    soap: Product
    glove: Product
    oil: Product
    clay: Product

    @property
    def path(self) -> Path:
        found = path_of(self.shop.id, self.slug)
        assert found is not None
        return found

    @property
    def today(self) -> date:
        return local_day(timezone.now(), self.shop.zone)

    def item(self, sku: str) -> PathItem:
        return next(item for item in self.path.items if item.sku == sku)

    def skus(self) -> list[list[str]]:
        return [[item.sku for item in step.items] for step in self.path.steps]

    def found(self) -> dict[str, Finding]:
        """What the checks find now, by code; the first of each."""
        looked = look_at(self.shop, self.path, self.today)
        return {finding.code: finding for finding in reversed(findings(looked))}

    def change(self, product: Product, **values: Any) -> None:
        with shop_scope(self.shop.id):
            Product.objects.filter(pk=product.pk).update(**values)

    def sell(self, product: Product, orders: int, **fields: Any) -> None:
        """Delivered orders of the last weeks."""
        at = timezone.now() - timedelta(days=20)
        for _ in range(orders):
            make_order(self.shop, lines=[(product, 1, product.price or 0)], at=at, **fields)


def make_offer(shop: ShopContext, **details: Any) -> Offer:
    with shop_scope(shop.id):
        care = make_category(shop, name="Hammam")
        soap = make_product(
            shop, sku="SAVON", title="Savon noir", price=Decimal(650), stock=24, category=care
        )
        glove = make_product(shop, sku="GANT", title="Gant kessa", price=Decimal(450), stock=5, category=care)
        oil = make_product(shop, sku="HUILE", title="Huile d’olive", price=Decimal(1400), stock=12)
        clay = make_product(shop, sku="ARGILE", title="Ghassoul", price=Decimal(900), stock=7, category=care)
    given = {"title": "Le rituel du hammam", "language": "fr", "intro": "Trois gestes."} | details
    slug = create_playlist(shop.id, **given).slug
    for step, sku in (
        ("discovery", "SAVON"),
        ("discovery", "GANT"),
        ("proof", "HUILE"),
        ("step_up", "ARGILE"),
    ):
        add_product(shop.id, slug, step=step, sku=sku)
    return Offer(shop, slug, soap, glove, oil, clay)
