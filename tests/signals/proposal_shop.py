"""A shop whose orders suggest paths: easy things, something proven, and what customers buy after it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from tests.factories import NOON, make_category, make_customer, make_order, make_pack, make_product

# The last complete day of the night under test.
AS_OF = NOON.date() + timedelta(days=13)


def furnish(shop: ShopContext) -> dict[str, Product]:
    """Two themes; in "Hammam" twelve customers bought soap and oil, eight of them the set, and a pack holds both."""
    hammam, home = (make_category(shop, name=name) for name in ("Hammam", "Maison"))
    found = {
        "soap": make_product(shop, sku="SOAP", title="Savon noir", price=400, category=hammam),
        "musk": make_product(shop, sku="MUSK", title="Musc", price=500, category=hammam),
        "oil": make_product(shop, sku="OIL", title="Huile", price=1200, category=hammam),
        "set": make_product(shop, sku="SET", title="Coffret rituel", price=3500, category=hammam),
        "candle": make_product(shop, sku="CANDLE", title="Bougie", price=450, category=home),
        "lamp": make_product(shop, sku="LAMP", title="Lampe", price=2600, category=home),
        "rug": make_product(shop, sku="RUG", title="Tapis", price=9000, category=home),
    }
    for number in range(12):
        customer = make_customer(shop)
        lines: list[tuple[Product, int, Decimal | int]] = [(found["soap"], 1, 400), (found["oil"], 1, 1200)]
        if number < 8:
            lines.append((found["set"], 1, 3500))
        make_order(shop, lines=lines, customer=customer, at=NOON - timedelta(days=number))
    for number in range(9):
        bought = [(found["candle"], 1, Decimal(450)), (found["lamp"], 1, Decimal(2600))]
        make_order(shop, lines=list(bought), customer=make_customer(shop), at=NOON - timedelta(days=number))
    found["pack"] = make_pack(shop, [found["soap"], found["oil"]], sku="PACK", title="Pack", price=1500)
    return found
