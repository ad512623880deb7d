"""The widget's answer: items with their reasons, and the text behind "why am I seeing this"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.money import format_money
from signals.exposure.automations import STAGED_EXPOSURE
from signals.recommend.automations import BEST_SELLERS
from signals.recommend.reasons import reason_text
from signals.recommend.selectors import Served
from transparency.ledger.wording import weight_words


def _item(shop: ShopContext, item: Served, language: str) -> dict[str, Any]:
    price = item.price
    return {
        "sku": item.sku,
        "title": item.title,
        "url": item.page_url,
        "image": item.image_url,
        "price": None if price is None else str(price),
        "currency": shop.currency,
        "price_text": "" if price is None else format_money(price, shop.currency, language),
        "reason": reason_text(item.reason_code, item.reason_values),
        "reason_code": item.reason_code,
        "recommendation_id": item.recommendation_id,
        "rank": item.rank,
    }


def why(shop: ShopContext, items: Sequence[Served] = ()) -> dict[str, Any]:
    """Text of the dialog, taken from the registry so that it says what the code does."""
    page = f"{settings.PUBLIC_URL}/t/{shop.slug}/"
    return {
        "title": _("Why am I seeing these products?"),
        "body": [str(BEST_SELLERS.purpose), *_who_sees_what(items)],
        "data_used_label": _("What was looked at"),
        "data_used": [str(text) for text in BEST_SELLERS.data_used],
        "criteria_label": _("What counts"),
        "criteria": [
            {"name": str(c.name), "weight_words": weight_words(c.weight)} for c in BEST_SELLERS.criteria
        ],
        "excluded_label": _("Never shown"),
        "excluded": [_("Products that are out of stock"), _("Products that the shop has hidden")],
        "switch_label": _("Do not use my browsing"),
        "privacy_label": _("How this shop uses automation"),
        "privacy_url": page,
        "adviser_label": _("Talk to a person"),
        "adviser_url": f"{page}#contact",
    }


def _who_sees_what(items: Sequence[Served]) -> list[str]:
    """That nothing about the visitor counts, also where chance does."""
    if not any(item.reason_code == "new_in_test" for item in items):
        return [_("Everybody sees the same list: nothing about you was used.")]
    return [
        str(STAGED_EXPOSURE.purpose),
        _("Chance alone decides who sees a new product first: nothing about you was used."),
    ]


def payload(shop: ShopContext, items: list[Served], *, slot: str, language: str) -> dict[str, Any]:
    """The whole answer; ``items`` may be empty, and then the widget shows nothing."""
    return {
        "heading": _("Best-sellers of the shop"),
        "heading_code": "best_sellers",
        "slot": slot,
        "lang": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "items": [_item(shop, item, language) for item in items],
        "why": why(shop, items),
        "personalised": False,
        "simulated": shop.is_simulated,
        "simulated_note": _("Simulated shop: nothing here is for sale.") if shop.is_simulated else "",
        "computed_at": items[0].computed_at.isoformat() if items else None,
    }
