"""From a question to a list: prepared rows, tests of new products, and the choices that are offered. A few reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.serving import with_tests
from signals.recommend.filters import Wanted
from signals.recommend.serving import recommend_for
from signals.widget.asking import Asked
from signals.widget.memory import Memory
from signals.widget.offers import Offers, offers_of
from signals.widget.payload import Found


def find(shop: ShopContext, asked: Asked, at: datetime) -> Found:
    """What is shown for the question, in one transaction.

    Tests of new products have their places in lists that are the same for everybody: where a visitor's own basket,
    visits or choices decide, a draw would put in what they left out.
    """
    wanted = Wanted(use=asked.use, theme=asked.theme, is_gift=asked.gift, budget=asked.budget)
    with shop_scope(shop.id):
        answer = recommend_for(
            shop.id,
            slot=asked.slot,
            sku=asked.sku,
            cart=asked.cart,
            seen=asked.seen,
            limit=asked.limit,
            filters=wanted,
            visitor=asked.visitor,
        )
        items = answer.items
        standing = _standings.get(shop.id) or _standings.keep(shop.id, _read(shop, at))
        if wanted.is_open and not asked.is_personal and standing.has_tests:
            items = with_tests(shop.id, items, slot=asked.slot, sku=asked.sku, limit=asked.limit, at=at)
    return Found(items, answer.is_personal, answer.computed_at, standing.offers)


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for every list of a shop: the choices on offer, and whether anything is in test or was promoted."""

    offers: Offers
    has_tests: bool


_standings: Memory[int, Standing] = Memory(seconds=2.0, most=2000)


def forget_shops() -> None:
    """Read what holds for a shop anew; for tests, where a shop changes within a second."""
    _standings.forget()


def _read(shop: ShopContext, at: datetime) -> Standing:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM signals_exposureplace WHERE shop_id = %s AND is_current)", [shop.id]
        )
        (has_tests,) = cursor.fetchone()
    return Standing(offers_of(shop.id, at.astimezone(shop.zone).date()), has_tests)
