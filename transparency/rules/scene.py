"""What texts are held against: the shop, the day, and what is true of the products that something shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money
from transparency.rules.compute import Facts, Written

# What a shop says of itself where customers can order (law 18-05, articles 10 and 11).
LEGAL: Final = ("name", "address", "phone", "register", "tax_number")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing with its texts. ``changed_at`` is when its row last changed."""

    kind: str
    ref: int
    uid: UUID
    title: str
    texts: tuple[Written, ...]
    facts: Facts
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """What is true of a product that something shows."""

    stock: int | None
    price: str
    category: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    shop: ShopContext
    today: str
    legal_missing: tuple[str, ...]

    def facts(self, kind: str, language: str, shown: Iterable[Shown], **more: Any) -> Facts:
        of = list(shown)
        prices = [one.price for one in of if one.price]
        return Facts(
            kind=kind,
            today=self.today,
            language=language or self.shop.language,
            price=prices[0] if len(set(prices)) == 1 else "",
            stocks=tuple(one.stock for one in of),
            categories=tuple(sorted({one.category for one in of if one.category})),
            **more,
        )


def legal_missing(shop: ShopContext) -> tuple[str, ...]:
    """Names of what the shop has not said of itself on its public profile."""
    said = {**shop.public_profile.get("contact", {}), **shop.public_profile.get("legal", {})}
    return tuple(name for name in LEGAL if not said.get(name))


def shown_of(shop: ShopContext, ids: Iterable[int]) -> dict[int, Shown]:
    """Products by id; a product with variants has the sum of their stocks."""
    wanted = set(ids)
    rows = Product.objects.filter(Q(pk__in=wanted) | Q(parent_id__in=wanted), is_active=True)
    own: dict[int, Shown] = {}
    of_variants: dict[int, list[int | None]] = defaultdict(list)
    for pk, parent, stock, price, category in rows.values_list(
        "pk", "parent_id", "stock", "price", "category_id"
    ):
        if parent in wanted:
            of_variants[parent].append(stock)
        if pk in wanted:
            own[pk] = Shown(stock, "" if price is None else format_money(price, shop.currency), category)
    for parent, stocks in of_variants.items():
        if parent in own:
            known = [stock for stock in stocks if stock is not None]
            own[parent] = Shown(sum(known) if known else None, own[parent].price, own[parent].category)
    return own


def grouped(scene: Scene, pairs: Iterable[tuple[int, int]]) -> tuple[dict[int, list[int]], dict[int, Shown]]:
    of: dict[int, list[int]] = defaultdict(list)
    for owner, product in pairs:
        of[owner].append(product)
    return of, shown_of(scene.shop, (ref for refs in of.values() for ref in refs))


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
