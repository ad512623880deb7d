"""A past for some products of the simulated shop, so that the history and the price page show something on the first day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from catalog.history.models import Act, RecordChange, What
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope

KNOWN_FOR: Final = timedelta(days=120)
# Days ago, and what the price was until then as a share of the one of today.
MOVES: Final = ((75, Decimal("0.90")), (40, Decimal("1.10")), (12, Decimal("1.20")))
OF_EVERY: Final = 5


def show_history(shop: ShopContext) -> None:
    """Every fifth product was dearer and cheaper before; nothing is touched where a past is kept already."""
    now = timezone.now()
    with shop_scope(shop.id):
        if RecordChange.objects.filter(what=What.PRODUCT, before__has_key="price").exists():
            return
        priced = Product.objects.filter(is_service=False, parent=None, price__gt=0).order_by("pk")
        products = [
            row for place, row in enumerate(priced.values_list("pk", "price")) if place % OF_EVERY == 0
        ]
        Product.objects.filter(pk__in=[pk for pk, _price in products]).update(created_at=now - KNOWN_FOR)
        RecordChange.objects.bulk_create(
            RecordChange(
                shop_id=shop.id,
                what=What.PRODUCT,
                record=pk,
                act=Act.CHANGED,
                at=now - timedelta(days=days),
                before={"price": str((price * share).quantize(Decimal("1.00")))},
            )
            for pk, price in products
            for days, share in MOVES
        )
