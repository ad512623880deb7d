"""Writing landing pages: texts, products, open or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from catalog.codes.models import PlaylistCode
from catalog.landing.models import LandingItem, LandingPage
from catalog.landing.selectors import MOST_PRODUCTS
from catalog.landing.wording import LONGEST, NAMES
from catalog.products.selectors import products_by_sku
from shop_ai.lib.gate import written
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

Texts = dict[str, dict[str, str]]


def write_landing(
    shop_id: int, code: PlaylistCode, *, skus: Sequence[str] | None = None, **fields: Any
) -> LandingPage:
    """Make or change the page of a code; ``skus`` are its own products in their order, none for the playlist's.

    Raises Invalid for an unknown SKU; nothing is written then.
    """
    with shop_scope(shop_id):
        page, _is_new = LandingPage.objects.select_for_update(no_key=True).get_or_create(
            code=code, defaults={"shop_id": shop_id}
        )
        for name, value in fields.items():
            setattr(page, name, _tidy(value) if name == "texts" else value)
        page.save()
        if skus is not None:
            _put(page, list(dict.fromkeys(skus))[:MOST_PRODUCTS])
        written(shop_id, "landing", page.pk)
        found: LandingPage = page
        return found


def _tidy(texts: Texts) -> Texts:
    """Only known names, none longer than it may be, and no language without a text."""
    kept = {
        language: {name: words[name][: LONGEST[name]] for name in NAMES if words.get(name)}
        for language, words in texts.items()
    }
    return {language: words for language, words in kept.items() if words}


def _put(page: LandingPage, skus: list[str]) -> None:
    found = products_by_sku(page.shop_id, skus)
    unknown = [sku for sku in skus if sku not in found]
    if unknown:
        detail = _("No product has the SKU %(sku)s.") % {"sku": unknown[0]}
        raise Invalid(FieldError("#/skus", "unknown_sku", detail))
    page.items.all().delete()
    LandingItem.objects.bulk_create(
        LandingItem(shop_id=page.shop_id, landing=page, product=found[sku], position=place)
        for place, sku in enumerate(skus, 1)
    )
