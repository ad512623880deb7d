"""From a question to a list: prepared rows, tests of new products, and the choices that are offered. A few reads."""

from __future__ import annotations

from datetime import datetime

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.serving import with_tests
from signals.recommend.filters import Wanted
from signals.recommend.serving import recommend_for
from signals.widget.asking import Asked
from signals.widget.offers import offers_of
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
        if wanted.is_open and not asked.is_personal:
            items = with_tests(shop.id, items, slot=asked.slot, sku=asked.sku, limit=asked.limit, at=at)
        offers = offers_of(shop.id, at.astimezone(shop.zone).date())
    return Found(items, answer.is_personal, answer.computed_at, offers)
