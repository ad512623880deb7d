"""A playlist as a schema.org ItemList, for search engines and other programs."""

from __future__ import annotations

from typing import Any

from catalog.playlists.showing import Offer, Page
from catalog.shops.context import ShopContext


def item_list(shop: ShopContext, page: Page) -> dict[str, Any]:
    """https://schema.org/ItemList of Products with their Offers, in the order of the path.

    ``itemListElement[].position`` counts from 1. A product without a price has no offer: schema.org asks for one.
    """
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": page.address,
        "url": page.address,
        "name": page.title,
        "inLanguage": page.language,
        "numberOfItems": len(page.offers),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        **({"description": page.intro} if page.intro else {}),
        **({"image": page.picture} if page.picture else {}),
        "itemListElement": [_element(shop, page, offer) for offer in page.offers],
    }


def _element(shop: ShopContext, page: Page, offer: Offer) -> dict[str, Any]:
    return {"@type": "ListItem", "position": offer.rank, "item": _product(shop, page, offer)}


def _product(shop: ShopContext, page: Page, offer: Offer) -> dict[str, Any]:
    item = offer.item
    more = {
        "image": item.image_url,
        "description": offer.note,
        "url": item.page_url or f"{page.address}#item-{offer.rank}",
    }
    product: dict[str, Any] = {"@type": "Product", "name": item.title, "sku": item.sku}
    product |= {name: value for name, value in more.items() if value}
    if item.price is not None:
        product["offers"] = {
            "@type": "Offer",
            "price": str(item.price),
            "priceCurrency": shop.currency,
            "availability": f"https://schema.org/{'OutOfStock' if item.is_sold_out else 'InStock'}",
            "seller": {"@type": "Organization", "name": shop.name},
        }
    return product
