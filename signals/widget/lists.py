"""From a question that is one visitor's own, or that follows a choice made by hand, to a list. A few reads."""

from __future__ import annotations

from datetime import datetime

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.filters import Wanted
from signals.recommend.serving import recommend_for
from signals.widget.asking import Asked
from signals.widget.memory import Memory
from signals.widget.offers import Offers, offers_of
from signals.widget.payload import Found

# The choices on offer are the same for all lists of a shop.
_offers: Memory[int, Offers] = Memory(seconds=2.0, most=2000)


def find(shop: ShopContext, asked: Asked, at: datetime) -> Found:
    """What is shown for the question, in one transaction.

    Tests of new products have their places in lists that are the same for everybody (:mod:`signals.widget.answers`): where a
    visitor's own basket, visits or choices decide, a draw would put in what they left out.
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
        day = at.astimezone(shop.zone).date()
        offers = _offers.get(shop.id) or _offers.keep(shop.id, offers_of(shop.id, day))
    return Found(answer.items, answer.is_personal, answer.computed_at, offers)


def forget_shops() -> None:
    """Read what holds for a shop anew; for tests, where a shop changes within a second."""
    _offers.forget()
