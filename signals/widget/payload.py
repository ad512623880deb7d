"""The widget's answer: items with their reasons, the choices that are offered, and the text of the dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from catalog.playlists.themes import Use
from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money
from signals.recommend.reasons import reason_text
from signals.recommend.served import Served
from signals.widget.asking import Asked
from signals.widget.headings import heading, heading_code
from signals.widget.offers import NOTHING, Offers
from signals.widget.why import is_picked, why
from signals.widget.words import widget_words


@dataclass(frozen=True, slots=True)
class Found:
    """What is answered to a question. ``is_personal``: what the visitor looked at counted."""

    items: Sequence[Served] = ()
    is_personal: bool = False
    computed_at: datetime | None = None
    offers: Offers = field(default=NOTHING)


def _reason(item: Served) -> str:
    """The first sentence beside the owner's word, which is a label of its own."""
    others = [one for one in item.reasons if one.code not in {"picked_by_shop", "boosted_by_shop"}]
    if is_picked(item) and others and others[0].share > 0:
        return reason_text(others[0].code, others[0].values)
    return reason_text(item.reason_code, item.reason_values)


@lru_cache(maxsize=4096)
def _price_text(price: Decimal, currency: str, language: str) -> str:
    """The price in the language that is switched on; shops have few prices, and most lists the same."""
    return format_money(price, currency, language)


def _item(shop: ShopContext, item: Served, place: int, language: str) -> dict[str, Any]:
    price = item.price
    return {
        "sku": item.sku,
        "title": item.title,
        "url": item.page_url,
        "image": item.image_url,
        "price": None if price is None else str(price),
        "currency": shop.currency,
        "price_text": "" if price is None else _price_text(price, shop.currency, language),
        "reason": _reason(item),
        "reason_code": item.reason_code,
        "label": _("Picked by the shop") if is_picked(item) else "",
        "recommendation_id": item.recommendation_id,
        "rank": place,
    }


def filters(offers: Offers, shop: ShopContext, language: str) -> list[dict[str, Any]]:
    """The choices as the widget draws them: groups of options, one of a group at a time."""
    uses = [{"value": use, "label": str(Use(use).label)} for use in offers.uses if use in Use.values]
    budgets = [
        {
            "value": f"{amount:.0f}",
            "label": _("Up to %(amount)s") % {"amount": format_money(amount, shop.currency, language)},
        }
        for amount in offers.budgets
    ]
    gifts = [{"value": "1", "label": _("To give")}] if offers.has_gifts else []
    groups = [("use", _("Use"), uses), ("budget", _("Budget"), budgets), ("gift", _("Gift"), gifts)]
    return [{"name": name, "label": label, "options": options} for name, label, options in groups if options]


def payload(shop: ShopContext, asked: Asked, found: Found, *, language: str) -> dict[str, Any]:
    """The whole answer but for its last member ``served_at``, which is said when it leaves (:mod:`signals.widget.packing`).

    ``items`` may be empty, and then the widget shows nothing.
    """
    code = heading_code(found.items)
    return {
        "heading": heading(code),
        "heading_code": code,
        "slot": asked.slot,
        "lang": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "items": [_item(shop, item, place, language) for place, item in enumerate(found.items, 1)],
        "filters": filters(found.offers, shop, language),
        "why": why(shop, asked, found.items, is_personal=found.is_personal),
        "words": widget_words(language),
        "personalised": found.is_personal,
        "simulated": shop.is_simulated,
        "simulated_note": _("Simulated shop: nothing here is for sale.") if shop.is_simulated else "",
        "computed_at": found.computed_at.isoformat() if found.computed_at else None,
    }
