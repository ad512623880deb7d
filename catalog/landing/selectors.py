"""Reading landing pages and their products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from catalog.codes.models import PlaylistCode
from catalog.landing.models import LandingPage
from catalog.playlists.selectors import path_of
from shop_ai.lib.tenancy import shop_scope

MOST_PRODUCTS = 6


@dataclass(frozen=True, slots=True)
class Good:
    """A product as the page shows it."""

    product_id: int
    sku: str
    title: str
    price: Decimal | None
    image_url: str
    stock: int | None
    note: str = ""

    @property
    def is_sold_out(self) -> bool:
        return self.stock is not None and self.stock <= 0


# What is switched off, a service or held back as unsafe is not shown; a product without stock has that of its variants.
OWN = """
SELECT p.id, p.sku, p.title, p.price, p.image_url, coalesce(p.stock, (
    SELECT sum(v.stock) FROM catalog_product v WHERE v.shop_id = p.shop_id AND v.parent_id = p.id AND v.is_active))::int
FROM catalog_landingitem i
JOIN catalog_product p ON p.shop_id = i.shop_id AND p.id = i.product_id
WHERE i.shop_id = %s AND i.landing_id = %s AND p.is_active AND NOT p.is_service AND NOT EXISTS (
    SELECT FROM catalog_producthold h WHERE h.shop_id = p.shop_id AND h.lifted_at IS NULL
        AND h.product_id IN (p.id, p.parent_id))
ORDER BY i.position, i.id LIMIT %s
"""


def landing_of(shop_id: int, code: PlaylistCode) -> LandingPage | None:
    with shop_scope(shop_id):
        found: LandingPage | None = LandingPage.objects.filter(code=code).first()
        return found


def own_skus(shop_id: int, landing: LandingPage | None) -> list[str]:
    """The SKUs of the page's own products, in their order."""
    if landing is None:
        return []
    with shop_scope(shop_id):
        return list(landing.items.values_list("product__sku", flat=True))


def goods_of(shop_id: int, landing: LandingPage | None, code: PlaylistCode) -> list[Good]:
    """The page's own products, else those of its code's playlist; six at most."""
    with shop_scope(shop_id):
        own = _own(shop_id, landing) if landing is not None and landing.pk else []
        return own or _of_playlist(shop_id, code)


def _own(shop_id: int, landing: LandingPage) -> list[Good]:
    with connection.cursor() as cursor:
        cursor.execute(OWN, [shop_id, landing.pk, MOST_PRODUCTS])
        return [Good(*row) for row in cursor.fetchall()]


def _of_playlist(shop_id: int, code: PlaylistCode) -> list[Good]:
    path = path_of(shop_id, code.playlist.slug) if code.playlist_id and code.playlist else None
    if path is None:
        return []
    found = {item.product_id: item for item in path.items if item.is_shown}
    return [
        Good(item.product_id, item.sku, item.title, item.price, item.image_url, item.stock, item.note)
        for item in list(found.values())[:MOST_PRODUCTS]
    ]
