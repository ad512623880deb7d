"""Which product a line means when its file has no product codes: found by name, named by it otherwise."""

from __future__ import annotations

import hashlib

from catalog.products.models import Product
from shop_ai.lib.text import normalise

LONGEST_SKU = 120
_DIGEST = 12


class Skus:
    """The shop's products by title and variant, loaded once; needs a scope."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, str], str] = {}
        self._seen: dict[tuple[str, str], str] = {}
        for sku, title, variant in Product.objects.order_by("-pk").values_list("sku", "title", "variant"):
            self._by_name[normalise(title), normalise(variant)] = sku
            if variant:
                self._by_name[normalise(f"{title} {variant}"), ""] = sku

    def sku_of(self, title: str, variant: str) -> str:
        """The SKU of the product with this title and variant; the oldest where several have it."""
        found = self._seen.get((title, variant))
        if found is None:
            name = normalise(title), normalise(variant)
            found = self._by_name.get(name) or sku_from_name(*name)
            self._seen[title, variant] = found
        return found


def sku_from_name(title: str, variant: str) -> str:
    """A readable code made of a product's normal name: `robe kabyle m / rouge`."""
    name = f"{title} {variant}".strip()
    if len(name) <= LONGEST_SKU:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: LONGEST_SKU - _DIGEST - 1]}-{digest}"
